import { z } from 'zod';
import { DAY } from './story.ts';

/** After a longer absence only this much is caught up, in ms of the story. */
export const CAUGHT_UP = 6 * 60 * 60_000;

/** Of the day before, this much is told first, so that the wall soon has something to show; the rest follows, newest hour first. */
export const RECENT = 3 * 60 * 60_000;
/** The rest of the day before is told in pieces of this length. */
const PIECE = 60 * 60_000;

/**
 * How far the story has been told: from `filled` to `until`. All in ms since 1970 UTC on the story's clock.
 */
const Place = z.object({ startedAt: z.int(), until: z.int(), filled: z.int() });
export type Place = z.infer<typeof Place>;

export const opening = (now: number): Place => ({ startedAt: now, until: now - RECENT, filled: now - RECENT });

/** The next piece of the day before that is still to be told; `null` when it is all there. */
export function nextPiece({ startedAt, filled }: Place): { from: number; to: number } | null {
  const from = Math.max(startedAt - DAY, filled - PIECE);
  return from < filled ? { from, to: filled } : null;
}

/** How much of the day before has been told, 0 to 1. */
export const filledPart = ({ startedAt, filled }: Place): number => (startedAt - filled) / DAY;

/** Reads a cursor that `JSON.stringify` wrote; `null` when there is none or it is not one of ours, so that the story starts anew. */
export function readPlace(cursor: string | null): Place | null {
  if (cursor === null) return null;
  try {
    return Place.safeParse(JSON.parse(cursor)).data ?? null;
  } catch {
    return null;
  }
}

/**
 * Where to go on at `now`: where it stopped, but at most `CAUGHT_UP` ago. A clock that was set back, or a speed that was lowered, goes
 * on from `now`.
 */
export const resumed = (place: Place, now: number): Place => ({ ...place, until: Math.min(Math.max(place.until, now - CAUGHT_UP), now) });

/** The story's clock: it starts with the first run and goes `speed` times as fast. */
export const storyTime = (startedAt: number, now: number, speed: number): number =>
  now <= startedAt ? now : Math.floor(startedAt + (now - startedAt) * speed);

/** When something of the story is posted by the shell's clock. */
export const wallTime = (startedAt: number, at: number, speed: number): number =>
  at <= startedAt ? at : Math.round(startedAt + (at - startedAt) / speed);
