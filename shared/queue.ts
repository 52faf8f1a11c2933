import { z } from 'zod';
import { Case, Priority } from './case.ts';
import { Clock } from './turn.ts';

/** Times are ms since 1970 UTC. */
const Time = z.int();

/** Networks, languages and tags that a page of the queue offers to be narrowed by. */
export const VALUES_BOUND = 60;

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
