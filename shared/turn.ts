import { z } from 'zod';
import { ID_BOUND, Intent, Label, Urgency } from './mention.ts';
import { Promised, ReplyHeard, Substance } from './reply.ts';

/** Times are ms since 1970 UTC, amounts of time ms. */
const Time = z.int();

/**
 * One service target at work. `due` is null while it is paused. A breach is stamped at its due time, and taken back when a reply
 * comes to light that was posted before it. Once `stoppedAt` is there nothing of it changes any more.
 */
export const Clock = z.object({
  kind: z.enum(['first', 'next', 'resolution']),
  /** When it began: the time the customer posted. */
  from: Time,
  /** Working time granted, and the calendar's id; `always` counts every minute. */
  target: z.int(),
  calendar: z.string(),
  /** Working time left when it last began to run, and when that was; null while paused. */
  left: z.number(),
  runningSince: Time.nullable(),
  due: Time.nullable(),
  stoppedAt: Time.nullable(),
  breachedAt: Time.nullable(),
  /** From `from` to `stoppedAt` in the calendar's working time, without pauses. Known when it has stopped. */
  worked: z.number().nullable(),
});
export type Clock = z.infer<typeof Clock>;

/** What a person said about a post instead of what was heard. */
export const Correction = z.object({
  by: z.string(),
  at: Time,
  label: Label.optional(),
  intent: Intent.optional(),
  substance: Substance.optional(),
});
export type Correction = z.infer<typeof Correction>;

/** One post of a case. Its words are in the history, and are asked for with the case. */
export const Turn = z.object({
  mention: z.string().max(ID_BOUND),
  /** `bot`: ours, but automatic. `rival`: a competitor's account. `other`: somebody else in the conversation. */
  by: z.enum(['customer', 'us', 'bot', 'rival', 'other']),
  author: z.string(),
  network: z.string(),
  parent: z.string().nullable(),
  postedAt: Time,
  receivedAt: Time,
  /** Who had the case when it came, and since when. */
  owner: z.string().nullable(),
  assignedAt: Time.nullable(),
  language: z.string(),
  label: Label,
  score: z.number(),
  intent: Intent.optional(),
  urgency: z.array(Urgency),
  /** Of ours: who signed it (a person's id, else the signature as written), and what was heard in it. */
  agent: z.string().nullable(),
  reply: ReplyHeard.optional(),
  /** Near-identical to replies that other customers got. */
  template: z.boolean(),
  thanks: z.boolean(),
  corrected: Correction.optional(),
  retracted: z.boolean(),
  /** The case it came from, when cases were merged. */
  from: z.string().optional(),
});
export type Turn = z.infer<typeof Turn>;

export const CasePromise = Promised.extend({
  /** The reply that made it, with its place there: `mention#0`. */
  id: z.string(),
  mention: z.string(),
  at: Time,
  state: z.enum(['open', 'kept', 'broken', 'void']),
  settledAt: Time.nullable(),
  /** Who said so, when a person did. */
  by: z.string().nullable(),
});
export type CasePromise = z.infer<typeof CasePromise>;

/** What happened to a case, and why, in words. `who` is a person's id or a name; null: the rules. */
export const CaseEvent = z.object({
  at: Time,
  what: z.enum([
    'opened',
    'wrote',
    'replied',
    'claimed',
    'released',
    'assigned',
    'handed-off',
    'noted',
    'tagged',
    'prioritised',
    'snoozed',
    'woke',
    'resolved',
    'reopened',
    'merged',
    'linked',
    'split',
    'dismissed',
    'lapsed',
    'undone',
    'corrected',
    'promised',
    'kept',
    'broken',
    'breached',
    'moved',
    'retracted',
    'reviewed',
    'sent',
  ]),
  who: z.string().nullable(),
  note: z.string(),
  /** The action that did it, which may be undone; and whether it was. */
  action: z.string().optional(),
  undone: z.boolean().optional(),
});
export type CaseEvent = z.infer<typeof CaseEvent>;

/** What a person scored, by the ids of the sheet's questions, 0 to 1 each. */
export const Review = z.object({
  mention: z.string(),
  by: z.string(),
  at: Time,
  scores: z.record(z.string().max(64), z.number().min(0).max(1)),
  substance: Substance.optional(),
  note: z.string().max(500).optional(),
});
export type Review = z.infer<typeof Review>;

export const Customer = z.object({
  id: z.string(),
  handle: z.string(),
  name: z.string(),
  network: z.string(),
  followers: z.number().nullable(),
  verified: z.boolean(),
});
export type Customer = z.infer<typeof Customer>;
