import type { DeskSetting } from './setting.ts';

type Curve = DeskSetting['expectations'];

/**
 * Share of customers, 0 to 1, whose patience is over after `ms`: the curve of what customers expect, read as the distribution of their
 * patience. Straight lines from (0, 0) through its points; behind the last one nobody more loses patience, for the rest expect nothing
 * within that time.
 */
export function impatient(curve: Curve, ms: number): number {
  let before = { within: 0, share: 0 };
  for (const point of curve) {
    if (ms < point.within) return before.share + ((point.share - before.share) * (ms - before.within)) / (point.within - before.within);
    before = point;
  }
  return before.share;
}

/** How long customers of a day have waited: for an answer that came, or until now, in ms. */
export interface Waited {
  answered: readonly number[];
  open: readonly number[];
}

/**
 * Share of the customers who were answered as soon as they expected. Everybody's patience is drawn from the curve: an answer after `r`
 * pleases those whose patience is not over by then. Of somebody who still waits only the part is known that has lost patience already,
 * and that much of them counts; so neither hiding those who wait nor giving them up makes the figure better than it is. Null of nobody.
 */
export function met(curve: Curve, { answered, open }: Waited): number | null {
  const pleased = answered.reduce((sum, ms) => sum + 1 - impatient(curve, ms), 0);
  const known = answered.length + open.reduce((sum, ms) => sum + impatient(curve, ms), 0);
  return known > 0 ? pleased / known : null;
}

/** Share answered within that time, of those who were answered or have waited as long. Null of nobody. */
export function metWithin({ answered, open }: Waited, within: number): number | null {
  const known = answered.length + open.filter((ms) => ms >= within).length;
  return known > 0 ? answered.filter((ms) => ms <= within).length / known : null;
}
