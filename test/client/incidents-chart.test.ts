import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endLabels, frame, marksAt, pathsOf, peakOf, placed, pointsOf, stepAt } from '../../client/incidents/chart.ts';
import { marksOf } from '../../client/incidents/marks.ts';
import type { Incident } from '../../shared/incident.ts';
import { incidentOf, seriesOf } from '../support/incident.ts';

const MINUTE = 60_000;
const FROM = Date.parse('2026-03-07T14:00:00Z');

const curve = (over: Partial<Incident['series']> = {}): Incident['series'] => ({
  from: FROM,
  step: MINUTE,
  total: [4, 6, 40, 20],
  negative: [1, 1, 30, 10],
  expected: [4, 4, 4, 4],
  replies: [0, 0, 0, 2],
  ...over,
});

describe('the curve of an incident', () => {
  it('stands at the middle of each step, with what chance does around what is usual', () => {
    expect(pointsOf(curve())[2]).toEqual({ at: FROM + 2.5 * MINUTE, total: 40, negative: 30, expected: 4, low: 0, high: 8, replies: 0 });
  });

  it('tells amounts a minute, however long a step is', () => {
    const [first] = pointsOf(curve({ step: 2 * MINUTE, total: [80], negative: [40], expected: [16], replies: [3] }));
    expect(first).toEqual({ at: FROM + MINUTE, total: 40, negative: 20, expected: 8, low: 4, high: 12, replies: 3 });
  });

  it('takes what is missing from the other lists for nothing', () => {
    const [first] = pointsOf(curve({ total: [5], negative: [], expected: [], replies: [] }));
    expect(first).toMatchObject({ total: 5, negative: 0, expected: 0, replies: 0 });
  });

  it('fills the plot from its first step to the end of its last', () => {
    const series = curve();
    const { x, y, levels } = frame(series, pointsOf(series), 400, 200);
    expect([x(FROM), x(FROM + 4 * MINUTE), y(0)]).toEqual([0, 400, 200]);
    expect(y(40)).toBeGreaterThan(0);
    expect(levels).toEqual([20, 40]);
  });

  it('leaves what is usual open where it was not known', () => {
    const series = curve({ expected: [0, 0, 0, 0] });
    const points = pointsOf(series);
    const scales = frame(series, points, 400, 200);
    expect(pathsOf(points, scales).band).toBe('');
    expect(endLabels(points, scales, 200).map(({ name }) => name)).toEqual(['all', 'negative']);
  });

  it('names its ends apart from one another', () => {
    const series = curve({ total: [4], negative: [4], expected: [4], replies: [0] });
    const points = pointsOf(series);
    const places = endLabels(points, frame(series, points, 400, 200), 200).map(({ y }) => y);
    expect(places).toHaveLength(3);
    expect(Math.min(places[1]! - places[0]!, places[2]! - places[1]!)).toBeGreaterThanOrEqual(17);
    expect(Math.max(...places)).toBeLessThanOrEqual(200);
  });

  it('has no peak before it has begun', () => {
    expect(peakOf(pointsOf(curve()))?.total).toBe(40);
    expect(peakOf([])).toBeNull();
  });

  it('draws numbers alone, whatever is counted', () => {
    const counts = fc.array(fc.nat(5000), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(counts, fc.constantFrom(MINUTE, 4 * MINUTE), (total, step) => {
        const series = curve({
          total,
          step,
          negative: total.map((n) => Math.floor(n / 2)),
          expected: total.map((n) => n / 3),
          replies: [],
        });
        const points = pointsOf(series);
        const paths = pathsOf(points, frame(series, points, 300, 120));
        expect(`${paths.total}${paths.negative}${paths.band}`).not.toMatch(/NaN|Infinity|undefined/);
      }),
    );
  });
});

describe('the steps of the curve', () => {
  it.each([
    ['before its beginning', FROM - MINUTE, 0],
    ['at its beginning', FROM, 0],
    ['within a step', FROM + 2.9 * MINUTE, 2],
    ['after its end', FROM + 90 * MINUTE, 3],
  ])('hold a moment %s', (_title, at, step) => {
    expect(stepAt(curve(), at)).toBe(step);
  });
});

describe('the marks beneath the curve', () => {
  const marks = marksOf(incidentOf());

  it('are alerts, what people did, and notes, in the order of time', () => {
    expect(marks.map(({ lane }) => lane)).toEqual(['alerts', 'alerts', 'alerts', 'notes', 'people', 'notes', 'people']);
  });

  it('leave out what the server did by itself, and notes as deeds', () => {
    expect(marks.filter(({ lane }) => lane === 'people').map(({ words }) => words)).toEqual([
      'checklist: done: Find out what is true',
      'status: We know about gate nine. Buses are on their way.',
    ]);
  });

  it('are found by the step in which they happened', () => {
    const series = seriesOf();
    const [first] = marks;
    expect(marksAt(marks, series, stepAt(series, first!.at)).map(({ key }) => key)).toEqual([first!.key]);
  });

  it('are told together where they would lie on each other, each lane by itself', () => {
    const at = (lane: 'alerts' | 'notes', minutes: number) => ({ key: `${lane} ${minutes}`, at: FROM + minutes * MINUTE, lane, words: '' });
    const series = curve();
    const scales = frame(series, pointsOf(series), 400, 200);
    const spots = placed([at('alerts', 1), at('alerts', 1.05), at('notes', 1.06), at('alerts', 2), at('alerts', 60)], scales, 400);
    expect(spots.map(({ lane, x, count }) => [lane, Math.round(x), count])).toEqual([
      ['alerts', 100, 2],
      ['notes', 106, 1],
      ['alerts', 200, 1],
      ['alerts', 400, 1],
    ]);
  });
});
