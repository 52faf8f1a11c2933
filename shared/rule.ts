import { z } from 'zod';
import { AlertKind, Severity } from './alert.ts';
import { Urgency } from './mention.ts';

/** Rules at most, those of the file and those made at the desk together. */
export const RULES_BOUND = 200;
const WATCHES_IN_A_RULE = 200;
const LISTED_AUTHORS = 500;

/** Amounts of time are ms, shares 0 to 1. */
const Ms = z.int().min(0);
const Count = z.int().min(0).max(1_000_000);
const Share = z.number().min(0).max(1);

const base = {
  /** `spike`, `launch-absence`: small letters, digits and `-`. The default rule of a kind has the kind's name. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  name: z.string().trim().min(1).max(120),
  enabled: z.boolean(),
  /** Watches that it is limited to; empty: all that the kind is about. Sources, for a silence. */
  watches: z.array(z.string().max(64)).max(WATCHES_IN_A_RULE),
  /** Null: the detector tells by how far it goes. */
  severity: Severity.nullable(),
  /** It must be so for this long before an alert opens. */
  hold: Ms.max(86_400_000),
};

/** Seen at least `minimum` and at least `times` the usual; it clears below `clear` times the usual. */
const surge = { ...base, minimum: Count.min(1), times: z.number().min(1).max(1000), clear: z.number().min(1).max(1000) };

export const SpikeRule = z.object({ ...surge, kind: z.literal('spike') });
export const NegativeRule = z.object({ ...surge, kind: z.literal('negative-spike') });
export const RivalRule = z.object({ ...surge, kind: z.literal('rival') });
/** A term that rises: by so many people at least, so many times its usual, and with this share of negative posts. */
export const TrendRule = z.object({ ...base, kind: z.literal('trend'), people: Count.min(1), times: z.number().min(1), negative: Share });
/** A post against us that is likely (`level`) to become `size` large; it clears below `clear`. */
export const ViralRule = z.object({ ...base, kind: z.literal('viral'), size: z.int().min(10), level: Share, clear: Share });
/** So many cases of at least this priority wait over their time. */
export const BreachRule = z.object({
  ...base,
  kind: z.literal('breach'),
  minimum: Count.min(1),
  priority: z.enum(['urgent', 'high', 'normal', 'low']),
});
/** Late answers come `times` as fast as the month's budget allows, over `window` and over its last twelfth; of so many due at least. */
export const BurnRule = z.object({
  ...base,
  kind: z.literal('burn'),
  times: z.number().min(1),
  clear: z.number().min(0),
  window: Ms.min(60_000),
  minimum: Count.min(1),
});
/** So many promises were broken within a day and are not made good yet. */
export const PromiseRule = z.object({ ...base, kind: z.literal('promise'), minimum: Count.min(1) });
/** Somebody with that many followers, or on the list (handles, lower case, without `@`), complains. */
export const InfluencerRule = z.object({
  ...base,
  kind: z.literal('influencer'),
  followers: z.int().min(1),
  authors: z.array(z.string().max(256)).max(LISTED_AUTHORS),
});
/** So many people said something of these urgencies (none listed: anything at all) within `window`. */
export const UrgentRule = z.object({
  ...base,
  kind: z.literal('urgent'),
  urgency: z.array(Urgency),
  minimum: Count.min(1),
  window: Ms.min(60_000),
});
/** A source is away for `minutes`, or silent though so many posts ought to have come. */
export const SilenceRule = z.object({ ...base, kind: z.literal('silence'), minutes: z.number().min(0.5), missed: Count.min(1) });
/** Our share of what is said of us and of rivals stands `drop` below its usual, with at least `minimum` posts an hour. */
export const ShareRule = z.object({ ...base, kind: z.literal('share'), drop: Share, minimum: Count.min(1) });
/** Fewer than `minimum` mentions between `from` and `by`, in minutes after midnight of the zone, on these weekdays (0 is Sunday) or on that date. */
export const AbsenceRule = z.object({
  ...base,
  kind: z.literal('absence'),
  from: z.int().min(0).max(1439),
  by: z.int().min(1).max(1440),
  days: z.array(z.int().min(0).max(6)).max(7),
  /** `2026-12-01`; null: every one of those weekdays. */
  date: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d$/)
    .nullable(),
  minimum: Count.min(1),
});

/** What finds. The first enabled rule of a kind that holds a subject is the one that counts for it. */
export const Rule = z.discriminatedUnion('kind', [
  SpikeRule,
  NegativeRule,
  RivalRule,
  TrendRule,
  ViralRule,
  BreachRule,
  BurnRule,
  PromiseRule,
  InfluencerRule,
  UrgentRule,
  SilenceRule,
  ShareRule,
  AbsenceRule,
]);
export type Rule = z.infer<typeof Rule>;
export type RuleOf<K extends AlertKind> = Extract<Rule, { kind: K }>;

/** Where a rule in force comes from: built in, the file, or a change made at the desk that stands above both. */
export const RuleOrigin = z.enum(['default', 'file', 'desk']);
export type RuleOrigin = z.infer<typeof RuleOrigin>;

/** Which alerts something is for: all that is given must hold; what is left empty holds for all. */
export const Matcher = z.object({
  kinds: z.array(AlertKind).max(20).default([]),
  severities: z.array(Severity).max(3).default([]),
  watches: z.array(z.string().max(64)).max(WATCHES_IN_A_RULE).default([]),
});
export type Matcher = z.infer<typeof Matcher>;

/** Nobody is told of what matches from `from` to `until`; it still shows at the desk, with the reason. Times are ms since 1970 UTC. */
export const Silence = z.object({
  id: z.string().max(64),
  matcher: Matcher,
  reason: z.string().trim().min(1).max(500),
  by: z.string().max(64),
  from: z.int(),
  until: z.int(),
  /** A maintenance window is announced, a silence is somebody's decision of the moment. */
  maintenance: z.boolean().default(false),
});
export type Silence = z.infer<typeof Silence>;

/** "Product launch 10:00 to 12:00: expect five times as much": the expectation of these watches (empty: all) is raised for that long. */
export const Planned = z.object({
  id: z.string().max(64),
  name: z.string().trim().min(1).max(120),
  watches: z.array(z.string().max(64)).max(WATCHES_IN_A_RULE),
  from: z.int(),
  until: z.int(),
  times: z.number().min(1).max(100),
  by: z.string().max(64),
});
export type Planned = z.infer<typeof Planned>;
