import { z } from 'zod';
import { AlertKind } from './alert.ts';

/** Times are ms since 1970 UTC, amounts of time ms. */
const Time = z.int();
const Span = z.number().nullable();

/** What a rule would have had to be to open the incident sooner; it would have stayed silent in the quiet before all the same. */
export const SoonerHint = z.object({
  rule: z.string(),
  ruleName: z.string(),
  kind: AlertKind,
  /** The setting that stood in the way, what it is, and what would have done. */
  setting: z.string(),
  is: z.number(),
  instead: z.number(),
  /** When it would have opened, and how much sooner that is. */
  at: Time,
  sooner: z.number(),
  text: z.string(),
});
export type SoonerHint = z.infer<typeof SoonerHint>;

/** How an incident went, for looking back at it. What did not happen (yet) is null. */
export const IncidentReview = z.object({
  incident: z.string(),
  title: z.string(),
  now: Time,
  onsetAt: Time,
  openedAt: Time,
  acknowledgedAt: Time.nullable(),
  answeredAt: Time.nullable(),
  calmAt: Time.nullable(),
  /** From the onset to the alert; from the alert to who took it; from the onset to our first answer, and to calm. */
  detect: Span,
  acknowledge: Span,
  answer: Span,
  calm: Span,
  /** Positive: the alert came before people knew, or before the press wrote. `what`: by what they showed it. */
  people: z.object({ lead: z.number(), at: Time, what: z.string() }).nullable(),
  press: z.object({ lead: z.number(), at: Time }).nullable(),
  sooner: z.array(SoonerHint),
  /** In words: what would have found it sooner, or why that cannot be told. */
  soonerNote: z.string(),
});
export type IncidentReview = z.infer<typeof IncidentReview>;
