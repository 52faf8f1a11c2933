import type { Report, ReportQuery } from '../../../../shared/report.ts';
import { DAY, HOUR } from '../../windows/track.ts';
import { Amounts } from './amounts.ts';
import { type CaseColumns, maybe } from './columns.ts';
import { isResolved } from './figures.ts';
import { medianAndNinth } from './percentile.ts';
import { rate } from './rates.ts';
import type { Rows } from './rows.ts';
import { wallClock } from './wall-clock.ts';

/** Days of a series at most: of a longer period the newest. */
export const SERIES_DAYS = 800;
/** A shorter period is told by the hour. */
const BY_HOUR_BELOW = 3 * DAY;

/** A step while it is counted. */
interface Step {
  opened: number;
  resolved: number;
  told: number;
  inTime: number;
  first: Amounts;
}

/** Every case counts where it opened, so that a step's figures are about the same cases. */
export function seriesOf(cases: Rows<CaseColumns>, { from, to }: ReportQuery, zone: string): Report['series'] {
  const starts = to - from < BY_HOUR_BELOW ? hours(from, to, zone) : days(Math.max(from, to - SERIES_DAYS * DAY), to, zone);
  const steps = starts.map((): Step => ({ opened: 0, resolved: 0, told: 0, inTime: 0, first: new Amounts() }));
  cases.each((columns, row) => {
    const step = steps[placeOf(starts, columns.at[row]!)];
    if (step) count(step, columns, row);
  });
  return starts.map((at, i) => stepOf(at, steps[i]!));
}

const inTime = maybe('inTime');

function count(step: Step, columns: CaseColumns, row: number): void {
  step.opened++;
  step.first.add(columns.first[row]!);
  if (isResolved(columns, row)) step.resolved++;
  const is = inTime(columns, row);
  if (is !== null) step.told++;
  if (is) step.inTime++;
}

const stepOf = (at: number, { opened, resolved, told, inTime: good, first }: Step): Report['series'][number] => ({
  at,
  opened,
  answered: first.length,
  resolved,
  inTime: rate(good, told).share,
  median: medianAndNinth(first.values()).median,
});

/** The last start that is not later; -1 before the first. */
function placeOf(starts: readonly number[], at: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function hours(from: number, to: number, zone: string): number[] {
  const local = wallClock(zone);
  const first = from - (local(from) % HOUR);
  return Array.from({ length: Math.max(0, Math.ceil((to - first) / HOUR)) }, (_, i) => first + i * HOUR);
}

/** Midnights of the zone, whose days last 23 to 25 hours. Where midnight itself is skipped, the day begins with its first moment. */
function days(from: number, to: number, zone: string): number[] {
  const local = wallClock(zone);
  const starts: number[] = [];
  for (let at = midnight(from, local); at < to; at = midnight(at + DAY + 6 * HOUR, local)) starts.push(at);
  return starts;
}

/** The beginning of the day that `at` is in. */
function midnight(at: number, local: (at: number) => number): number {
  const here = local(at);
  const target = here - (((here % DAY) + DAY) % DAY);
  const guess = at - (here - target);
  const exact = guess - (local(guess) - target);
  return local(exact) < target ? exact + HOUR : exact;
}
