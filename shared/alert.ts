import { z } from 'zod';

export const Severity = z.enum(['critical', 'high', 'medium']);
export type Severity = z.infer<typeof Severity>;

export const AlertKind = z.enum([
  'spike',
  'negative-spike',
  'silence',
  'viral',
  'trend',
  'breach',
  'burn',
  'promise',
  'influencer',
  'urgent',
  'rival',
  'share',
  'absence',
]);
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

/** What is known of a surge besides its figures. */
export const Surge = z.object({
  /** 1 minus the share of five-minute windows that are at least as unusual on this stream; null while it is being learnt. */
  score: z.number().nullable(),
  /** The same in words. */
  rarity: z.string(),
  /** "6 times a usual Tuesday at 14:00", or without the hour where no earlier day is known. */
  multiple: z.string(),
  /** What drives it, in words, most telling first. */
  drivers: z.array(z.string()),
});
export type Surge = z.infer<typeof Surge>;

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
  /** `name` is the rule's id. */
  rule: z.object({ name: z.string(), settings: z.record(z.string(), z.union([z.number(), z.string()])) }),
  whyNow: z.string(),
  whyNotBefore: z.string(),
  timeline: z.array(TimelineEvent),
  surge: Surge.optional(),
  /** Subjects of alerts that were folded into this one. */
  merged: z.array(z.string()),
  /** The incident that it is a part of. */
  incident: z.string(),
});
export type Alert = z.infer<typeof Alert>;
