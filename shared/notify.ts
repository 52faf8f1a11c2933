import { z } from 'zod';

export const ChannelKind = z.enum([
  'slack',
  'teams',
  'pagerduty',
  'email',
  'web-push',
  'webhook',
  'mattermost',
  'discord',
  'ntfy',
  'telegram',
]);
export type ChannelKind = z.infer<typeof ChannelKind>;

/** What is to be told: times are ms since 1970 UTC. */
export const About = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('incident'), incident: z.string() }),
  /** What a channel held back in its quiet hours or over its cap. */
  z.object({
    kind: z.literal('summary'),
    why: z.enum(['quiet', 'cap']),
    incidents: z.array(z.string()),
    more: z.int(),
    from: z.int(),
    to: z.int(),
  }),
  z.object({ kind: z.literal('digest'), crisis: z.boolean(), from: z.int(), to: z.int() }),
  z.object({ kind: z.literal('test'), by: z.string() }),
]);
export type About = z.infer<typeof About>;

/** Something that a channel has to tell, to a person or to whoever reads it; one for all news of an incident. */
export const Delivery = z.object({
  /** `channel/person or -/what it is about`. */
  id: z.string(),
  channel: z.string(),
  person: z.string().nullable(),
  about: About,
  /** Which route or digest decided it, and why this person, in words. */
  why: z.string(),
  /** Newest version that has to be told, and the newest that was. */
  wanted: z.int(),
  sent: z.int(),
  rings: z.boolean(),
  /** `held`: by quiet hours or a cap, until `nextAt`. `unsure`: tried once more after an attempt with which the server died. `dead`: given up, see `error`. */
  state: z.enum(['waiting', 'trying', 'unsure', 'held', 'sent', 'dead']),
  /** What holds it back, where something does. */
  heldBy: z.enum(['quiet', 'cap']).optional(),
  /** An attempt since the last one that arrived was never heard of again, since the server died: it may have arrived. */
  doubt: z.literal(true).optional(),
  /** What the channel gave to find its message again. */
  reference: z.string().nullable(),
  attempts: z.int(),
  nextAt: z.int().nullable(),
  error: z.string().nullable(),
  decidedAt: z.int(),
  sentAt: z.int().nullable(),
});
export type Delivery = z.infer<typeof Delivery>;

export const ChannelLine = z.object({
  id: z.string(),
  kind: ChannelKind,
  name: z.string(),
  /** In words: how it is. */
  state: z.enum(['ok', 'waiting', 'failing', 'unused']),
  lastSentAt: z.int().nullable(),
  waiting: z.int(),
  dead: z.int(),
  lastError: z.string().nullable(),
  quietUntil: z.int().nullable(),
});
export type ChannelLine = z.infer<typeof ChannelLine>;

/** How the channels are, and what they told lately: what was given up first. */
export const ChannelList = z.object({ channels: z.array(ChannelLine), deliveries: z.array(Delivery), now: z.int() });
export type ChannelList = z.infer<typeof ChannelList>;

const Base64 = z
  .string()
  .max(256)
  .regex(/^[A-Za-z0-9_-]+={0,2}$/);

/** Where a browser can be reached, as it says: the endpoint is an address of its maker's push service. */
export const Subscription = z.object({
  endpoint: z.url({ protocol: /^https$/ }).max(2048),
  keys: z.object({ p256dh: Base64, auth: Base64 }),
});
export type Subscription = z.infer<typeof Subscription>;
