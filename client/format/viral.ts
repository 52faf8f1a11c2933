import type { ViralSlice } from '../../shared/slices.ts';
import type { ShapeKind } from '../frame/shapes.ts';
import { compact, percent } from './number.ts';
import { moment } from './time.ts';

type Item = ViralSlice['items'][number];

export const STANDING_WORD: Record<Item['standing'], string> = {
  alert: 'against us',
  notice: 'notice',
  watching: 'watching',
  rival: 'not about us',
};

/** A standing is told by shape as well. */
export const SHAPES = { alert: 'falling', notice: 'rising', watching: 'calm', rival: 'calm' } as const satisfies Record<
  Item['standing'],
  ShapeKind
>;

/** What is foretold of it, after its figure: `to reach 500 by 14:20`, or `so far, 2.1 K expected`. */
export function foretold(item: Item, size: number, zone: string): string {
  if (item.crossed) return `so far, ${compact(item.expected)} expected`;
  const when = item.crossesAt === null ? 'in a day' : `by ${moment(item.crossesAt, item.at, zone)}`;
  return `to reach ${compact(size)} ${when}`;
}

/** The figure that stands first: how likely, or how large where that is no longer a question. */
export function leading({ crossed, count, probability }: Item): string {
  if (crossed) return compact(count);
  // Nothing foretold is certain.
  return probability > 0.99 ? '>99%' : `${percent(probability)}%`;
}

/** `low to high` of what is expected within a day. */
export const range = ({ low, high }: Item): string => `${compact(low)} to ${compact(high)}`;
