import { scaleBand, scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import type { Report } from '../../shared/report.ts';
import { clock, date } from '../format/time.ts';

type Step = Report['series'][number];

const HOUR = 3_600_000;

/** Whether the steps are hours, and else days. */
export const isHourly = (series: readonly Step[]): boolean => (series[1]?.at ?? 0) - (series[0]?.at ?? 0) === HOUR;

/** `14:00` or `7 Mar`; with the year in tables. */
export function stepWords(at: number, hourly: boolean, zone: string): string {
  return hourly ? clock(at, zone) : date(at, zone).replace(/ \d{4}$/, '');
}

export interface Column {
  at: number;
  x: number;
  width: number;
  /** Heights from the base, in pixels. */
  opened: number;
  answered: number;
}

export interface SeriesChart {
  columns: Column[];
  /** The path of the medians, open where a step has none. */
  median: string;
  dots: { x: number; y: number }[];
  peak: { x: number; y: number; count: number } | null;
  slowest: { x: number; y: number; ms: number } | null;
  ticks: { x: number; at: number }[];
}

/** Fewest pixels between the names of two steps. */
const TICK_PX = 76;

/** Bars of `bars` pixels height, and beneath them, on a scale of their own, medians over `lines` pixels. */
export function seriesChart(series: readonly Step[], width: number, bars: number, lines: number): SeriesChart {
  const x = scaleBand(
    series.map(({ at }) => at),
    [0, width],
  ).paddingInner(series.length > 60 ? 0.1 : 0.25);
  const y = scaleLinear([0, Math.max(1, ...series.map(({ opened }) => opened))], [0, bars]);
  const t = scaleLinear([0, Math.max(1, ...series.map(({ median }) => median ?? 0))], [lines, 0]);
  const middle = ({ at }: Step): number => (x(at) ?? 0) + x.bandwidth() / 2;
  const path = line<Step>(middle, ({ median }) => t(median ?? 0)).defined(({ median }) => median !== null);
  const told = series.flatMap((step) => (step.median === null ? [] : [{ x: middle(step), y: t(step.median), ms: step.median }]));
  const most = series.reduce<Step | null>((best, step) => (step.opened > (best?.opened ?? 0) ? step : best), null);
  const every = Math.max(1, Math.ceil((TICK_PX * series.length) / Math.max(1, width)));
  return {
    columns: series.map(({ at, opened, answered }) => ({
      at,
      x: x(at) ?? 0,
      width: x.bandwidth(),
      opened: y(opened),
      answered: y(answered),
    })),
    median: path([...series]) ?? '',
    dots: told.map(({ x, y }) => ({ x, y })),
    peak: most && { x: middle(most), y: bars - y(most.opened), count: most.opened },
    slowest: told.reduce<SeriesChart['slowest']>((worst, dot) => (dot.ms > (worst?.ms ?? 0) ? dot : worst), null),
    ticks: series.flatMap((step, i) => (i % every === 0 ? [{ x: middle(step), at: step.at }] : [])),
  };
}
