import { z } from 'zod';
import { Intent, Label, Urgency } from './mention.ts';
import { Channel } from './reply.ts';
import { CaseEvent, CasePromise, Clock, Customer, Review, Turn } from './turn.ts';

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

/** Posts, events and the like that a case keeps; when there are more, the oldest but the first leave and stay counted. */
export const TURNS_BOUND = 60;
export const EVENTS_BOUND = 80;
export const TAGS_BOUND = 12;
export const PROMISES_BOUND = 12;
export const NEXT_CLOCKS_BOUND = 20;
export const LINKS_BOUND = 12;
export const REVIEWS_BOUND = 5;
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
  /** When it was reopened by a person, or came back while something was still waited for: clocks count from here. */
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
