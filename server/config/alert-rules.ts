import { z } from 'zod';
import { AlertKind, Severity } from '../../shared/alert.ts';
import { Urgency } from '../../shared/mention.ts';
import { Clock, Hold, Window } from './alerting-fields.ts';
import { daysOf, isDate } from './desk-words.ts';
import { Handles } from './fields.ts';

/** Rules that one file may hold, watches that one may name, and authors that one may list. */
export const FILE_RULES_BOUND = 100;
export const WATCHES_BOUND = 200;
const AUTHORS_BOUND = 500;

const Count = z.int().min(1).max(1_000_000);
const Share = z.number().min(0).max(1);
const Times = z.number().min(1).max(1000);

/** Ids of watches, or `all`; of sources, where a rule is about these. */
export const Watches = z.array(z.string().max(64)).max(WATCHES_BOUND);

/** What a rule of any kind has. What is left out is as in the default rule of its kind. */
const common = {
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, { error: 'it may only have small letters a to z, digits and -, 64 at most' })
    .optional()
    .describe(
      'Short name of the rule. The name of a kind is its default rule, which is then changed. Default: made from the name, else from kind and watches.',
    ),
  name: z.string().trim().min(1).max(120).optional().describe('What people call it.'),
  enabled: z.boolean().default(true).describe('false: nothing is looked for, and no later rule of the kind holds for these watches.'),
  watches: Watches.default([]).describe('Ids of the watches it is limited to. Default: all that its kind is about.'),
  severity: Severity.optional().describe('Default: told by how far it goes.'),
  hold: Hold.optional().describe('It must be so for this long before anybody is told, such as 2m.'),
};

const minimum = (of: string) => Count.optional().describe(of);
const surge = {
  minimum: minimum("Not below this many mentions in the detector's window."),
  times: Times.optional().describe('At least so many times the usual.'),
  clear: Times.optional().describe('It is over below so many times the usual. Default: 1.4.'),
};
const share = (of: string) => Share.optional().describe(of);

/** What stands beside that, by kind. Numbers that are left out are those of the default rule of the kind. */
const OWN = {
  spike: surge,
  'negative-spike': surge,
  rival: surge,
  trend: {
    people: Count.optional().describe('So many people at least.'),
    times: Times.optional().describe('At least so many times what is usual for the term.'),
    negative: share('Share of negative posts, 0 to 1, from which on it is a complaint.'),
  },
  viral: {
    size: z.int().min(10).max(1_000_000).optional().describe('Reposts, answers and quotes within a day that make it large.'),
    level: share('How likely that must be, 0 to 1.'),
    clear: share('It is over when it is less likely than this. Default: half of level.'),
  },
  breach: {
    minimum: minimum('So many cases wait over their time.'),
    priority: z.enum(['urgent', 'high', 'normal', 'low']).optional().describe('Of at least this priority.'),
  },
  burn: {
    times: Times.optional().describe("Late answers come so many times as fast as the month's budget allows."),
    clear: z.number().min(0).max(1000).optional().describe('It is over below so many times. Default: half of times.'),
    window: Window.optional().describe('Looked at over this time, and over a twelfth of it.'),
    minimum: minimum('Not below so many answers that were due.'),
  },
  promise: { minimum: minimum('So many promises were broken within a day, and are not made good.') },
  influencer: {
    followers: z.int().min(1).max(1_000_000_000).optional().describe('From so many followers on.'),
    authors: Handles.max(AUTHORS_BOUND).default([]).describe('Handles of those who count whatever their audience.'),
  },
  urgent: {
    urgency: z
      .array(Urgency)
      .max(Urgency.options.length)
      .optional()
      .describe('What is heard in the words: safety, legal and the like. []: anything that is said.'),
    minimum: minimum('So many people say it.'),
    window: Window.optional().describe('Within this time.'),
  },
  silence: {
    minutes: z.number().min(0.5).max(1440).optional().describe('The source is away for so many minutes.'),
    missed: Count.optional().describe('Or it is silent, though so many posts ought to have come.'),
  },
  share: {
    drop: share('Our share of what is said of us and of competitors is this far below its usual, 0 to 1.'),
    minimum: minimum('With at least so many posts an hour.'),
  },
  absence: {
    from: Clock.default('00:00').describe('Counted from this time of the day on, by the clocks of the file.'),
    by: Clock.describe('It should be said by this time of the day.'),
    days: z
      .string()
      .refine((text) => daysOf(text) !== null, { error: 'days are written like mon, mon-fri, "sat, sun" or daily' })
      .optional()
      .describe('On these weekdays: mon-fri. Default: daily.'),
    date: z
      .string()
      .refine((text) => text.length === 10 && isDate(text), { error: 'not a day; it wants one such as 2026-12-01' })
      .optional()
      .describe('On this one day: 2026-12-01.'),
    minimum: minimum('At least so many mentions.'),
  },
} satisfies Record<AlertKind, z.ZodRawShape>;

/** The schema of each kind of rule. */
export const RULE_KINDS: readonly { kind: AlertKind; options: z.ZodObject }[] = AlertKind.options.map((kind) => ({
  kind,
  options: z.strictObject({ ...common, ...OWN[kind] }),
}));

/** What a rule of the file has whatever its kind; the rest waits for the kind's own schema. */
export const RuleFile = z
  .looseObject({ ...common, kind: AlertKind.describe('What it looks for.') })
  .describe('When somebody is told. The first rule of a kind that names a watch counts for it, then the first that names none.');
export type RuleFile = z.infer<typeof RuleFile>;
