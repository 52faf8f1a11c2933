import { type Case, isClosed, waitsForUs } from '../../../shared/case.ts';
import type { Clock } from '../../../shared/turn.ts';
import type { Scope, State } from '../state.ts';
import { DAY, HOUR } from '../windows/track.ts';
import type { Waited } from './expect.ts';
import { limitOf } from './samples.ts';
import { firstDue } from './waits.ts';

/** Waiting cases that are told in full, the most pressing ones. */
export const WAITING_SHOWN = 10;
/** A promise that falls due within this time is due soon. */
const SOON = HOUR;
/** Whether a case stays resolved is known after seven days; it is told of those of the seven days before. */
const STAYED = { from: 14 * DAY, to: 7 * DAY };

/** A waiting case with the clock that falls due first. */
export interface Waiting {
  case: Case;
  clock: Clock | null;
}

/** Everything that is counted over the cases of a scope, in one pass: up to four times a second, over tens of thousands of them. */
export interface Census {
  open: number;
  waitingUs: number;
  waitingCustomer: number;
  unclaimed: number;
  snoozed: number;
  /** Open cases, not put aside, of which a running clock is past its time, and those of them that wait for us. */
  breached: number;
  over: number;
  promises: { open: number; dueSoon: number; broken: number; nextDue: number | null };
  today: { opened: number; answered: number; resolved: number; reopened: number; lapsed: number };
  stayed: { n: number; kept: number };
  thanked: number;
  /** Of the customers who wrote first today. */
  waited: { answered: number[]; open: number[] } & Waited;
  /** Waiting cases by team; under `''` those that no team has. */
  teams: Map<string, { waiting: number; over: number }>;
  /** By what is due first, at most WAITING_SHOWN. */
  waiting: Waiting[];
}

const none = (): Census => ({
  open: 0,
  waitingUs: 0,
  waitingCustomer: 0,
  unclaimed: 0,
  snoozed: 0,
  breached: 0,
  over: 0,
  promises: { open: 0, dueSoon: 0, broken: 0, nextDue: null },
  today: { opened: 0, answered: 0, resolved: 0, reopened: 0, lapsed: 0 },
  stayed: { n: 0, kept: 0 },
  thanked: 0,
  waited: { answered: [], open: [] },
  teams: new Map(),
  waiting: [],
});

/** Makes something of the cases or the figures of a scope, as they are at that moment. */
type Make<T> = (state: State, scope: Scope, now: number) => T;

/**
 * The same, made once a second unless a case has changed since. What is kept is no state: it follows from the state alone, and `now` is
 * the full second so that it does not matter when within it somebody asks. It goes with the scope that it is about.
 */
export function oncePerSecond<T>(make: Make<T>): (state: State, scope: Scope) => T {
  const kept = new WeakMap<Scope, { revision: number; now: number; settings: State['settings']; made: T }>();
  return (state, scope) => {
    const { settings } = state;
    const { revision } = state.desk;
    const now = Math.floor(state.now / 1000) * 1000;
    const last = kept.get(scope);
    if (last && last.revision === revision && last.now === now && last.settings === settings) return last.made;
    const made = make(state, scope, now);
    kept.set(scope, { revision, now, settings, made });
    return made;
  };
}

export const censusOf = oncePerSecond((state, scope, now) => {
  const census = none();
  const limit = limitOf(scope.setting);
  for (const one of state.desk.cases.values()) {
    if (one.status === 'merged' || (limit.length > 0 && !isAbout(one, limit))) continue;
    countDay(census, one, state.desk.day, now);
    if (isClosed(one.status)) countClosed(census, one, state.desk.day, now);
    else countOpen(census, one, now);
  }
  return census;
});

/** As `isInScope` says, without asking anew for each case what the scope is limited to. */
function isAbout({ watches }: Case, limit: readonly string[]): boolean {
  for (const watch of watches) if (limit.includes(watch)) return true;
  return false;
}

