import type { LoadSlice } from '../../shared/slices.ts';
import type { ShapeKind } from '../frame/shapes.ts';

/** How many alerts a person had in the last ten minutes, against what a person can take in. */
export function loadWords({ lately, average, accepted, floodSince, people }: LoadSlice): { shape: ShapeKind; words: string } {
  const each = people > 1 ? ' each' : '';
  if (floodSince !== null) return { shape: 'critical', words: `in 10 min${each}: more than people can take in` };
  if (lately > accepted.upset / 2) return { shape: 'high', words: `in 10 min${each}, of at most ${accepted.upset}` };
  if (average > accepted.average) return { shape: 'medium', words: `in 10 min${each}; the day is above ${accepted.average}` };
  return { shape: 'fine', words: `in 10 min${each}, of at most ${accepted.upset}` };
}
