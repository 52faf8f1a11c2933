import { z } from 'zod';
import { ID_BOUND, Intent, Label, Urgency } from './mention.ts';
import { Channel, Promised, ReplyHeard, Substance } from './reply.ts';

/**
 * Where a case stands. Open: `new` nobody has it, `claimed` somebody has, `waiting-us` they wrote again or got no substance yet,
 * `waiting-customer` we asked them for something, `answered`, `private` moved out of sight, `reopened`. Closed: `resolved`, `dismissed`
 * (not for us), `lapsed` (nobody answered, and nobody will), `merged` into another.
 */
export const CaseStatus = z.enum([
  'new',
  'claimed',
  'waiting-us',
  'waiting-customer',
  'answered',
  'private',
  'reopened',
  'resolved',
  'dismissed',
  'lapsed',
  'merged',
]);
export type CaseStatus = z.infer<typeof CaseStatus>;

const CLOSED: ReadonlySet<CaseStatus> = new Set(['resolved', 'dismissed', 'lapsed', 'merged']);
export const isClosed = (status: CaseStatus): boolean => CLOSED.has(status);
const OURS: ReadonlySet<CaseStatus> = new Set(['new', 'claimed', 'waiting-us', 'reopened']);
/** Somebody waits for us. */
export const waitsForUs = (status: CaseStatus): boolean => OURS.has(status);

export const Priority = z.enum(['urgent', 'high', 'normal', 'low']);
export type Priority = z.infer<typeof Priority>;

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
  /** The action that did it, which may be undone. */
  action: z.string().optional(),
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

/** Posts, events and the like that a case keeps; when there are more, the oldest but the first leave and stay counted. */
export const TURNS_BOUND = 60;
export const EVENTS_BOUND = 80;
export const TAGS_BOUND = 12;
export const PROMISES_BOUND = 12;
export const NEXT_CLOCKS_BOUND = 20;
export const LINKS_BOUND = 12;
export const REVIEWS_BOUND = 5;
/** Networks, languages and tags that a page of the queue offers to be narrowed by. */
export const VALUES_BOUND = 60;
/** UTF-16 units of the words that a case keeps of its own. */
export const SUBJECT_BOUND = 280;

/** One customer's conversation that needs us. Four times are kept apart: posted, received, assigned, answered. */
export const Case = z.object({
  /** A running number. */
  id: z.string(),
  status: CaseStatus,
  /** Since when it stands so. */
  since: Time,
  customer: Customer,
  /** The same person elsewhere, as a person said by merging cases. */
  also: z.array(Customer),
  network: z.string(),
  /** Of the customer's first post. */
  language: z.string(),
  watches: z.array(z.string()),
  /** Our account that is spoken to or has answered first, without `@`. */
  account: z.string().nullable(),
  why: z.enum(['addressed', 'complaint', 'question', 'request', 'replied', 'helpdesk', 'split']),
  /** The customer's newest words, empty when they were taken back. */
  subject: z.string(),
  url: z.string().nullable(),
  /** The helpdesk's number and page, where the case is held there too. */
  ticket: z.object({ source: z.string(), id: z.string(), url: z.string().nullable() }).nullable(),
  postedAt: Time,
  receivedAt: Time,
  assignedAt: Time.nullable(),
  /** First response by a person. */
  answeredAt: Time.nullable(),
  /** First response with substance by a person. */
  substantiveAt: Time.nullable(),
  /** Working time to it, in the calendar of the first clock. */
  substantiveWorked: z.number().nullable(),
  resolvedAt: Time.nullable(),
  /** When it was reopened by a person, or split off: clocks count from here. */
  anew: Time.nullable(),
  /** Newest post of the customer, and of ours. */
  customerAt: Time,
  repliedAt: Time.nullable(),
  intent: Intent.optional(),
  urgency: z.array(Urgency),
  label: Label,
  firstScore: z.number(),
  lastScore: z.number(),
  priority: Priority,
  team: z.string().nullable(),
  owner: z.string().nullable(),
  tags: z.array(z.string()),
  snoozedUntil: Time.nullable(),
  /** The first one, every next one (the newest last), and that to resolution. */
  clocks: z.array(Clock),
  turns: z.array(Turn),
  /** Posts that no longer stand among `turns`, of everybody; and of them those of the customer, of our people and of bots. */
  turnsDropped: z.int(),
  dropped: z.object({ customer: z.int(), us: z.int(), bot: z.int() }),
  events: z.array(CaseEvent),
  promises: z.array(CasePromise),
  customerPosts: z.int(),
  /** By people; a bot's are counted apart. */
  replies: z.int(),
  botReplies: z.int(),
  /** Agents and accounts that replied, in their order. */
  agents: z.array(z.string()),
  accounts: z.array(z.string()),
  handoffs: z.int(),
  repeatedQuestions: z.int(),
  /** Media that the customer was sent to. */
  sentTo: z.array(Channel),
  /** Moved out of sight: whether the public thread got a closing line since. Null: never moved. */
  loop: z.enum(['open', 'closed']).nullable(),
  reopened: z.int(),
  thanked: z.boolean(),
  /** The post that thanked us. */
  thanks: z.string().nullable(),
  complainedAgain: z.boolean(),
  /** Seven days without a word after it was resolved; null: not known yet. */
  stayed: z.boolean().nullable(),
  rivals: z.array(z.string()),
  linked: z.array(z.string()),
  mergedInto: z.string().nullable(),
  reviews: z.array(Review),
  /** Probability that its conversation goes viral; null: not followed. */
  viral: z.number().nullable(),
  /** The month whose budget of late answers it counts in, and whether it was late. */
  counted: z.object({ month: z.string(), late: z.boolean() }).optional(),
  /** Last entry of the journal that changed it. */
  seq: z.int(),
});
export type Case = z.infer<typeof Case>;

