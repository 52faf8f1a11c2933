import type { Incident } from '../../../shared/incident.ts';
import { area, type Canvas, type Colour, canvas, line, type Point } from './canvas.ts';
import { png } from './png.ts';

/** Shown at half of it, so that it is sharp on phones. */
const WIDTH = 1120;
const HEIGHT = 320;
export const SHOWN = { width: WIDTH / 2, height: HEIGHT / 2 };
const MARGIN = { top: 24, bottom: 12, side: 12 };
/** Steps that are told apart; of more, several become one. */
const STEPS = 240;
/** Fewer than this are no curve. */
const STEPS_LEAST = 3;

const GROUND: Colour = [0x15, 0x1c, 0x23];
const RULE: Colour = [0x33, 0x40, 0x4b];
const USUAL: Colour = [0x85, 0x93, 0xa0];
const ALL: Colour = [0x5d, 0xb3, 0xff];
const NEGATIVE: Colour = [0xff, 0x8a, 0x4c];
const ONSET: Colour = [0xe8, 0xed, 0xf2];

type Curve = Pick<Incident, 'series' | 'onsetAt'>;

/** The curve of an incident from its beginning on as a PNG: mentions, the negative ones, what is usual, and the onset. Null: too short. */
export function curveOf({ series, onsetAt }: Curve): Buffer | null {
  if (series.total.length < STEPS_LEAST) return null;
  const on = canvas(WIDTH, HEIGHT, GROUND);
  const [total, negative, expected] = [series.total, series.negative, series.expected].map(fewer);
  const most = Math.max(1, ...total!, ...expected!);
  const floor = HEIGHT - MARGIN.bottom;
  const place = (values: readonly number[]): Point[] => pointsOf(values, total!.length, most, floor);
  line(on, [point(0, floor), point(WIDTH, floor)], RULE, 2);
  onset(on, (onsetAt - series.from) / (series.step * series.total.length), floor);
  line(on, place(expected!), USUAL, 3);
  area(on, place(total!), floor, ALL, 0.22);
  area(on, place(negative!), floor, NEGATIVE, 0.45);
  line(on, place(negative!), NEGATIVE, 3);
  line(on, place(total!), ALL, 5);
  return png(WIDTH, HEIGHT, on.pixels);
}

const point = (x: number, y: number): Point => ({ x, y });

/** Means of as many steps as make the curve fit. */
function fewer(values: readonly number[]): number[] {
  const each = Math.ceil(values.length / STEPS);
  return Array.from({ length: Math.ceil(values.length / each) }, (_, i) => mean(values.slice(i * each, (i + 1) * each)));
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const pointsOf = (values: readonly number[], steps: number, most: number, floor: number): Point[] =>
  values.map((value, i) =>
    point(MARGIN.side + (i * (WIDTH - 2 * MARGIN.side)) / (steps - 1), floor - (value / most) * (floor - MARGIN.top)),
  );

/** An upright at the share of the width at which it began. */
function onset(on: Canvas, share: number, floor: number): void {
  if (share < 0 || share > 1) return;
  const x = MARGIN.side + share * (WIDTH - 2 * MARGIN.side);
  line(on, [point(x, 0), point(x, floor)], ONSET, 2);
}
