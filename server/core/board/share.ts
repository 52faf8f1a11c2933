import type { ShareSlice } from '../../../shared/slices.ts';
import type { Scope, State } from '../state.ts';
import { sum } from '../windows/ring.ts';
import { MINUTE, MINUTES_KEPT } from '../windows/track.ts';
import { watchesOf } from './watches.ts';

const SHOWN = 6;

const part = (count: number, whole: number): number | null => (whole > 0 ? Math.round((count / whole) * 1000) / 1000 : null);

/** Our brand (watches of kind "ours") against the competitors; without either there is nothing to share. */
export function share(state: State, scope: Scope): ShareSlice {
  const bucket = Math.floor(state.now / MINUTE);
  const sides = watchesOf(state, scope).filter(({ watch }) => watch.kind === 'ours' || watch.kind === 'competitor');
  const rows = sides.map(({ watch, series }) => ({
    watch,
    hour: sum(series.total.minutes, bucket - 59, bucket),
    day: sum(series.total.minutes, bucket - MINUTES_KEPT + 1, bucket),
  }));
  const hour = rows.reduce((total, row) => total + row.hour, 0);
  const day = rows.reduce((total, row) => total + row.day, 0);
  const ours = rows.filter((row) => row.watch.kind === 'ours').reduce((total, row) => total + row.hour, 0);
  return {
    items: rows.slice(0, SHOWN).map(({ watch, hour: count, day: daily }) => ({
      id: watch.id,
      name: watch.name,
      kind: watch.kind,
      rank: watch.rank,
      count,
      share: part(count, hour),
      usual: part(daily, day),
    })),
    ours: part(ours, hour),
  };
}
