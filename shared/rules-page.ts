import { z } from 'zod';
import { Planned, Rule, RuleOrigin, Silence } from './rule.ts';
import { WatchKind } from './slices.ts';

/** A rule in force. `beneath`: what counts again when the desk's version of it goes; null: nothing. */
export const RuleLine = z.object({ rule: Rule, origin: RuleOrigin, beneath: Rule.nullable() });
export type RuleLine = z.infer<typeof RuleLine>;

/** Who made a silence or planned an event: what stands in the file is ended there. */
const Origin = z.enum(['file', 'desk']);

/** All that the page of rules shows. Times are ms since 1970 UTC, `zone` an IANA name. */
export const RulesPage = z.object({
  /** In the order in which they are asked: the first one for a subject counts. */
  rules: z.array(RuleLine),
  /** Those that are over stay for a week, if they were made at the desk. */
  silences: z.array(Silence.extend({ origin: Origin })),
  planned: z.array(Planned.extend({ origin: Origin })),
  now: z.int(),
  zone: z.string(),
  watches: z.array(z.object({ id: z.string(), name: z.string(), kind: WatchKind })),
});
export type RulesPage = z.infer<typeof RulesPage>;