function countDay(census: Census, one: Case, midnight: number, now: number): void {
  const { today, waited } = census;
  if (one.postedAt >= midnight && one.status !== 'dismissed') {
    today.opened++;
    if (one.answeredAt !== null) waited.answered.push(one.answeredAt - one.postedAt);
    else waited.open.push(now - one.postedAt);
  }
  if (one.answeredAt !== null && one.answeredAt >= midnight) today.answered++;
  if (one.resolvedAt !== null && one.resolvedAt >= midnight) today.resolved++;
  if (one.reopened > 0 && happened(one, 'reopened', midnight)) today.reopened++;
  if (one.thanks !== null && saidSince(one, one.thanks, midnight)) census.thanked++;
  if (one.promises.length > 0) countPromises(census, one, midnight, now);
}

const happened = ({ events }: Case, what: 'reopened', since: number): boolean =>
  events.some((event) => event.what === what && event.at >= since);

const saidSince = ({ turns }: Case, mention: string, since: number): boolean =>
  turns.some((turn) => turn.mention === mention && turn.postedAt >= since);

function countPromises({ promises }: Census, one: Case, midnight: number, now: number): void {
  for (const { state, due, settledAt } of one.promises) {
    if (state === 'broken' && (settledAt ?? due) >= midnight) promises.broken++;
    if (state !== 'open' || isClosed(one.status)) continue;
    promises.open++;
    if (due - now <= SOON) promises.dueSoon++;
    if (promises.nextDue === null || due < promises.nextDue) promises.nextDue = due;
  }
}

function countClosed({ today, stayed }: Census, one: Case, midnight: number, now: number): void {
  if (one.status === 'lapsed' && one.since >= midnight) today.lapsed++;
  if (one.stayed === null || one.resolvedAt === null) return;
  if (one.resolvedAt < now - STAYED.from || one.resolvedAt > now - STAYED.to) return;
  stayed.n++;
  if (one.stayed) stayed.kept++;
}

function countOpen(census: Census, one: Case, now: number): void {
  census.open++;
  const clock = firstDue(one);
  const over = clock?.due != null && clock.due <= now;
  if (!waitsForUs(one.status)) census.waitingCustomer++;
  if (one.snoozedUntil !== null) {
    census.snoozed++;
    return;
  }
  if (over) census.breached++;
  if (waitsForUs(one.status)) countWaiting(census, one, clock, over);
}

function countWaiting(census: Census, one: Case, clock: Clock | null, over: boolean): void {
  census.waitingUs++;
  if (over) census.over++;
  if (one.owner === null) census.unclaimed++;
  const team = teamOf(census, one.team ?? '');
  team.waiting++;
  if (over) team.over++;
  press(census.waiting, one, clock);
}

function teamOf({ teams }: Census, id: string): { waiting: number; over: number } {
  const known = teams.get(id);
  if (known) return known;
  const team = { waiting: 0, over: 0 };
  teams.set(id, team);
  return team;
}

/** What is due first stands first; without a target, who waits longest, after all others. */
function isBefore(one: Case, clock: Clock | null, other: Waiting): boolean {
  const left = clock?.due ?? Number.POSITIVE_INFINITY;
  const right = other.clock?.due ?? Number.POSITIVE_INFINITY;
  return left === right ? one.customerAt < other.case.customerAt : left < right;
}

/** Puts it in its place among the most pressing ones, if it is one of them. Most are not, and cost nothing but the comparison. */
function press(waiting: Waiting[], one: Case, clock: Clock | null): void {
  const last = waiting[WAITING_SHOWN - 1];
  if (last && !isBefore(one, clock, last)) return;
  const place = waiting.findIndex((other) => isBefore(one, clock, other));
  waiting.splice(place === -1 ? waiting.length : place, 0, { case: one, clock });
  if (waiting.length > WAITING_SHOWN) waiting.pop();
}
