import { type Case, isClosed, type Priority } from '../../../shared/case.ts';
import type { Turn } from '../../../shared/turn.ts';
import { deskOf } from '../settings.ts';
import { workedBetween } from './calendar.ts';
import { type Change, stand, tell } from './change.ts';
import { breachIfDue } from './clocks.ts';
import { customerTurns, gather, isEmpty, isThanks, said, substanceOf } from './facts.ts';
import { priorityOf } from './priority.ts';
import { settlePromises } from './promises.ts';
import { settleSample } from './samples.ts';
import { calendarOf } from './targets.ts';
import { asksNothing, running, settleClocks, settlePauses, settles, stopClocks, waitsOf } from './waits.ts';
import { setWake } from './wakes.ts';

/** Brings everything that follows from a case's posts up to date, after `turn` was added to them. */
export function settle(change: Change, one: Case, turn: Turn): void {
  const { state } = change;
  gather(one);
  raisePriority(one);
  followPosts(change, one, turn);
  takeByReplying(change, one, turn);
  settleAll(change, one, turn.postedAt);
  if (turn.by === 'customer' || turn.by === 'us') state.desk.undo.delete(one.id);
}

/** The same without a new post: something was taken back, put right or merged. */
export function resettle(change: Change, one: Case): void {
  gather(one);
  if (!isClosed(one.status)) stand(change, one, standing(one));
  settleAll(change, one, change.state.now);
}

/** What follows from posts and status: clocks, pauses, breaches, promises, the wall's figures and when to look again. */
export function settleAll(change: Change, one: Case, at: number): void {
  const { state } = change;
  if (one.status !== 'merged') settleClocks(state, one);
  if (isClosed(one.status)) stopClocks(state, one, one.resolvedAt ?? one.since);
  else settlePauses(state, one, at);
  noteBreaches(change, one);
  settlePromises(one, state.now);
  one.substantiveWorked = substantiveWorked(change, one);
  settleSample(state, one);
  setWake(state, one);
}

/** A breach is stamped at the time the clock was due, when that has passed. */
function noteBreaches({ state }: Change, one: Case): void {
  for (const clock of running(one)) {
    if (clock.breachedAt === null && breachIfDue(clock, state.now)) tell(one, clock.due ?? state.now, 'breached', BREACHED[clock.kind]);
  }
}

const BREACHED = { first: 'no first answer in time', next: 'no further answer in time', resolution: 'not resolved in time' };

function substantiveWorked({ state }: Change, one: Case): number | null {
  const first = one.clocks.find(({ kind }) => kind === 'first');
  if (one.substantiveAt === null || !first) return null;
  return workedBetween(calendarOf(deskOf(state.settings), first.calendar), first.from, one.substantiveAt);
}

const RISING: readonly Priority[] = ['low', 'normal', 'high', 'urgent'];

/** A later post may raise the priority, and nothing but a person lowers it. What a person has set only danger and the like overrules. */
function raisePriority(one: Case): void {
  const deserved = priorityOf(one);
  const byHand = one.events.some(({ what, undone }) => what === 'prioritised' && !undone);
  const rises = RISING.indexOf(deserved) > RISING.indexOf(one.priority);
  if (rises && (!byHand || deserved === 'urgent')) one.priority = deserved;
}

/** Where a case stands by its posts alone, as long as nobody closed it. Who praises us waits for nothing. */
export function standing(one: Case): Case['status'] {
  const last = said(one).findLast(({ by, postedAt }) => by === 'customer' || (by === 'us' && postedAt >= one.postedAt));
  if (one.answeredAt === null) return one.owner === null ? (asksNothing(one) ? 'waiting-customer' : 'new') : 'claimed';
  if (!last || last.by === 'customer') return last && isThanks(last) ? 'answered' : waiting(one);
  if (isEmpty(last)) return waiting(one);
  return AFTER[substanceOf(last)] ?? (last.reply?.channel === 'private' ? 'private' : 'answered');
}

const waiting = (one: Case): Case['status'] => (one.status === 'reopened' ? 'reopened' : 'waiting-us');

const AFTER: Partial<Record<ReturnType<typeof substanceOf>, Case['status']>> = {
  question: 'waiting-customer',
  details: 'waiting-customer',
};

/** What a new post does to the status. */
function followPosts(change: Change, one: Case, turn: Turn): void {
  if (one.status === 'dismissed' || one.status === 'merged') return;
  if (isClosed(one.status)) writtenAfter(change, one, turn);
  else followOpen(change, one, turn);
}

function followOpen(change: Change, one: Case, turn: Turn): void {
  if (turn.by === 'customer' && one.snoozedUntil !== null) wake(one, turn.postedAt, 'they wrote');
  const thanked = settles(one, turn) && turn === customerTurns(one).at(-1);
  if (thanked) resolve(change, one, turn.postedAt, 'they thanked us', null);
  else stand(change, one, standing(one));
}

/** A closed case to which the customer comes back is open again, unless it is to thank us. */
function writtenAfter(change: Change, one: Case, turn: Turn): void {
  if (turn.by !== 'customer' || isThanks(turn) || turn.postedAt < (one.resolvedAt ?? one.since)) return;
  reopen(change, one, turn.postedAt, 'they wrote again', null);
  // What was waited for when somebody closed it, or nobody cared, is over: they wait since they wrote again.
  const wait = waitsOf(one).at(-1);
  if (wait && wait.to === null && wait.from < turn.postedAt) one.anew = turn.postedAt;
}

export function wake(one: Case, at: number, why: string, who: string | null = null, action?: string): void {
  one.snoozedUntil = null;
  tell(one, at, 'woke', why, who, action);
}

export function resolve(change: Change, one: Case, at: number, why: string, who: string | null, action?: string): void {
  one.resolvedAt = at;
  one.snoozedUntil = null;
  one.stayed = null;
  stand(change, one, 'resolved');
  tell(one, at, 'resolved', why, who, action);
}

export function reopen(change: Change, one: Case, at: number, why: string, who: string | null, action?: string): void {
  one.resolvedAt = null;
  one.stayed = one.stayed === true ? true : null;
  one.reopened++;
  stand(change, one, 'reopened');
  tell(one, at, 'reopened', why, who, action);
}

/** Who answers a case that nobody has, has it. */
function takeByReplying(change: Change, one: Case, turn: Turn): void {
  if (turn.by !== 'us' || one.owner !== null || turn.agent === null) return;
  const person = deskOf(change.state.settings).people.find(({ id }) => id === turn.agent);
  if (!person) return;
  one.owner = person.id;
  one.assignedAt = turn.postedAt;
  one.team ??= person.team;
}
