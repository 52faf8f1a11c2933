import { describe, expect, it } from 'vitest';
import { costAt, FEW_FALSE_ALARMS, places, points, STANDARD } from '../../server/training/spikes/cost.ts';

/** A hundred rows a minute apart; one window over the rows 40 to 49, of which the first 15 rows are not judged. */
const ROWS = 100;
const series = (alerts: number[]) => ({
  times: Array.from({ length: ROWS }, (_, i) => i * 60_000),
  scores: Array.from({ length: ROWS }, (_, i) => (alerts.includes(i) ? 1 : 0)),
  windows: [[40 * 60_000, 49 * 60_000] as const],
});
const cost = (alerts: number[], weights = STANDARD) => costAt(series(alerts), places(series(alerts)), weights, 0.5);

describe('what a detector costs', () => {
  it.each([
    { story: 'silence misses the window', alerts: [], sum: -1, of100: 0 },
    { story: 'the first row of the window is perfect', alerts: [40], sum: 1, of100: 100 },
    { story: 'a window counts once, at its earliest alert', alerts: [40, 44, 49], sum: 1, of100: 100 },
    { story: 'an alert before any window costs in full', alerts: [20, 40], sum: 0.89, of100: 94.5 },
    { story: 'an alert far behind the window costs in full', alerts: [40, 90], sum: 0.89, of100: 94.5 },
    { story: 'an alert while it learns is not judged', alerts: [5, 40], sum: 1, of100: 100 },
  ])('$story', ({ alerts, sum, of100 }) => {
    expect(cost(alerts)).toBeCloseTo(sum, 6);
    expect(points(cost(alerts), 1, STANDARD)).toBeCloseTo(of100, 4);
  });

  it('falls with every row that the window is found later', () => {
    const sums = [40, 43, 46, 49].map((row) => cost([row]));
    expect(sums).toEqual([...sums].sort((a, b) => b - a));
    expect(sums.at(-1)).toBeGreaterThan(0);
  });

  it('takes an alert just behind the window for nearly harmless, and false alarms twice as ill where few are wanted', () => {
    expect(cost([40, 50])).toBeGreaterThan(0.95);
    expect(cost([20, 40], FEW_FALSE_ALARMS)).toBeCloseTo(0.78, 6);
  });
});
