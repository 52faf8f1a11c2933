import { add, type Ring, ring } from './windows/ring.ts';
import { MINUTE } from './windows/track.ts';

/** Places counted at a time in a scope; the one that was named longest ago makes room. */
export const PLACES_KEPT = 300;
/** Places are counted in these steps, over a day and the running hour. */
export const PLACE_STEP = 10 * MINUTE;
export const PLACE_STEPS = 150;
/** Steps of the last hour beside the running one. */
export const HOUR_STEPS = 6;

/** Posts that name one place, and the negative ones of the last hour. */
export interface PlaceCount {
  total: Ring;
  negative: Ring;
}

/** Where a scope's posts are about. */
export interface Where {
  /** Posts that were searched for places, and those that name one. */
  heard: Ring;
  placed: Ring;
  /** By the id of the place, the one named last at the end. */
  places: Map<string, PlaceCount>;
}

export const where = (): Where => ({
  heard: ring(PLACE_STEP, PLACE_STEPS),
  placed: ring(PLACE_STEP, HOUR_STEPS + 1),
  places: new Map(),
});

const placeCount = (): PlaceCount => ({ total: ring(PLACE_STEP, PLACE_STEPS), negative: ring(PLACE_STEP, HOUR_STEPS + 1) });

/** Counts a post at the places that it names. A post heard before places were, without any knowledge of them, counts nowhere. */
export function countPlaces(where: Where, ids: readonly string[] | undefined, at: number, negative: boolean): void {
  if (!ids) return;
  add(where.heard, at);
  if (ids.length > 0) add(where.placed, at);
  for (const id of ids) {
    const counts = where.places.get(id) ?? placeCount();
    add(counts.total, at);
    if (negative) add(counts.negative, at);
    where.places.delete(id);
    where.places.set(id, counts);
  }
  for (const id of where.places.keys()) {
    if (where.places.size <= PLACES_KEPT) break;
    where.places.delete(id);
  }
}
