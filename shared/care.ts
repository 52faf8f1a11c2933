import { z } from 'zod';
import { CaseStatus, Priority } from './case.ts';
import { Label, Urgency } from './mention.ts';

/** Slices of the scene "Care". A number is known, `null` is unknown; times are ms since 1970 UTC, amounts of time ms. */
const Known = z.number().nullable();

/** Who waits longest for us, by what is due first. Their time left is counted down by the screen. */
export const WaitingSlice = z.object({
  cases: z.array(
    z.object({
      id: z.string(),
      status: CaseStatus,
      customer: z.string(),
      handle: z.string(),
      followers: Known,
      network: z.string(),
      language: z.string(),
      text: z.string(),
      label: Label,
      urgency: z.array(Urgency),
      priority: Priority,
      /** Since when they wait. */
      from: z.int(),
      /** When an answer is (or was) due; null: nothing was promised, or it is outside working hours. */
      due: z.int().nullable(),
      kind: z.enum(['first', 'next', 'resolution']).nullable(),
      owner: z.string().nullable(),
      team: z.string().nullable(),
      viral: Known,
    }),
  ),
  /** Waiting for us beyond those here, and how many of all are over their time. */
  more: z.int(),
  over: z.int(),
  /** Whether there ever was a case, and whether an account of ours is known, without which no reply is heard. */
  begun: z.boolean(),
  accounts: z.boolean(),
});
export type WaitingSlice = z.infer<typeof WaitingSlice>;

/** Share answered in time of those that were answered or due. */
const Kept = z.object({ n: z.int(), share: Known });
const Times = z.object({ n: z.int(), median: Known, p90: Known, usual: Known });

export const AnswersSlice = z.object({
  hour: Kept,
  today: Kept,
  /** The share to be answered in time, 0 to 1. */
  goal: z.number(),
  /**
   * First response and first response with substance over the last 24 hours; the first row is all networks (`*`). `usual`: median of the
   * last four weeks' days. Times to substance are of those who got any; `share` is how many of the answered they are, 0 to 1, so that quick
   * answers without any do not look well.
   */
  networks: z.array(z.object({ network: z.string(), first: Times, substantive: Times.extend({ share: Known }), target: Known })),
  /** Share of those who wrote that got an answer as quickly as they expected, with today's times; and against what. */
  expected: z.object({
    share: Known,
    n: z.int(),
    of: z.array(z.object({ within: z.int(), expect: z.number(), met: Known })),
    source: z.string(),
  }),
});
export type AnswersSlice = z.infer<typeof AnswersSlice>;

export const DeskSlice = z.object({
  open: z.int(),
  waitingUs: z.int(),
  waitingCustomer: z.int(),
  unclaimed: z.int(),
  snoozed: z.int(),
  breached: z.int(),
  promises: z.object({ open: z.int(), dueSoon: z.int(), broken: z.int(), nextDue: z.int().nullable() }),
  /** Since midnight in the desk's zone. */
  today: z.object({ opened: z.int(), answered: z.int(), resolved: z.int(), reopened: z.int(), lapsed: z.int() }),
  /** Of cases resolved in the last 7 to 14 days, those without a word for seven days. */
  stayed: z.object({ n: z.int(), share: Known }),
  /** Late answers: how many this month allows by what came so far, how many there were, and how fast they come in the last hour (1: as fast as allowed). */
  budget: z.object({ allowed: z.number(), used: z.int(), left: Known, burn: Known }),
  /** Cases closed unanswered because there were too many. */
  revision: z.int(),
});
export type DeskSlice = z.infer<typeof DeskSlice>;

/** People helped, newest first. */
export const WinsSlice = z.object({
  today: z.int(),
  wins: z.array(
    z.object({ case: z.string(), mention: z.string(), at: z.int(), customer: z.string(), agent: z.string().nullable(), text: z.string() }),
  ),
});
export type WinsSlice = z.infer<typeof WinsSlice>;

/** Who works now. `until`: when the present shift ends, or, off shift, the next one begins; null: never. */
export const ShiftSlice = z.object({
  teams: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      zone: z.string(),
      on: z.boolean(),
      always: z.boolean(),
      until: z.int().nullable(),
      people: z.int(),
      waiting: z.int(),
      over: z.int(),
      languages: z.array(z.string()),
    }),
  ),
  /** Waiting cases that no team has. */
  unassigned: z.int(),
});
export type ShiftSlice = z.infer<typeof ShiftSlice>;
