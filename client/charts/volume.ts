import { max } from 'd3-array';
import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { area, curveLinear, line } from 'd3-shape';
import { cut } from '../../shared/text.ts';
import type { Band, Point, Spike, Volume } from './series.ts';
import { spread } from './spread.ts';

/** The stretch of time on the chart. */
export const SPAN_MS = 3 * 3_600_000;
/** The axis never ends below this, so that two mentions do not look like a storm. */
const LEAST_TOP = 8;

export interface Frame {
  x: ScaleLinear<number, number>;
  y: ScaleLinear<number, number>;
  /** Values that get a line and a number, without zero. */
  levels: number[];
}

/** Scales for a plot of that size in pixels; zero stands on its lower edge, now on its right. `most` is how many levels may be named. */
export function frame(volume: Volume, now: number, width: number, height: number, most: number): Frame {
  const x = scaleLinear([now - SPAN_MS, now], [0, width]);
  const visible = volume.total.filter(({ at }) => at >= now - SPAN_MS);
  const top = Math.max(LEAST_TOP, max(visible, ({ value }) => value ?? 0) ?? 0, max(volume.band, ({ high }) => high ?? 0) ?? 0);
  const y = scaleLinear([0, top * 1.08], [height, 0]);
  return { x, y, levels: levels(y, most) };
}

/** Share of the plot at its top in which a level's number would leave the panel. */
const EDGE = 0.07;

/** Round values above zero, at most `most`; d3 may answer with more than it was asked for, and is asked for fewer then. */
function levels(y: Frame['y'], most: number): number[] {
  for (let asked = most; asked > 0; asked -= 1) {
    const round = y.ticks(asked).filter((level) => level > 0 && Number.isInteger(level) && y(level) >= y(0) * EDGE);
    if (round.length <= most) return round;
  }
  return [];
}

export function linePath(points: Point[], { x, y }: Frame): string {
  const draw = line<Point>()
    .defined(({ value }) => value !== null)
    .x(({ at }) => x(at))
    .y(({ value }) => y(value ?? 0))
    .curve(curveLinear)
    .digits(1);
  return draw(points) ?? '';
}

export function bandPath(band: Band[], { x, y }: Frame): string {
  const draw = area<Band>()
    .defined(({ low, high }) => low !== null && high !== null)
    .x(({ at }) => x(at))
    .y0(({ low }) => y(low ?? 0))
    .y1(({ high }) => y(high ?? 0))
    .digits(1);
  return draw(band) ?? '';
}

/** A text at the right end of a line, and where it stands. */
export interface EndLabel {
  id: string;
  name: string;
  value: number;
  rank: number | null;
  y: number;
}

/** Labels of the newest values, moved apart; the largest are kept when not all have room. The total, `all`, always stands. */
export function endLabels(volume: Volume, { y }: Frame, height: number, gap: number): EndLabel[] {
  const newest = (points: Point[]) => points.at(-1)?.value ?? null;
  const lines = volume.watches.map(({ id, name, rank, points }) => ({ id, name, rank, value: newest(points) }));
  const all = { id: 'all', name: 'all', rank: null, value: newest(volume.total) };
  const room = Math.max(1, Math.floor(height / gap) + 1);
  const told = [all, ...lines.sort((a, b) => (b.value ?? -1) - (a.value ?? -1))].filter(({ value }) => value !== null).slice(0, room);
  const places = spread(
    // Of lines that end at the same value the first one named stands highest.
    told.map(({ value }, i) => y(value ?? 0) + i * 0.01),
    gap,
    gap * 0.5,
    height,
  );
  return told.map((label, i) => ({ ...label, value: label.value ?? 0, y: places[i] ?? 0 }));
}

/** Where surges stood highest: on the total's line, at the minute in which the alert's window ended. A peak of the running minute still grows. */
export function peaks(volume: Volume, { x, y }: Frame, width: number): { alert: string; x: number; y: number }[] {
  const counted = volume.total.slice(0, -1);
  return volume.spikes.flatMap(({ alert, at, end, peak }) => {
    if (peak === undefined) return [];
    const during = counted.filter((point) => point.at > at && point.at <= (end ?? Number.POSITIVE_INFINITY) && point.at <= peak);
    const top = during.reduce<Point | null>((best, point) => ((point.value ?? -1) > (best?.value ?? -1) ? point : best), null);
    return top && x(top.at) >= 0 && x(top.at) <= width ? [{ alert, x: x(top.at), y: y(top.value ?? 0) }] : [];
  });
}

type Stretch = [from: number, to: number];

/** An onset on the chart; `says` is left out where another one's words stand already. */
export interface Mark {
  spike: Spike;
  x: number;
  says: boolean;
  /** The side of the mark on which its words stand. */
  side: 'left' | 'right';
}

/**
 * Places the marks of spikes, the worst last so that it is drawn on top; the worst, and then the newest, get their words first, beside the mark where no other mark or word stands.
 * `words` and `shape` are the width of the words and half of the shape's, in pixels.
 */
export function marks(spikes: Spike[], { x }: Frame, width: number, words: number, shape: number): Mark[] {
  const visible = spikes.filter(({ at }) => x(at) >= 0 && x(at) <= width).sort((a, b) => weight(b) - weight(a) || b.at - a.at);
  const taken: Stretch[] = visible.map(({ at }) => [x(at) - shape, x(at) + shape]);
  const placed = visible.map((spike) => {
    const at = x(spike.at);
    const sides: [Mark['side'], Stretch][] = [
      ['left', [at - shape - words, at - shape]],
      ['right', [at + shape, at + shape + words]],
    ];
    const free = sides.find(([, [from, to]]) => from >= 0 && to <= width && taken.every(([start, end]) => to <= start || from >= end));
    if (free) taken.push(free[1]);
    return { spike, x: at, says: free !== undefined, side: free?.[0] ?? 'left' } satisfies Mark;
  });
  return placed.reverse();
}

const weight = ({ severity }: Spike): number => ['medium', 'high', 'critical'].indexOf(severity);

/** Letters of a name that stand beside a mark; those of scripts whose letters are wide count twice. */
const LETTERS = 16;
const WIDE = /[\u1100-\uffff]/;

export const shortName = (name: string): string => cut(name, WIDE.test(name) ? LETTERS / 2 : LETTERS);
