import { z } from 'zod';
import { DAY } from './story.ts';

/** After a longer absence only this much is caught up, in ms of the story. */
export const CAUGHT_UP = 6 * 60 * 60_000;

/** How far the story has been told. Both in ms since 1970 UTC on the story's clock. */
const Place = z.object({ startedAt: z.int(), until: z.int() });
export type Place = z.infer<typeof Place>;

export const opening = (now: number): Place => ({ startedAt: now, until: now - DAY });

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
 * Where to go on at `now`: where it stopped, but at most `CAUGHT_UP` ago. The day before the story is always told to its end while the
 * story itself is young. A clock that was set back, or a speed that was lowered, goes on from `now`.
 */
export function resumed({ startedAt, until }: Place, now: number): Place {
  const oldest = now - CAUGHT_UP;
  const filling = until < startedAt && oldest <= startedAt;
  return { startedAt, until: Math.min(filling ? until : Math.max(until, oldest), now) };
}

/** The story's clock: it starts with the first run and goes `speed` times as fast. */
export const storyTime = (startedAt: number, now: number, speed: number): number =>
  now <= startedAt ? now : Math.floor(startedAt + (now - startedAt) * speed);

/** When something of the story is posted by the shell's clock. */
export const wallTime = (startedAt: number, at: number, speed: number): number =>
  at <= startedAt ? at : Math.round(startedAt + (at - startedAt) / speed);
