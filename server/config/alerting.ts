import { z } from 'zod';
import { AlertKind, Severity } from '../../shared/alert.ts';
import { FILE_RULES_BOUND, RuleFile, Watches } from './alert-rules.ts';
import { Clock, Hours, Moment, Span, SpanOrNone, Wait } from './alerting-fields.ts';
import { Slug, TimeZone, Title } from './fields.ts';

/** Most of each that one file may hold. */
export const CHANNELS_BOUND = 50;
export const ROUTES_BOUND = 100;
export const STEPS_BOUND = 10;
export const NAMED_BOUND = 100;
export const DIGESTS_BOUND = 20;
export const FILE_SILENCES_BOUND = 100;
export const FILE_PLANNED_BOUND = 100;
export const PLAYBOOKS_BOUND = 30;
export const CHECKS_IN_PLAYBOOK = 30;
export const ALLOWED_HOSTS_BOUND = 100;

const Kinds = z.array(AlertKind).max(AlertKind.options.length);
const Severities = z.array(Severity).max(Severity.options.length);
const Ids = z.array(z.string().max(64)).max(NAMED_BOUND);
/** Ids of people and teams may be made from names in any script. */
const Name = z.string().min(1).max(64);

const Channel = z
  .looseObject({
    id: Slug.optional().describe('Short name that routes know the channel by. Default: its kind.'),
    kind: z.string().min(1).max(64).describe('Kind of channel.'),
    name: Title.optional().describe('What people call it. Default: made from the id.'),
    quiet: z
      .strictObject({
        hours: Hours.describe('When it stays quiet, such as 22-07. What was held back is told at their end.'),
        zone: TimeZone.optional().describe('IANA time zone the hours are meant in. Default: that of the file.'),
        unless: Severities.default(['critical']).describe('What goes through all the same. Default: critical.'),
      })
      .optional()
      .describe('Hours in which nobody should be woken.'),
    cap: z
      .strictObject({
        most: z.int().min(1).max(1000).describe('Messages at most that ring.'),
        within: Span.default('1h').describe('In this time. Default: 1h.'),
      })
      .optional()
      .describe('What is beyond it is told in one summary.'),
  })
  .describe(
    'A way to reach people. Beside id, kind, name, quiet and cap stand the options of its kind; secrets as {env: NAME} or {file: path}.',
  );

const To = z
  .union(
    [
      z.literal('on-shift'),
      z.strictObject({ person: Name.describe('Id of a person of the desk.') }),
      z.strictObject({ people: z.array(Name).min(1).max(NAMED_BOUND).describe('Ids of people of the desk.') }),
      z.strictObject({
        team: Name.describe('Id of a team of the desk.'),
        onShift: z.boolean().default(false).describe('true: whoever of it works now. Default: everybody of it.'),
      }),
    ],
    { error: 'whom to tell is on-shift, {person: id}, {people: [ids]} or {team: id, onShift: true}' },
  )
  .describe('Whom to tell: on-shift (whoever works now), {person: id}, {people: [ids]} or {team: id, onShift: true}.');
export type ToFile = z.infer<typeof To>;

const matcher = {
  kinds: Kinds.default([]).describe('Only what was found by rules of these kinds. Default: any.'),
  severities: Severities.default([]).describe('Only what is this severe. Default: any.'),
  watches: Watches.default([]).describe('Only what is about these watches, by their ids (sources, for a silent one). Default: any.'),
};

const Step = z.strictObject({
  after: Wait.default('0m').describe('When nobody has acknowledged for this long since it rang, such as 10m. Default: 0m, at once.'),
  channels: Ids.min(1).describe('Ids of channels.'),
  to: To.optional(),
});

const Route = z
  .strictObject({
    id: Slug.optional().describe('Short name of the route. Default: made from the name.'),
    name: Title.describe('What people call it: the message says that it came by this route.'),
    ...matcher,
    calendar: Slug.optional().describe('Id of a calendar of the desk: only while it is open. Default: always.'),
    goesOn: z.boolean().default(false).describe('true: routes after it are looked at as well.'),
    steps: z.array(Step).min(1).max(STEPS_BOUND).describe('Who is told, and who next if nobody acknowledges.'),
  })
  .describe('The first route that an incident matches decides who is told.');

const Digest = z
  .strictObject({
    id: Slug.optional().describe('Short name of the digest. Default: digest and its place.'),
    channels: Ids.min(1).describe('Ids of channels.'),
    to: To.optional(),
    daily: Clock.default('07:30').describe('Time of the day at which it is told, by the clocks of the file. Default: 07:30.'),
    crisis: SpanOrNone.default('1h').describe(
      'How often while an incident of the highest severity is open; none: no more often. Default: 1h.',
    ),
  })
  .describe('A note for managers: what happened, how we did, what is still open.');