/** A case in the queue. */
export const CaseLine = Case.pick({
  id: true,
  status: true,
  since: true,
  customer: true,
  network: true,
  language: true,
  watches: true,
  subject: true,
  postedAt: true,
  customerAt: true,
  repliedAt: true,
  answeredAt: true,
  substantiveAt: true,
  intent: true,
  urgency: true,
  label: true,
  priority: true,
  team: true,
  owner: true,
  tags: true,
  snoozedUntil: true,
  customerPosts: true,
  replies: true,
  handoffs: true,
  viral: true,
  seq: true,
}).extend({
  /** The clock that is due first among those that run, and what it is for. */
  due: z.object({ kind: Clock.shape.kind, at: Time, from: Time, breached: z.boolean() }).nullable(),
  /** Promises that are open, and the first of them that falls due. */
  promised: z.object({ count: z.int(), due: Time }).nullable(),
  /** Why it stands where it does, most pressing first: "breached 12 min ago", "may go viral". */
  pressing: z.array(z.string()),
});
export type CaseLine = z.infer<typeof CaseLine>;

export const QUEUES = [
  'open',
  'waiting-us',
  'mine',
  'unclaimed',
  'breached',
  'waiting-customer',
  'promises',
  'snoozed',
  'unsure',
  'closed',
] as const;
export const QueueName = z.enum(QUEUES);
export type QueueName = z.infer<typeof QueueName>;

/** Every given field narrows. `person` is who asks, for `mine`. */
export const CaseQuery = z.object({
  queue: QueueName.default('waiting-us'),
  person: z.string().max(64).optional(),
  network: z.string().max(32).optional(),
  watch: z.string().max(64).optional(),
  language: z.string().max(8).optional(),
  team: z.string().max(64).optional(),
  owner: z.string().max(64).optional(),
  priority: Priority.optional(),
  tag: z.string().max(40).optional(),
  /** Words of the customer's newest post, their handle or name, or a case's number. */
  text: z.string().max(200).optional(),
  sort: z.enum(['pressing', 'oldest', 'newest', 'reach']).default('pressing'),
});
export type CaseQuery = z.infer<typeof CaseQuery>;

export const CasePage = z.object({
  cases: z.array(CaseLine),
  /** All that the query finds. */
  total: z.int(),
  /** By queue, under the other filters. */
  counts: z.record(QueueName, z.int()),
  /** What the cases that are held can be narrowed by, whatever the filters are; the most usual first. */
  values: z.object({ networks: z.array(z.string()), languages: z.array(z.string()), tags: z.array(z.string()) }).optional(),
  /** Last entry folded into this answer, and its time. */
  seq: z.int(),
  now: Time,
});
export type CasePage = z.infer<typeof CasePage>;
