import { z } from 'zod';

export const Severity = z.enum(['critical', 'high', 'medium']);
export type Severity = z.infer<typeof Severity>;

export const AlertKind = z.enum(['spike', 'negative-spike', 'silence', 'viral']);
export type AlertKind = z.infer<typeof AlertKind>;

/** A post that stands for an alert. The text is emptied when the post is retracted. */
export const Evidence = z.object({
  mention: z.string(),
  author: z.string(),
  network: z.string(),
  text: z.string(),
  url: z.string().optional(),
});
export type Evidence = z.infer<typeof Evidence>;

export const TimelineEvent = z.object({
  at: z.int(),
  what: z.enum(['opened', 'escalated', 'eased', 'merged', 'acknowledged', 'unacknowledged', 'clearing', 'resumed', 'closed']),
  /** Why, in words. */
  note: z.string(),
  who: z.string().optional(),
});
export type TimelineEvent = z.infer<typeof TimelineEvent>;

/** A finding that wants somebody to act, with everything that explains it. */
export const Alert = z.object({
  id: z.string(),
  kind: AlertKind,
  severity: Severity,
  /** `clearing`: back to usual, but not for long enough to close. */
  state: z.enum(['open', 'clearing', 'closed']),
  title: z.string(),
  /** The whole reason on one line. */
  reason: z.string(),
  /** The watch it is about, or `all`; for a silence the source. */
  subject: z.string(),
  subjectName: z.string(),
  /** When what it reports began, by the detector's estimate. */
  onsetAt: z.int(),
  openedAt: z.int(),
  updatedAt: z.int(),
  closedAt: z.int().optional(),
  /** Mentions in the detector's window when it was last looked at, and what is usual for it. */
  seen: z.number(),
  expected: z.number(),
  /** Length of that window in seconds. */
  windowSeconds: z.number(),
  peak: z.object({ at: z.int(), seen: z.number(), expected: z.number() }),
  owner: z.string().optional(),
  acknowledgedAt: z.int().optional(),
  evidence: z.array(Evidence),
  rule: z.object({ name: z.string(), settings: z.record(z.string(), z.union([z.number(), z.string()])) }),
  whyNow: z.string(),
  whyNotBefore: z.string(),
  timeline: z.array(TimelineEvent),
  /** Subjects of alerts that were folded into this one. */
  merged: z.array(z.string()),
});
export type Alert = z.infer<typeof Alert>;
