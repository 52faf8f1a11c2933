import type { CaseLine } from '../../shared/queue.ts';
import type { Clock } from '../../shared/turn.ts';
import { duration } from '../format/age.ts';
import { dateTime, moment } from '../format/time.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const WEEK = 6 * 24 * 60 * MINUTE;
/** From here on the seconds are counted. */
const CLOSE = 10 * MINUTE;
/** When less than this is left, it stands out. */
const SOON = 15 * MINUTE;

/** `4:32`, for times under an hour. */
const ticking = (ms: number): string => `${Math.floor(ms / MINUTE)}:${String(Math.floor((ms % MINUTE) / 1000)).padStart(2, '0')}`;

/** Of half a day and more the minutes tell nothing. */
const amountOf = (ms: number): string => {
  if (ms < CLOSE) return ticking(ms);
  return ms < 10 * HOUR || ms >= 24 * HOUR ? duration(ms) : `${Math.floor(ms / HOUR)}\u00a0h`;
};

/** A moment before or after now, as short as it cannot be mistaken for another week's. */
export const when = (at: number, now: number, zone: string): string => (at - now > WEEK ? dateTime(at, zone) : moment(at, now, zone));

export type Press = 'over' | 'soon' | 'calm';
export interface Left {
  words: string;
  press: Press;
}

/** Time to `due`: `4:32 left`, `2 h 10 min left`, `12 min over`. */
export function left(due: number, now: number): Left {
  const ms = due - now;
  if (ms < 0) return { words: `${amountOf(-ms)} over`, press: 'over' };
  return { words: `${amountOf(ms)} left`, press: ms < SOON ? 'soon' : 'calm' };
}

const DUE_WORDS: Record<Clock['kind'], string> = { first: 'answer', next: 'next answer', resolution: 'resolution' };
const named = (what: string, { words, press }: Left): Left => ({ words: `${what} ${words}`, press });

/** Of a promise that is open, in the queue of promises. */
export const promiseLeft = (due: number, now: number): Left => named('promise', left(due, now));

/** What a row says of time: what is due first; else since when it waits, or until when it sleeps. */
export function leftOf(line: Pick<CaseLine, 'due' | 'snoozedUntil' | 'customerAt'>, now: number): Left {
  if (line.snoozedUntil !== null) return { words: `wakes in ${duration(Math.max(0, line.snoozedUntil - now))}`, press: 'calm' };
  if (line.due) return named(DUE_WORDS[line.due.kind], left(line.due.at, now));
  return { words: `wrote ${duration(Math.max(0, now - line.customerAt))} ago`, press: 'calm' };
}

export const CLOCK_WORDS: Record<Clock['kind'], string> = { first: 'First answer', next: 'Next answer', resolution: 'Resolution' };

/** Where a clock stands, in words. */
export function clockWords(clock: Clock, now: number): Left {
  if (clock.stoppedAt !== null) {
    const took = duration(clock.worked ?? clock.stoppedAt - clock.from);
    return clock.breachedAt === null ? { words: `in time, ${took}`, press: 'calm' } : { words: `late, ${took}`, press: 'over' };
  }
  if (clock.due !== null) return left(clock.due, now);
  if (clock.breachedAt !== null) return { words: 'over time, paused', press: 'over' };
  return { words: `paused, ${duration(Math.max(0, clock.left))} left`, press: 'calm' };
}
