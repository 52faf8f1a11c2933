import { utcMinute } from 'd3-time';
import { zoneOffset } from '../format/time.ts';

const MINUTE = 60_000;
/** Steps in minutes that a clock is read in. */
const STEPS = [5, 10, 15, 30, 60, 120, 180];

/** The finest step in minutes that puts at most `most` ticks on the span. */
export function tickStep(span: number, most: number): number {
  return STEPS.find((step) => span / (step * MINUTE) <= most) ?? 360;
}

/**
 * Round times of the zone's wall clock between `from` and `to`. Counted from the zone's midnight, so that Kathmandu,
 * 5 h 45 min ahead, has its ticks at its own full hours.
 */
export function timeTicks(from: number, to: number, zone: string, most: number): number[] {
  const offset = zoneOffset(to, zone);
  const step = tickStep(to - from, most) * MINUTE;
  const first = Math.ceil((from + offset) / step) * step;
  const minutes = utcMinute.range(new Date(first), new Date(to + offset + 1), step / MINUTE);
  return minutes.map((local) => local.getTime() - offset);
}
