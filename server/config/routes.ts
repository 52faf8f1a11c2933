import { z } from 'zod';
import { AlertKind, Severity } from '../../shared/alert.ts';
import { Watches } from './alert-rules.ts';
import { Clock, Hours, Span, SpanOrNone, Wait } from './alerting-fields.ts';
import { Slug, TimeZone, Title } from './fields.ts';

/** Steps of one route, and ids of channels or people that one may name. */
export const STEPS_BOUND = 10;
export const NAMED_BOUND = 100;

export const Kinds = z.array(AlertKind).max(AlertKind.options.length);
const Severities = z.array(Severity).max(Severity.options.length);
const Ids = z.array(z.string().max(64)).max(NAMED_BOUND);
/** Ids of people and teams may be made from names in any script. */
const Name = z.string().min(1).max(64);

export const Channel = z
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

/** Which incidents something is for: all that is given must hold. */
export const matcher = {
  kinds: Kinds.default([]).describe('Only what was found by rules of these kinds. Default: any.'),
  severities: Severities.default([]).describe('Only what is this severe. Default: any.'),
  watches: Watches.default([]).describe('Only what is about these watches, by their ids (sources, for a silent one). Default: any.'),
};

const Step = z.strictObject({
  after: Wait.default('0m').describe('When nobody has acknowledged for this long since it rang, such as 10m. Default: 0m, at once.'),
  channels: Ids.min(1).describe('Ids of channels.'),
  to: To.optional(),
});

export const Route = z
  .strictObject({
    id: Slug.optional().describe('Short name of the route. Default: made from the name.'),
    name: Title.describe('What people call it: the message says that it came by this route.'),
    ...matcher,
    calendar: Slug.optional().describe('Id of a calendar of the desk: only while it is open. Default: always.'),
    goesOn: z.boolean().default(false).describe('true: routes after it are looked at as well.'),
    steps: z.array(Step).min(1).max(STEPS_BOUND).describe('Who is told, and who next if nobody acknowledges.'),
  })
  .describe('The first route that an incident matches decides who is told.');

export const Digest = z
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
