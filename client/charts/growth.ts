import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import type { ViralSlice } from '../../shared/slices.ts';

type Item = ViralSlice['items'][number];
type Fan = Item['fan'][number];

export interface GrowthFrame {
  /** Seconds since the post to pixels. */
  x: ScaleLinear<number, number>;
  /** Size to pixels, zero on the lower edge. */
  y: ScaleLinear<number, number>;
}

/** Room above the highest mark, and how far beyond the expected the upper end of the fan may stretch the chart. */
const HEAD = 1.12;
const STRETCH = 1.8;

/**
 * Scales for a plot of that size in pixels. The size that makes an alert is in sight as long as the fan comes near it; a fan with a
 * very long upper end is cut by the plot instead of flattening all else.
 */
export function growthFrame({ curve, fan, count }: Item, size: number, width: number, height: number): GrowthFrame {
  const end = fan.at(-1)?.[0] ?? curve.at(-1)?.[0] ?? 1;
  const expected = fan.at(-1)?.[2] ?? count;
  const high = Math.min(fan.at(-1)?.[3] ?? count, Math.max(expected, count) * STRETCH);
  const top = Math.max(count, expected, high, Math.min(size, 4 * Math.max(high, 1))) * HEAD;
  return { x: scaleLinear([0, Math.max(1, end)], [0, width]), y: scaleLinear([0, top], [height, 0]) };
}

export function curvePath(curve: Item['curve'], { x, y }: GrowthFrame): string {
  const draw = line<Item['curve'][number]>(
    ([age]) => x(age),
    ([, size]) => y(size),
  ).digits(1);
  return draw(curve) ?? '';
}

export function fanPath(fan: Item['fan'], { x, y }: GrowthFrame): string {
  const draw = area<Fan>()
    .x(([age]) => x(age))
    .y0(([, low]) => y(low))
    .y1(([, , , high]) => Math.max(0, y(high)))
    .digits(1);
  return draw(fan) ?? '';
}

export function expectedPath(fan: Item['fan'], { x, y }: GrowthFrame): string {
  const draw = line<Fan>(
    ([age]) => x(age),
    ([, , expected]) => y(expected),
  ).digits(1);
  return draw(fan) ?? '';
}

/** Where the alert size stands; null when it is above the plot. */
export function sizeAtY(size: number, { y }: GrowthFrame): number | null {
  const at = y(size);
  return at >= 0 ? at : null;
}

/** Where the expected growth meets the alert size; null when it does not within the chart. */
export function crossingAt({ crossesAt, startedAt }: Item, size: number, { x, y }: GrowthFrame): { x: number; y: number } | null {
  if (crossesAt === null) return null;
  const at = { x: x((crossesAt - startedAt) / 1000), y: y(size) };
  const [, right = 0] = x.range();
  return at.x <= right && at.y >= 0 ? at : null;
}
