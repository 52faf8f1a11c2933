import { max } from 'd3-array';
import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import type { Incident } from '../../shared/incident.ts';
import { spread } from '../charts/spread.ts';
import type { Mark } from './marks.ts';

type Series = Incident['series'];

const MINUTE = 60_000;
/** The axis never ends below this many mentions a minute, so that two do not look like a storm. */
const LEAST_TOP = 8;

/** A step of the curve: amounts a minute, at the middle of the step. */
export interface Point {
  at: number;
  total: number;
  negative: number;
  expected: number;
  /** Between these chance alone would put it: two standard deviations of a count to both sides of what is expected. */
  low: number;
  high: number;
  /** Our replies in the whole step. */
  replies: number;
}

/** The curve of an incident. */
export function pointsOf(series: Series): Point[] {
  const minutes = series.step / MINUTE;
  return series.total.map((total, i) => {
    const expected = series.expected[i] ?? 0;
    const chance = 2 * Math.sqrt(expected);
    return {
      at: series.from + (i + 0.5) * series.step,
      total: total / minutes,
      negative: (series.negative[i] ?? 0) / minutes,
      expected: expected / minutes,
      low: Math.max(0, expected - chance) / minutes,
      high: (expected + chance) / minutes,
      replies: series.replies[i] ?? 0,
    };
  });
}

export interface Frame {
  x: ScaleLinear<number, number>;
  y: ScaleLinear<number, number>;
  /** Round amounts that get a line and a number, without zero. */
  levels: number[];
}

/** Scales for a plot of that size in pixels: from the first step to the end of the last; zero stands on its lower edge. */
export function frame(series: Series, points: readonly Point[], width: number, height: number): Frame {
  const to = series.from + Math.max(1, points.length) * series.step;
  const x = scaleLinear([series.from, to], [0, width]);
  const top = Math.max(LEAST_TOP, max(points, ({ total, high }) => Math.max(total, high)) ?? 0);
  const y = scaleLinear([0, top * 1.12], [height, 0]);
  return { x, y, levels: y.ticks(3).filter((level) => level > 0 && Number.isInteger(level)) };
}

export interface Paths {
  band: string;
  total: string;
  negative: string;
}

/** What is usual is left open where it was not known. */
export function pathsOf(points: readonly Point[], { x, y }: Frame): Paths {
  const across = ({ at }: Point) => x(at);
  const band = area<Point>(
    across,
    ({ low }) => y(low),
    ({ high }) => y(high),
  ).defined(({ expected }) => expected > 0);
  const negative = area<Point>(across, y(0), ({ negative: amount }) => y(amount));
  const total = line<Point>(across, ({ total: amount }) => y(amount));
  const all = [...points];
  return { band: band.digits(1)(all) ?? '', total: total.digits(1)(all) ?? '', negative: negative.digits(1)(all) ?? '' };
}

export const peakOf = (points: readonly Point[]): Point | null =>
  points.reduce<Point | null>((best, point) => (point.total > (best?.total ?? 0) ? point : best), null);

/** Fewest pixels between the words at the right ends. */
const LABEL_PX = 17;

/** Words at the right ends of the curves, moved apart. What is usual has none where it is not known. */
export function endLabels(points: readonly Point[], { y }: Frame, height: number): { name: string; value: number; y: number }[] {
  const last = points.at(-1);
  if (!last) return [];
  const ends = [
    { name: 'all', value: last.total },
    { name: 'negative', value: last.negative },
    ...(last.expected > 0 ? [{ name: 'usual', value: last.expected }] : []),
  ];
  const places = spread(
    ends.map(({ value }, i) => y(value) + i * 0.01),
    LABEL_PX,
    LABEL_PX / 2,
    height,
  );
  return ends.map((end, i) => ({ ...end, y: places[i] ?? 0 }));
}

/** The step that holds a moment, or the nearest one. */
export function stepAt(series: Series, at: number): number {
  return Math.min(Math.max(0, series.total.length - 1), Math.max(0, Math.floor((at - series.from) / series.step)));
}

/** What stands at a step: marks within it. */
export const marksAt = (marks: readonly Mark[], series: Series, step: number): Mark[] => {
  const from = series.from + step * series.step;
  return marks.filter(({ at }) => at >= from && at < from + series.step);
};

/** Marks nearer than this many pixels to the one before in their lane are told together with it. */
const NEAR_PX = 22;

export interface Placed {
  key: string;
  lane: Mark['lane'];
  x: number;
  count: number;
}

/** Marks on the plot, those that would lie on each other as one. What is outside stands at the edge that it is beyond. */
export function placed(marks: readonly Mark[], { x }: Frame, width: number): Placed[] {
  const all: Placed[] = [];
  for (const { key, at, lane } of marks) {
    const place = Math.min(width, Math.max(0, x(at)));
    const before = all.findLast((one) => one.lane === lane);
    if (before && place - before.x < NEAR_PX) before.count++;
    else all.push({ key, lane, x: place, count: 1 });
  }
  return all;
}
