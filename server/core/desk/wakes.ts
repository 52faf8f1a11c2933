import { type Case, isClosed, waitsForUs } from '../../../shared/case.ts';
import { deskOf } from '../settings.ts';
import type { State } from '../state.ts';
import { DAY } from '../windows/track.ts';
import { setAlarm } from './alarms.ts';
import { running } from './waits.ts';

/** A resolved case that was quiet for this long stayed resolved. */
export const STAYED_AFTER = 7 * DAY;
/** A closed case leaves the state after this long; the history keeps it. */
export const LEAVES_AFTER = 8 * DAY;

/** When time next does something to the case. */
function wakeOf(state: State, one: Case): number {
  if (isClosed(one.status))
    return one.status === 'resolved' && one.stayed === null ? (one.resolvedAt ?? one.since) + STAYED_AFTER : leavesAt(one);
  const due = running(one).flatMap(({ due, breachedAt }) => (breachedAt === null && due !== null ? [due] : []));
  const promised = one.promises.flatMap(({ due, state: stands }) => (stands === 'open' ? [due] : []));
  return Math.min(overAt(state, one), one.snoozedUntil ?? Number.POSITIVE_INFINITY, ...due, ...promised);
}

export const leavesAt = (one: Case): number => one.since + LEAVES_AFTER;

/** What somebody has claimed is given up so many times later than what nobody has. */
const CLAIMED_LONGER = 4;

/** When an open case is over by itself: nothing was said for so long. */
export function overAt(state: State, one: Case): number {
  const { resolveAfter, lapseAfter } = deskOf(state.settings);
  const last = Math.max(one.customerAt, one.repliedAt ?? 0, one.anew ?? 0, one.assignedAt ?? 0);
  if (!waitsForUs(one.status)) return last + resolveAfter;
  return last + lapseAfter * (one.owner === null ? 1 : CLAIMED_LONGER);
}

export function setWake(state: State, one: Case): void {
  setAlarm(state.desk.alarms, one.id, wakeOf(state, one));
}
