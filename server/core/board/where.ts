import type { WhereSlice } from '../../../shared/slices.ts';
import { cut } from '../../../shared/text.ts';
import { placeOf } from '../analysis/places/places.ts';
import type { Scope, State } from '../state.ts';
import { HOUR_STEPS, PLACE_STEP, PLACE_STEPS, type PlaceCount } from '../where.ts';
import { type Ring, sum } from '../windows/ring.ts';
import { knownFrom } from '../windows/track.ts';

/** Places on the map, and the characters of their names. */
const SHOWN = 40;
const NAME = 28;
/** Steps before the last hour that must be known before anything is called usual: three hours. */
const LEARN_STEPS = 18;

type Row = WhereSlice['places'][number];

/** Places named in the last hour, those named most first, and how that compares with an hour of the last day. */
export function where(state: State, scope: Scope): WhereSlice {
  const bucket = Math.floor(state.now / PLACE_STEP);
  const n = lastHour(scope.where.heard, bucket);
  const rows = [...scope.where.places]
    .map(([id, counts]) => ({ id, counts, count: lastHour(counts.total, bucket) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
  const places = rows.slice(0, SHOWN).flatMap(({ id, counts, count }) => shown(state, scope, id, counts, count, bucket));
  const none = n > 0 ? Math.round((1 - lastHour(scope.where.placed, bucket) / n) * 1000) / 1000 : null;
  return { n, none, places, more: Math.max(0, rows.length - SHOWN) };
}

const lastHour = (ring: Ring, bucket: number): number => sum(ring, bucket - HOUR_STEPS, bucket);

/** Nothing where the place is gone from the config. */
function shown(state: State, scope: Scope, id: string, counts: PlaceCount, count: number, bucket: number): Row[] {
  const place = placeOf(id, state.settings);
  if (!place) return [];
  const { lat, lon } = place;
  const negative = lastHour(counts.negative, bucket);
  const kind = id.startsWith('p:') ? 'own' : id.startsWith('c:') ? 'country' : 'city';
  return [{ id, name: cut(place.name, NAME), kind, lat, lon, count, negative, times: times(state, scope, counts, count, bucket) }];
}

/** Times the usual hour of the last day; null while less than three hours of it are known. A usual below one post counts as one. */
function times(state: State, scope: Scope, { total }: PlaceCount, count: number, bucket: number): number | null {
  const to = bucket - HOUR_STEPS - 1;
  const from = Math.max(to - (PLACE_STEPS - HOUR_STEPS - 2), Math.ceil(knownFrom(scope.series.total) / PLACE_STEP));
  const known = to - from + 1;
  if (known < LEARN_STEPS) return null;
  const window = HOUR_STEPS + state.now / PLACE_STEP - bucket;
  const usual = (sum(total, from, to) / known) * window;
  return Math.round((count / Math.max(1, usual)) * 10) / 10;
}
