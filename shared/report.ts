import { z } from 'zod';
import { Channel, Substance } from './reply.ts';

const Known = z.number().nullable();

/** Times in ms; median and 90th percentile by nearest rank. `bins[i]` counts those up to `BINS[i]`, the last one the rest. */
export const BINS = [300_000, 900_000, 1_800_000, 3_600_000, 7_200_000, 14_400_000, 28_800_000, 86_400_000, 172_800_000] as const;
export const Spread = z.object({ n: z.int(), median: Known, p90: Known, bins: z.array(z.int()) });
export type Spread = z.infer<typeof Spread>;

/** `low` and `high` hold 95% (Wilson's interval). */
export const Rate = z.object({ count: z.int(), of: z.int(), share: Known, low: Known, high: Known });
export type Rate = z.infer<typeof Rate>;

/** By the clock on the wall, and in the working time of the calendar that counted. */
const Both = z.object({ clock: Spread, business: Spread });

/** Cases are counted in the period in which they opened (the customer's first post), replies in the one in which they were posted. */
export const ReportFigures = z.object({
  cases: z.int(),
  answered: Rate,
  substantive: Rate,
  /** Still open and never answered; and closed without an answer. */
  unanswered: z.object({ open: z.int(), closed: z.int() }),
  first: Both,
  firstSubstantive: Both,
  next: Both,
  resolution: Both,
  inTime: Rate,
  /** Share of customers answered as quickly as they expect. */
  expected: Known,
  resolved: Rate,
  reopened: Rate,
  repliesPerCase: z.object({ mean: Known, perResolved: Known }),
  /** Cases that went through more than one agent, account or team. */
  passed: Rate,
  repeatedQuestions: Rate,
  /** Cases whose customer was sent to another medium, and by medium. */
  sentElsewhere: Rate,
  channels: z.record(Channel, z.int()),
  promises: z.object({ made: z.int(), kept: Rate, open: z.int() }),
  loops: Rate,
  substances: z.record(Substance, z.int()),
  replies: z.object({ people: z.int(), bots: z.int(), templates: Rate, signed: Rate }),
  rivals: Rate,
  sentiment: z.object({ n: z.int(), before: Known, after: Known }),
  thanked: Rate,
  complainedAgain: Rate,
  stayed: Rate,
  /** Customers who began negative and ended positive: of those we answered, and of those we did not. */
  turned: z.object({ answered: Rate, unanswered: Rate }),
  /** Replies that a person scored, the mean score by question, and how often the rules called it the same. */
  reviews: z.object({ n: z.int(), scores: z.record(z.string(), z.number()), agreed: Rate }),
});
export type ReportFigures = z.infer<typeof ReportFigures>;

/** Figures of one account by the definitions that are used for files of posts, too. Times in seconds. */
export const AccountResponses = z.object({
  account: z.string(),
  firstMessages: z.int(),
  answered: z.int(),
  firstResponse: z.object({ p50: Known, p90: Known }),
  anyResponse: z.object({ n: z.int(), p50: Known, p90: Known }),
  conversations: z.int(),
  repliesPerConversation: Known,
  signatures: z.int(),
  signedReplies: z.int(),
});
export type AccountResponses = z.infer<typeof AccountResponses>;

export const GROUPS = ['network', 'watch', 'language', 'team', 'agent'] as const;
const Row = z.object({
  name: z.string(),
  cases: z.int(),
  replies: z.int(),
  answered: Rate,
  first: Spread,
  substantive: Spread,
  inTime: Rate,
  resolved: Rate,
  reopened: Rate,
});
export type ReportRow = z.infer<typeof Row>;

/** Every given field narrows. Times are ms since 1970 UTC, `from` included and `to` not. */
export const ReportQuery = z.object({
  from: z.int(),
  to: z.int(),
  network: z.string().max(32).optional(),
  watch: z.string().max(64).optional(),
  language: z.string().max(8).optional(),
  team: z.string().max(64).optional(),
  /** A person's id, or a signature. */
  agent: z.string().max(64).optional(),
});
export type ReportQuery = z.infer<typeof ReportQuery>;

const Names = z.record(z.string(), z.string());

export const Report = z.object({
  query: ReportQuery,
  zone: z.string(),
  figures: ReportFigures,
  /** The same over the time of the same length before; null when nothing is known of it. */
  before: ReportFigures.nullable(),
  /** In the zone's days (hours when the period is shorter than three days). */
  series: z.array(z.object({ at: z.int(), opened: z.int(), answered: z.int(), resolved: z.int(), inTime: Known, median: Known })),
  groups: z.record(z.enum(GROUPS), z.array(Row)),
  accounts: z.array(AccountResponses),
  /** What people call the watches, teams and agents that `groups` and the query have by id, and the questions of the review sheet. */
  names: z.object({ watch: Names, team: Names, agent: Names, question: Names.optional() }).optional(),
  /** Who says what customers expect. */
  expectedSource: z.string().optional(),
});
export type Report = z.infer<typeof Report>;
