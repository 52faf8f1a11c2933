import type { CaseAction } from '../../../shared/action.ts';
import type { Case } from '../../../shared/case.ts';
import { type Alarms, alarms } from './alarms.ts';
import type { Said } from './turns.ts';

/** Cases held open, and closed ones held until they have stayed so for long enough. What leaves lives on in the history. */
export const OPEN_CASES = 15_000;
export const CLOSED_CASES = 5_000;
/** Replies to posts that have not come yet. */
export const ORPHANS_KEPT = 2_000;
/** Texts of replies that are told apart. */
export const TEMPLATES_KEPT = 5_000;
/** Outcomes of actions that those who sent them may still ask for. */
export const OUTCOMES_KEPT = 500;
/** Samples of response times in a scope, the newest, and days of which their medians are kept. */
export const SAMPLES_KEPT = 10_000;
export const DAYS_KEPT = 28;
/** Wins shown on the wall. */
export const WINS_KEPT = 20;

/** What the newest action on a case changed, to be put back. */
export interface Undo {
  action: string;
  by: string;
  /** The fields as they were. */
  before: Partial<Case>;
  type: CaseAction['type'];
}

/** A first response, or the lack of one: `at` is when it was known (answered, or breached). */
export interface Sample {
  at: number;
  case: string;
  network: string;
  /** When the customer posted. */
  from: number;
  /** ms by the clock on the wall from the customer's post; null: not yet. */
  first: number | null;
  substantive: number | null;
  /** Whether the first response came in time; null: no target. */
  inTime: boolean | null;
}

/** A day's medians, by network and, under `*`, of all. ms; null: none. */
export interface Day {
  day: number;
  n: number;
  first: number | null;
  substantive: number | null;
}

/** What the wall shows of response times, for one scope. */
export interface Figures {
  /** By case, at most SAMPLES_KEPT; those known longest ago leave first. */
  samples: Map<string, Sample>;
  days: Map<string, Day[]>;
  /** This month in the desk's zone: cases due or answered, and those late. */
  month: { key: string; due: number; late: number };
  /** Newest last. */
  wins: { case: string; mention: string; at: number; customer: string; agent: string | null; text: string }[];
}

export interface Desk {
  /** Number of the next case. */
  next: number;
  /** Open ones and lately closed ones, in the order in which they opened. */
  cases: Map<string, Case>;
  /** Posts of the cases held. */
  byPost: Map<string, string>;
  /** Newest case of a customer: `network:author id`. */
  byCustomer: Map<string, string>;
  /** Replies by the post that they answer, which has not come yet. */
  orphans: Map<string, Said[]>;
  /** Near-identical replies, by a hash of what they have in common: to how many cases they went, when and to which last. */
  templates: Map<number, { count: number; at: number; case: string }>;
  /** With more cases than this it is looked whether there are too many. */
  full: number;
  /** When time next does something to a case. */
  alarms: Alarms;
  /** The desk's day that the figures are in, as its first moment. */
  day: number;
  /** Cases whose conversation is followed because it may grow. */
  viral: Set<string>;
  /** By case: what its newest action changed. */
  undo: Map<string, Undo>;
  /** Why an action changed nothing, by its id; null when it was done. */
  outcomes: Map<string, string | null>;
  /** By scope. */
  figures: Map<string, Figures>;
  /** Rises with every change of a case. */
  revision: number;
}

export const figures = (): Figures => ({ samples: new Map(), days: new Map(), month: { key: '', due: 0, late: 0 }, wins: [] });

export const desk = (): Desk => ({
  next: 1,
  cases: new Map(),
  byPost: new Map(),
  byCustomer: new Map(),
  orphans: new Map(),
  templates: new Map(),
  full: 0,
  alarms: alarms(),
  day: 0,
  viral: new Set(),
  undo: new Map(),
  outcomes: new Map(),
  figures: new Map(),
  revision: 0,
});