const during = {
  from: Moment.optional().describe('From then on: 2026-12-01 10:00. Default: from the beginning.'),
  until: Moment.describe('Until then: 2026-12-01 12:00.'),
};

const Quiet = z.strictObject({
  id: Slug.optional().describe('Short name of it. Default: made from the reason.'),
  ...matcher,
  reason: z.string().trim().min(1).max(500).describe('Why nobody is told; it stands beside what is held back.'),
  by: Title.default('earshot.yaml').describe('Who decided it.'),
  ...during,
});

const Planned = z
  .strictObject({
    id: Slug.optional().describe('Short name of the event. Default: made from the name.'),
    name: z.string().trim().min(1).max(120).describe('What it is.'),
    watches: Watches.default([]).describe('Ids of the watches that are spoken of more. Default: all.'),
    from: Moment.describe('From then on: 2026-12-01 10:00.'),
    until: Moment.describe('Until then: 2026-12-01 12:00.'),
    times: z.number().min(1).max(100).describe('So many times the usual is expected.'),
  })
  .describe('An event that is known beforehand, such as a launch: more is said of it without an alert.');

const Check = z.union(
  [
    z.string().trim().min(1).max(300),
    z.strictObject({
      id: Slug.describe('Short name of the item. Keep it when the text changes.'),
      text: z.string().trim().min(1).max(300).describe('What is to be done.'),
    }),
  ],
  { error: 'what is to be done is text, or {id, text}' },
);

const Playbook = z
  .strictObject({
    kinds: Kinds.default([]).describe('Kinds of rule whose incidents it is for. Default: any.'),
    checks: z.array(Check).min(1).max(CHECKS_IN_PLAYBOOK).describe('What must be done, in its order.'),
  })
  .describe('The checklist of an incident. The first one for its kind counts.');

const HOST = /^(\[[0-9a-f:.]+\]|[\p{L}\p{N}_]([\p{L}\p{N}._-]*[\p{L}\p{N}])?)(:\d{1,5})?$/iu;

/** An address without anything that doesn't belong before a path. */
function isBase(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && `${url.username}${url.password}${url.search}${url.hash}` === '';
}

/** The file's keys about alerting. */
export const alertingKeys = {
  rules: z.array(RuleFile).max(FILE_RULES_BOUND).default([]).describe('When somebody is told. Default rules are there without.'),
  channels: z
    .array(Channel)
    .max(CHANNELS_BOUND)
    .default([])
    .describe('Ways to reach people. Without any, alerts show on the screens alone.'),
  routes: z
    .array(Route)
    .min(1)
    .max(ROUTES_BOUND)
    .optional()
    .describe('Who is told what. Default: every channel is told everything at once.'),
  digests: z.array(Digest).max(DIGESTS_BOUND).default([]).describe('Notes for managers.'),
  silences: z
    .array(Quiet.describe('Nobody is told of what matches.'))
    .max(FILE_SILENCES_BOUND)
    .default([])
    .describe('What nobody is told of for a while; it shows at the desk.'),
  maintenance: z
    .array(Quiet.describe('Work that was announced.'))
    .max(FILE_SILENCES_BOUND)
    .default([])
    .describe('As silences, for work that was announced.'),
  planned: z.array(Planned).max(FILE_PLANNED_BOUND).default([]).describe('Events that are known beforehand.'),
  playbooks: z
    .array(Playbook)
    .max(PLAYBOOKS_BOUND)
    .default([])
    .describe('What must be done in an incident. Default: a list for each kind.'),
  load: z
    .strictObject({
      average: z
        .number()
        .min(0.01)
        .max(100)
        .default(1)
        .describe('Alerts for a person in ten minutes that are borne on average. Default: 1.'),
      upset: z.number().min(1).max(1000).default(10).describe('In the first ten minutes of an upset. Default: 10.'),
    })
    .prefault({})
    .describe('How many alerts a person can bear.'),
  outgoing: z
    .strictObject({
      allow: z
        .array(z.string().trim().max(260).regex(HOST, { error: 'not a host such as chat.intern.example, or host:port' }))
        .max(ALLOWED_HOSTS_BOUND)
        .default([])
        .describe('Hosts (host, or host:port) that may be written to although their addresses are private.'),
    })
    .prefault({})
    .describe('Where messages may go. Loopback and private addresses are refused unless allowed by name.'),
  address: z
    .string()
    .trim()
    .max(1024)
    .refine(isBase, { error: 'not an address such as https://wall.example' })
    .optional()
    .describe('Address of this server as people reach it; links in messages begin with it. Default: the one it listens on.'),
};
