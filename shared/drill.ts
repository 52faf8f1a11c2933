import { z } from 'zod';
import { Severity } from './alert.ts';

/** Times are ms since 1970 UTC, amounts of time ms. */
const Time = z.int();

/** Boards whose screens are sent into one drill. */
export const DRILL_BOARDS = 50;
/** Incidents and deeds kept of one drill; later ones are left out. */
export const DRILL_INCIDENTS = 50;
export const DRILL_DEEDS = 300;
/** Results of past drills that are kept: the oldest leave first. */
export const DRILLS_KEPT = 100;

/** A story that can be rehearsed. */
export const Scenario = z.object({
  /** The name of its file; those of this installation begin with `own/`. */
  id: z.string(),
  name: z.string(),
  posts: z.int(),
  /** From its first post to its last. */
  ms: z.int(),
  /** Why it cannot be played, by line; null: it can. */
  problem: z.string().nullable(),
});
export type Scenario = z.infer<typeof Scenario>;

export const DrillRequest = z.object({
  scenario: z.string().min(1).max(160),
  /** Names of the boards whose walls go there. */
  boards: z.array(z.string().min(1).max(64)).max(DRILL_BOARDS).default([]),
  /** `off`: nobody is told. `test`: the channels of the config tell, and each message begins with DRILL. */
  channels: z.enum(['off', 'test']).default('off'),
  /** Posts come so many times as fast as they are written down; the clock runs as ever. */
  speed: z.number().min(1).max(10).default(1),
  /** Who wants it. */
  by: z.string().trim().min(1).max(64).optional(),
});
export type DrillRequest = z.infer<typeof DrillRequest>;

/** An incident of the drill: when people did what about it. Null: nobody did. */
export const DrillIncident = z.object({
  id: z.string(),
  title: z.string(),
  severity: Severity,
  openedAt: Time,
  acknowledgedAt: Time.nullable(),
  acknowledgedBy: z.string().nullable(),
  /** First reply of ours to one of its posts, or the first case claimed or resolved after it opened. */
  answeredAt: Time.nullable(),
  /** The first line set for the wall. */
  statusAt: Time.nullable(),
  closedAt: Time.nullable(),
});
export type DrillIncident = z.infer<typeof DrillIncident>;

export const DrillDeed = z.object({ at: Time, by: z.string(), what: z.string() });
export type DrillDeed = z.infer<typeof DrillDeed>;

/** One drill, shown beneath `/at/ID` while it runs. */
export const Drill = z.object({
  id: z.string(),
  state: z.enum(['starting', 'running', 'ended']),
  scenario: z.string(),
  name: z.string(),
  boards: z.array(z.string()),
  channels: z.enum(['off', 'test']),
  speed: z.number(),
  by: z.string(),
  startedAt: Time,
  /** When its first post came; times of people are told from then. Null: it has not. */
  onsetAt: Time.nullable(),
  endedAt: Time.nullable(),
  /** Posts that have come, of how many. */
  told: z.int(),
  of: z.int(),
  incidents: z.array(DrillIncident),
  deeds: z.array(DrillDeed),
  /** Why it ended before somebody ended it. */
  problem: z.string().nullable(),
});
export type Drill = z.infer<typeof Drill>;

/** What every screen within a drill needs to know. */
export const DrillBrief = Drill.pick({ id: true, state: true, name: true, startedAt: true, endedAt: true, told: true, of: true }).extend({
  now: Time,
  /** Whether whoever asked may end it. */
  mayEnd: z.boolean(),
});
export type DrillBrief = z.infer<typeof DrillBrief>;

export const DrillPage = z.object({
  now: Time,
  zone: z.string(),
  brand: z.string(),
  scenarios: z.array(Scenario),
  boards: z.array(z.object({ name: z.string(), title: z.string() })),
  /** Names of the channels that a drill may tell through. */
  channels: z.array(z.string()),
  running: Drill.nullable(),
  /** Newest first. */
  past: z.array(Drill),
});
export type DrillPage = z.infer<typeof DrillPage>;
