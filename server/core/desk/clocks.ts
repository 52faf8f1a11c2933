import type { Clock } from '../../../shared/turn.ts';
import { dueAfter, workedBetween } from './calendar.ts';
import type { DeskSetting } from './setting.ts';
import { calendarOf } from './targets.ts';

/**
 * Service clocks. Times come in the order of what happened as far as it is known; what comes to light late is taken at its own time.
 * An answer at the very moment a clock is due is in time. A breach is stamped at the due time and stays, unless a stop or a pause before
 * it comes to light. Clocks are changed in place.
 */

/** A clock for `target` ms of working time, which runs since `from`. An unknown calendar counts every minute. */
export function startClock(desk: DeskSetting, kind: Clock['kind'], target: number, calendarId: string, from: number): Clock {
  const calendar = calendarOf(desk, calendarId);
  return {
    kind,
    from,
    target,
    calendar: calendar.id,
    left: target,
    runningSince: from,
    due: dueAfter(calendar, from, target),
    stoppedAt: null,
    breachedAt: null,
    worked: null,
  };
}

/** Working time left at `at`, below zero when it is over. What was used before it last began to run is not known by its hours. */
function leftAt(desk: DeskSetting, clock: Clock, at: number): number {
  if (clock.runningSince === null) return clock.left;
  return clock.left - workedBetween(calendarOf(desk, clock.calendar), clock.runningSince, at);
}

/** A breach that lies before `at` is stamped, one that lies after it is taken back. */
function judge(clock: Clock, at: number): void {
  if (clock.breachedAt !== null && at <= clock.breachedAt) clock.breachedAt = null;
  else if (clock.breachedAt === null && clock.due !== null && at > clock.due) clock.breachedAt = clock.due;
}

/** Nothing of it counts from `at` on, or from when it began to run, if that was later. Ignored when it is paused or has stopped. */
export function pauseClock(desk: DeskSetting, clock: Clock, at: number): void {
  if (clock.runningSince === null || clock.stoppedAt !== null) return;
  const from = Math.max(at, clock.runningSince);
  judge(clock, from);
  clock.left = leftAt(desk, clock, from);
  clock.runningSince = null;
  clock.due = null;
}

/** It counts again from `at` on. Ignored when it runs or has stopped. */
export function resumeClock(desk: DeskSetting, clock: Clock, at: number): void {
  if (clock.runningSince !== null || clock.stoppedAt !== null) return;
  run(desk, clock, Math.max(at, clock.from));
}

/** A clock that was breached stays due when it was: people see since when it is over. One with nothing left is due at once. */
function run(desk: DeskSetting, clock: Clock, at: number): void {
  clock.runningSince = at;
  clock.due = clock.breachedAt ?? dueAfter(calendarOf(desk, clock.calendar), at, clock.left);
}

/**
 * What was waited for came at `at`. A stop before `from` is ignored, and so is one of a clock that has stopped. `left`, `runningSince` and
 * `due` stay as they were, so that the stop can be taken back.
 */
export function stopClock(desk: DeskSetting, clock: Clock, at: number): void {
  if (clock.stoppedAt !== null || at < clock.from) return;
  judge(clock, at);
  clock.stoppedAt = at;
  clock.worked = Math.min(at - clock.from, clock.target - leftAt(desk, clock, at));
}

/** What had stopped it was taken back: it goes on as if it had never stopped. A breach is stamped again by `breachIfDue`. */
export function reopenClock(_desk: DeskSetting, clock: Clock): void {
  clock.stoppedAt = null;
  clock.worked = null;
}

/** Stamps a breach at its due time once that has come, and says whether it did so just now. */
export function breachIfDue(clock: Clock, now: number): boolean {
  if (clock.stoppedAt !== null || clock.breachedAt !== null || clock.due === null || now < clock.due) return false;
  clock.breachedAt = clock.due;
  return true;
}

/**
 * The case got another priority or team at `at`: from now on another amount is granted, measured in another calendar, and what was used
 * stays used. A breach before `at` stays; where more was used than is granted now, the clock is due at `at`. Ignored when it has stopped.
 */
export function retarget(desk: DeskSetting, clock: Clock, target: number, calendarId: string, at: number): void {
  const calendar = calendarOf(desk, calendarId);
  if (clock.stoppedAt !== null || (clock.target === target && clock.calendar === calendar.id)) return;
  const from = Math.max(at, clock.runningSince ?? at);
  judge(clock, from);
  clock.left = target - (clock.target - leftAt(desk, clock, from));
  clock.target = target;
  clock.calendar = calendar.id;
  if (clock.runningSince !== null) run(desk, clock, from);
}
