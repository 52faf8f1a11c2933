import type { Planned } from '../../../shared/rule.ts';
import { plannedOf, plannedTimes } from '../incidents/silences.ts';
import type { State } from '../state.ts';
import { MINUTE } from '../windows/track.ts';
import { dayTime, times } from '../words.ts';

/**
 * How many times the usual is announced for the last `minutes` minutes and the running one, on average: a window that lies half before
 * an event expects half of it, and one that looks back on it still does.
 */
export function plannedOver(state: State, subject: string, minutes: number): number {
  const last = Math.floor(state.now / MINUTE);
  const touches = ({ from, until }: Planned): boolean => from <= state.now && until > (last - minutes) * MINUTE;
  if (!plannedOf(state).some(touches)) return 1;
  let sum = 0;
  for (let bucket = last - minutes; bucket <= last; bucket++) {
    sum += plannedTimes(state, subject, bucket === last ? state.now : bucket * MINUTE);
  }
  return sum / (minutes + 1);
}

/** "; 5 times the usual is announced until 12:00 (Autumn sale)", or nothing. */
export function plannedWords(state: State, subject: string): string {
  const most = plannedTimes(state, subject);
  if (most === 1) return '';
  const event = plannedOf(state).find(
    (one) =>
      one.times === most &&
      one.from <= state.now &&
      state.now < one.until &&
      (one.watches.length === 0 || subject === 'all' || one.watches.includes(subject)),
  );
  return event
    ? `; ${times(most)} the usual is announced until ${dayTime(event.until, state.now, state.settings.zone)} (${event.name})`
    : '';
}
