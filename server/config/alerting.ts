import { z } from 'zod';
import { FILE_RULES_BOUND, RuleFile, Watches } from './alert-rules.ts';
import { Moment } from './alerting-fields.ts';
import { Slug } from './fields.ts';
import { Channel, Digest, Kinds, matcher, Route } from './routes.ts';

/** Most of each that one file may hold. */
export const CHANNELS_BOUND = 50;
export const ROUTES_BOUND = 100;
export const DIGESTS_BOUND = 20;
export const FILE_SILENCES_BOUND = 100;
export const FILE_PLANNED_BOUND = 100;
export const PLAYBOOKS_BOUND = 30;
export const CHECKS_IN_PLAYBOOK = 30;
export const ALLOWED_HOSTS_BOUND = 100;

const during = {
  from: Moment.optional().describe('From then on: 2026-12-01 10:00. Default: from the beginning.'),
  until: Moment.describe('Until then: 2026-12-01 12:00.'),
};

const Quiet = z.strictObject({
  id: Slug.optional().describe('Short name of it. Default: made from the reason.'),
  ...matcher,
  reason: z.string().trim().min(1).max(500).describe('Why nobody is told; it stands beside what is held back.'),
  by: z.string().trim().min(1).max(64).default('earshot.yaml').describe('Who decided it.'),
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
