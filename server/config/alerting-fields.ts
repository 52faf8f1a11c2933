import { z } from 'zod';
import { clockOf, hoursOf, momentOf, waitOf } from './alerting-words.ts';
import { durationOf } from './desk-words.ts';

/** Texts of the file that stand for amounts of time and the like. Each is checked here, and read where it is settled. */

const MINUTE = 60_000;
const DAY = 86_400_000;

const AMOUNTS = 'an amount of time is written like 30m, 1h, 1h 30m or 2d';
const words = (error: string) => z.union([z.string(), z.number()], { error }).transform(String);

/** More than nothing. */
export const Span = words(AMOUNTS).refine((text) => durationOf(text) !== null, { error: AMOUNTS });
/** `0m` is one as well. */
export const Wait = words(AMOUNTS).refine((text) => waitOf(text) !== null, { error: `${AMOUNTS}; 0m is at once` });
/** At most a day, as no rule waits longer. */
export const Hold = Wait.refine((text) => (waitOf(text) ?? 0) <= DAY, { error: 'it may be a day at most: 1d' });
/** From a minute to a day, as rules look back. */
export const Window = Span.refine((text) => within(durationOf(text) ?? 0), { error: 'it may be from a minute to a day: 1m to 1d' });
/** More than nothing, or `none`. */
export const SpanOrNone = words(AMOUNTS).refine((text) => text === 'none' || durationOf(text) !== null, { error: `${AMOUNTS}, or none` });

const within = (ms: number): boolean => ms >= MINUTE && ms <= DAY;

const CLOCKS = 'a time of the day is written like 07:30';
export const Clock = z.string({ error: CLOCKS }).refine((text) => clockOf(text) !== null, { error: CLOCKS });

export const Hours = z.string().refine((text) => hoursOf(text) !== null, { error: 'hours are written like 22-07, or 22:30-07:00' });

/** The zone makes no difference to whether it is one. */
export const Moment = z.string().refine((text) => momentOf(text, 'UTC') !== null, {
  error: 'a time is written like 2026-12-01 10:00, by the clocks of the zone, or like 2026-12-01T10:00Z',
});
