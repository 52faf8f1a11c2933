import { type Case, NEXT_CLOCKS_BOUND } from '../../../shared/case.ts';
import type { Clock, Turn } from '../../../shared/turn.ts';
import { deskOf } from '../settings.ts';
import type { State } from '../state.ts';
import { pauseClock, reopenClock, resumeClock, startClock, stopClock } from './clocks.ts';
import { customerTurns, isEmpty, isIdle, isThanks, replies, said } from './facts.ts';
import { targetFor } from './targets.ts';

/** A time in which the customer waited for us; `to` is null while they do. */
export interface Wait {
  kind: 'first' | 'next';
  from: number;
  to: number | null;
}

/**
 * The waits in a case, from its posts alone, in order of time. One begins with the customer's first post since our last reply, and ends
 * with a reply by a person. A reply without any substance ends the wait for a first word, but they go on waiting: a next one begins,
 * which no further empty reply ends. A thank-you asks for nothing, and after more than an empty reply nothing is waited for any more.
 */
export function waitsOf(one: Case): Wait[] {
  const waits: Wait[] = [];
  let open: Wait | null = null;
  let afterEmpty = false;
  for (const turn of said(one)) {
    if (open && settles(one, turn)) {
      waits.pop();
      open = null;
    }
    if (turn.by === 'customer' && !open && !isIdle(turn) && !(isThanks(turn) && one.answeredAt !== null)) {
      open = { kind: waits.length === 0 ? 'first' : 'next', from: turn.postedAt, to: null };
      waits.push(open);
      afterEmpty = false;
    }
    if (turn.by !== 'us' || turn.postedAt < one.postedAt) continue;
    if (open && !(afterEmpty && isEmpty(turn))) open.to = turn.postedAt;
    if (open && open.to === null) continue;
    const waited: boolean = open !== null;
    open = null;
    if (waited && isEmpty(turn)) {
      open = { kind: 'next', from: turn.postedAt, to: null };
      waits.push(open);
      afterEmpty = true;
    }
  }
  return waits;
}

/** The customer says thanks after more than an empty reply: where it went on out of sight, only they know that it is settled. */
export const settles = (one: Case, turn: Turn): boolean =>
  turn.by === 'customer' && isThanks(turn) && replies(one).some((reply) => !isEmpty(reply) && reply.postedAt <= turn.postedAt);

/** What was waited for before the case was reopened or split off is over; what is waited for still counts from then on. */
function sinceAnew({ anew }: Case, wait: Wait, again: boolean): Wait | null {
  if (anew === null || wait.from >= anew) return wait;
  return wait.to !== null && wait.to < anew ? null : { kind: again ? 'next' : wait.kind, from: anew, to: wait.to };
}

/** Nothing that the customer said wants an answer. */
export const asksNothing = (one: Case): boolean => customerTurns(one).every(isIdle);

/**
 * Brings the clocks in line with the waits. A clock is known by what it is for and when it began, and keeps the target it was given: so
 * neither a change of targets nor posts that come late rewrite what was promised.
 */
export function settleClocks(state: State, one: Case): void {
  const desk = deskOf(state.settings);
  const target = targetFor(desk, one);
  const over = one.clocks.filter(({ kind, from }) => kind !== 'resolution' && one.anew !== null && from < one.anew);
  const waits = waitsOf(one).flatMap((wait) => sinceAnew(one, wait, over.length > 0) ?? []);
  const clocks = waits.flatMap((wait): Clock[] => {
    const known = one.clocks.find(({ kind, from }) => kind === wait.kind && from === wait.from);
    const granted = target[wait.kind];
    if (!known && granted === null) return [];
    const clock = known ?? startClock(desk, wait.kind, granted ?? 0, target.calendar, wait.from);
    end(state, clock, wait.to);
    return [clock];
  });
  one.clocks = [...bounded([...over, ...clocks]), ...resolution(state, one)];
}

/** The first wait, and the newest of the others. */
const bounded = (clocks: Clock[]): Clock[] => [...clocks.slice(0, 1), ...clocks.slice(1).slice(-NEXT_CLOCKS_BOUND)];

function end(state: State, clock: Clock, to: number | null): void {
  if (clock.stoppedAt === to) return;
  const desk = deskOf(state.settings);
  if (clock.stoppedAt !== null) reopenClock(desk, clock);
  if (to !== null) stopClock(desk, clock, to);
}

/** That to resolution is started once; what pauses it comes from the status. */
function resolution(state: State, one: Case): Clock[] {
  const known = one.clocks.filter(({ kind }) => kind === 'resolution');
  if (known.length > 0) return known;
  const desk = deskOf(state.settings);
  const { resolution: granted, calendar } = targetFor(desk, one);
  return granted === null || asksNothing(one) ? [] : [startClock(desk, 'resolution', granted, calendar, one.anew ?? one.postedAt)];
}

const PAUSED: ReadonlySet<Case['status']> = new Set(['waiting-customer', 'private', 'answered']);

/**
 * While the customer has the turn, or somebody put the case aside, the time to resolution stands still; putting it aside also stops that
 * of a next answer, never that of the first. `at`: when what made it so happened.
 */
export function settlePauses(state: State, one: Case, at: number): void {
  const desk = deskOf(state.settings);
  for (const clock of one.clocks) {
    if (clock.stoppedAt !== null) continue;
    const snoozed = one.snoozedUntil !== null && clock.kind !== 'first';
    const paused = snoozed || (clock.kind === 'resolution' && PAUSED.has(one.status));
    if (paused && clock.runningSince !== null) pauseClock(desk, clock, Math.max(clock.runningSince, at));
    if (!paused && clock.runningSince === null) resumeClock(desk, clock, Math.max(clock.from, at));
  }
}

/** The case is over: what is still waited for is not waited for any more. Those that nobody answered go, but for the breached ones. */
export function stopClocks(state: State, one: Case, at: number): void {
  const desk = deskOf(state.settings);
  one.clocks = one.clocks.filter(({ kind, stoppedAt, breachedAt }) => stoppedAt !== null || breachedAt !== null || kind === 'resolution');
  for (const clock of one.clocks) if (clock.stoppedAt === null) stopClock(desk, clock, at);
}

export const running = (one: Case): Clock[] => one.clocks.filter(({ stoppedAt, due }) => stoppedAt === null && due !== null);

/** The clock that falls due first among those that run. */
export function firstDue({ clocks }: Pick<Case, 'clocks'>): Clock | null {
  let first: Clock | null = null;
  for (const clock of clocks) {
    if (clock.stoppedAt !== null || clock.due === null) continue;
    if (first === null || clock.due < (first.due ?? 0)) first = clock;
  }
  return first;
}
