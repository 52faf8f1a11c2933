import { z } from 'zod';
import { AlertKind } from './alert.ts';
import { Miss } from './incident.ts';
import { Rate } from './report.ts';

/** Median of `n` amounts of time in ms; null where there is none. */
const Lasting = z.object({ n: z.int(), median: z.number().nullable() });
export type Lasting = z.infer<typeof Lasting>;

/** How a rule did, by what people marked and by what is known of its incidents. */
export const RuleQuality = z.object({
  rule: z.string(),
  kind: AlertKind,
  /** Alerts it raised, and those a week; incidents that it led. */
  alerts: z.int(),
  aWeek: z.number(),
  led: z.int(),
  marks: z.object({ useful: z.int(), late: z.int(), noise: z.int(), duplicate: z.int() }),
  /** Of the incidents it led and people marked: useful, be it late. */
  precision: Rate,
  /** Of what people called useful or late, and what they said was missed where it looks: found. */
  recall: Rate,
  /** Before the first thing that people did about it, or recorded of it; before the press. */
  lead: z.object({ people: Lasting, press: Lasting }),
  /** From opening until somebody had it, and until it was calm. */
  acknowledge: Lasting,
  clear: Lasting,
  /** Times it rang, per person and ten minutes. */
  load: z.number(),
});
export type RuleQuality = z.infer<typeof RuleQuality>;

/** Incidents at most that are read for it, newest. */
export const QUALITY_INCIDENTS = 1_000;

export const Quality = z.object({
  from: z.int(),
  to: z.int(),
  days: z.number(),
  /** Incidents that were looked at; `left`: older ones of the period that were too many. */
  incidents: z.int(),
  left: z.boolean(),
  all: RuleQuality.omit({ rule: true, kind: true }),
  rules: z.array(RuleQuality),
  misses: z.array(Miss),
  accepted: z.object({ average: z.number(), upset: z.number() }),
});
export type Quality = z.infer<typeof Quality>;
