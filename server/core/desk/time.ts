import { type Case, isClosed, waitsForUs } from '../../../shared/case.ts';
import type { Effect } from '../effect.ts';
import type { State } from '../state.ts';
import { dropAlarm, ringing } from './alarms.ts';
import { type Change, stand, tell, touch } from './change.ts';
import { customerKey } from './open.ts';
import { closeDay } from './samples.ts';
import { resolve, settleAll, wake } from './settle.ts';
import { CLOSED_CASES, OPEN_CASES } from './state.ts';
import { dayStart } from './targets.ts';
import { followViral } from './viral.ts';
import { leavesAt, overAt, STAYED_AFTER } from './wakes.ts';

/** What the passing of time does to cases: breaches, snoozes that end, cases that are over. Looked at whenever a second ended. */
export function advanceDesk(state: State, effects: Effect[]): void {
  const { desk, now } = state;
  const today = dayStart(state.settings.zone, now);
  if (desk.day !== today) {
    if (desk.day > 0) closeDay(state, desk.day, today);
    desk.day = today;
  }
  followViral({ state, effects });
  wakeDue({ state, effects });
  if (desk.cases.size > desk.full) makeRoom({ state, effects });
}

/** Each is looked at once at most: what is due again at once is looked at with the next second. */
function wakeDue(change: Change): void {
  const { desk, now } = change.state;
  const due: Case[] = [];
  for (let id = ringing(desk.alarms, now); id !== null; id = ringing(desk.alarms, now)) {
    const one = desk.cases.get(id);
    if (one) due.push(one);
  }
  for (const one of due) pass(change, one);
}

function pass(change: Change, one: Case): void {
  if (isClosed(one.status)) passClosed(change, one);
  else passOpen(change, one);
}

function passOpen(change: Change, one: Case): void {
  const { state } = change;
  if (one.snoozedUntil !== null && one.snoozedUntil <= state.now) wake(one, one.snoozedUntil, 'the time set for it has come');
  const over = overAt(state, one);
  if (over <= state.now) end(change, one, over);
  settleAll(change, one, state.now);
  touch(change, one);
}

/** Nothing was said for long: an answered case is resolved, one in which they wait or were never answered lapses. */
function end(change: Change, one: Case, at: number): void {
  if (waitsForUs(one.status) || one.answeredAt === null) lapse(change, one, at);
  else resolve(change, one, at, 'nothing was said since', null);
}

function lapse(change: Change, one: Case, at: number): void {
  one.resolvedAt = at;
  stand(change, one, 'lapsed');
  tell(one, at, 'lapsed', one.answeredAt === null ? 'nobody answered' : 'nobody answered again');
}

function passClosed(change: Change, one: Case): void {
  const { state } = change;
  if (one.status === 'resolved' && one.stayed === null && state.now >= (one.resolvedAt ?? one.since) + STAYED_AFTER) {
    one.stayed = true;
    touch(change, one);
  }
  if (state.now >= leavesAt(one)) leave(state, one);
  else settleAll(change, one, state.now);
}

/** The case lives on in the history alone. */
function leave({ desk }: State, one: Case): void {
  desk.cases.delete(one.id);
  dropAlarm(desk.alarms, one.id);
  desk.undo.delete(one.id);
  for (const { mention } of one.turns) if (desk.byPost.get(mention) === one.id) desk.byPost.delete(mention);
  const key = customerKey(one.network, one.customer.id);
  if (desk.byCustomer.get(key) === one.id) desk.byCustomer.delete(key);
}

/** Cases that may come before it is looked again whether there are too many, and that leave or lapse at a time. */
const ROOM = 500;

const excess = (count: number, bound: number): number => (count > bound ? count - bound + ROOM : 0);

/** The longest closed leave first; when too many are open, the oldest lapse, those that nobody has before the others. */
function makeRoom(change: Change): void {
  const { state } = change;
  const [closed, open] = split([...state.desk.cases.values()]);
  closed.sort((a, b) => a.since - b.since);
  open.sort((a, b) => Number(a.owner !== null) - Number(b.owner !== null));
  for (const one of open.slice(0, excess(open.length, OPEN_CASES))) {
    lapse(change, one, state.now);
    settleAll(change, one, state.now);
    touch(change, one);
  }
  for (const one of closed.slice(0, excess(closed.length, CLOSED_CASES))) leave(state, one);
  state.desk.full = state.desk.cases.size + ROOM;
}

const split = (cases: readonly Case[]): [closed: Case[], open: Case[]] => [
  cases.filter(({ status }) => isClosed(status)),
  cases.filter(({ status }) => !isClosed(status)),
];
