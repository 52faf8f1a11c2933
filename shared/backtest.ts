import { z } from 'zod';
import { AlertKind, Severity } from './alert.ts';
import { Rule } from './rule.ts';

/** Times are ms since 1970 UTC, amounts of time ms. */
const Time = z.int();

/** Days of the past at most that a rule is tested on. */
export const BACKTEST_DAYS = 31;
/** Alerts of one side that are listed, newest; all are counted. */
export const TRIED_ALERTS = 500;
/** Incidents and misses that are compared one by one. */
export const COMPARED = 200;

export const BacktestAsk = z.object({
  /** As it would be: as it is, or changed, or one that is not in force yet. */
  rule: Rule,
  days: z.int().min(1).max(BACKTEST_DAYS).default(30),
});
export type BacktestAsk = z.infer<typeof BacktestAsk>;

/** An alert that the rule would have raised. */
export const TriedAlert = z.object({
  at: Time,
  onsetAt: Time,
  /** Null: it was still open at the end. */
  closedAt: Time.nullable(),
  severity: Severity,
  kind: AlertKind,
  subject: z.string(),
  subjectName: z.string(),
  title: z.string(),
  reason: z.string(),
  seen: z.number(),
  expected: z.number(),
  windowSeconds: z.number(),
  /** The incident that it was, where there was one. */
  incident: z.string().nullable(),
  /** What people said of that one. */
  mark: z.enum(['useful', 'noise', 'duplicate', 'late']).nullable(),
});
export type TriedAlert = z.infer<typeof TriedAlert>;

/** What one version of the rule would have done. */
export const Tried = z.object({
  /** All alerts it raised, and those a week. */
  count: z.int(),
  aWeek: z.number(),
  alerts: z.array(TriedAlert),
  /** Alerts of a person per ten minutes if each rang once: on average, and in the worst ten minutes, which began then. */
  load: z.object({ average: z.number(), worst: z.int(), worstAt: Time.nullable() }),
  /** Of what people called useful or late and of what they said was missed: found. */
  useful: z.object({ found: z.int(), of: z.int() }),
  misses: z.object({ found: z.int(), of: z.int() }),
  /** Of what people called noise or a duplicate: still raised. */
  noise: z.object({ raised: z.int(), of: z.int() }),
});
export type Tried = z.infer<typeof Tried>;

/** Something that people marked, and when each side would have told of it; null: never. `sooner`: ms by which the change tells first. */
export const Compared = z.object({
  what: z.enum(['useful', 'late', 'miss', 'noise', 'duplicate']),
  incident: z.string().nullable(),
  title: z.string(),
  at: Time,
  present: Time.nullable(),
  changed: Time.nullable(),
  sooner: z.int().nullable(),
});
export type Compared = z.infer<typeof Compared>;

export const BacktestResult = z.object({
  /** The part of the past that could be read, and from when on it was known what is usual. */
  from: Time,
  to: Time,
  days: z.number(),
  posts: z.int(),
  tookMs: z.int(),
  /** In plain words, most telling first. */
  words: z.array(z.string()),
  /** As it is; null where there is no such rule yet, or it is off. */
  present: Tried.nullable(),
  changed: Tried,
  compared: z.array(Compared),
  /** Median of `sooner` of those that both found; null: there are none. */
  sooner: z.int().nullable(),
  accepted: z.object({ average: z.number(), upset: z.number() }),
});
export type BacktestResult = z.infer<typeof BacktestResult>;

export const Backtest = z.object({
  id: z.string(),
  rule: Rule,
  days: z.int(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  /** 0 to 1. */
  progress: z.number(),
  /** Entries of the journal read so far. */
  entries: z.int(),
  /** Ms that it may still take; null while that is not known. */
  left: z.int().nullable(),
  error: z.string().nullable(),
  result: BacktestResult.nullable(),
});
export type Backtest = z.infer<typeof Backtest>;
