import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { negativeChart } from '../../client/charts/negative.ts';
import { watchColour } from '../../client/charts/palette.ts';
import { mergeVolume } from '../../client/charts/series.ts';
import { sparkPath } from '../../client/charts/spark.ts';
import { spread } from '../../client/charts/spread.ts';
import { tickStep, timeTicks } from '../../client/charts/ticks.ts';
import { endLabels, frame, linePath, marks, peaks, SPAN_MS } from '../../client/charts/volume.ts';
import { clock } from '../../client/format/time.ts';
import type { SentimentSlice, VolumeNowSlice, VolumeSlice } from '../../shared/slices.ts';

const MINUTE = 60_000;
const T = Date.UTC(2031, 4, 3, 12, 0);
const usual = (n: number, value: number | null) => ({ mid: Array(n).fill(value), low: Array(n).fill(value), high: Array(n).fill(value) });
const history = (total: number[], more: Partial<VolumeSlice> = {}): VolumeSlice => ({
  from: T,
  step: MINUTE,
  total,
  expected: usual(total.length, 10),
  watches: [],
  spikes: [],
  blind: [],
  ...more,
});
const fresh = (from: number, total: number[], more: Partial<VolumeNowSlice> = {}): VolumeNowSlice => ({
  from,
  step: MINUTE,
  total,
  expected: usual(total.length, 10),
  watches: [],
  spikes: [],
  blind: [],
  lastMinute: 7,
  ...more,
});
const values = (points: { value: number | null }[]) => points.map(({ value }) => value);

describe('history and its growing end', () => {
  it('become one line: the newer count of a minute is right, and the running minute gives way to the last sixty seconds', () => {
    const now = T + 3 * MINUTE + 10_000;
    const { total } = mergeVolume(history([1, 2, 3]), fresh(T + MINUTE, [22, 33, 1]), now, new Map());
    expect(total).toEqual([
      { at: T + MINUTE, value: 1 },
      { at: T + 2 * MINUTE, value: 22 },
      { at: T + 3 * MINUTE, value: 33 },
      { at: now, value: 7 },
    ]);
  });

  it('leave a gap where minutes are missing between them', () => {
    const { total } = mergeVolume(history([1, 2]), fresh(T + 4 * MINUTE, [5, 6]), T + 6 * MINUTE, new Map());
    expect(values(total)).toEqual([1, 2, null, 5, 6, 7]);
  });

  it.each([
    ['all sources were deaf', true, [1, null, null, 4, 7]],
    ['only some were', false, [1, 0, 0, 4, 7]],
  ])('show minutes as unknown or as counted when %s', (_, whole, shown) => {
    const blind = [{ from: T + MINUTE, to: T + 3 * MINUTE, sources: ['bluesky'], whole }];
    const { total } = mergeVolume(history([1, 0, 0, 4]), fresh(T + 3 * MINUTE, [4, 0], { blind }), T + 4 * MINUTE + 30_000, new Map());
    expect(values(total)).toEqual(shown);
  });

  it('do not show as zero the time before the first mention of all', () => {
    const first = history([0, 0, 0, 3, 0], { expected: usual(5, null) });
    expect(values(mergeVolume(first, undefined, T + 5 * MINUTE, new Map()).total)).toEqual([0, 3, 0]);
  });

  it('keep the zeros of a quiet time that is known', () => {
    expect(values(mergeVolume(history([0, 0, 3]), undefined, T + 3 * MINUTE, new Map()).total)).toEqual([0, 0, 3]);
  });

  it('carry each watch to its own last minute', () => {
    const watch = { id: 'w', name: 'Halden Air', kind: 'ours' as const, rank: 0, counts: [4, 5] };
    const now = T + 2 * MINUTE + 20_000;
    const { watches } = mergeVolume(history([9, 9], { watches: [watch] }), fresh(T + MINUTE, [9, 1]), now, new Map([['w', 6]]));
    expect(values(watches[0]?.points ?? [])).toEqual([4, 5, 6]);
  });

  it('never show a watch above the total', () => {
    const watch = { id: 'w', name: 'Halden Air', kind: 'ours' as const, rank: 0, counts: [4, 5] };
    const now = T + 2 * MINUTE + 20_000;
    const { watches } = mergeVolume(history([9, 9], { watches: [watch] }), fresh(T + MINUTE, [9, 1]), now, new Map([['w', 8]]));
    expect(watches[0]?.points.at(-1)?.value).toBe(7);
  });

  it('stay bounded however long the slices are', () => {
    const { total } = mergeVolume(history(Array(5000).fill(1)), undefined, T + 5000 * MINUTE, new Map());
    expect(total.length).toBe(240);
  });
});

describe('the three-hour chart', () => {
  const now = T + 180 * MINUTE;
  const volume = mergeVolume(history(Array(180).fill(20)), fresh(T + 177 * MINUTE, [20, 20, 20]), now, new Map());
  const scales = frame(volume, now, 900, 200, 3);

  it('starts at zero and ends now', () => {
    expect([scales.y(0), scales.x(now), scales.x(now - SPAN_MS)]).toEqual([200, 900, 0]);
  });

  it.each([3, 2, 1, 0])('names at most %s round levels above zero', (most) => {
    const { levels } = frame(volume, now, 900, 200, most);
    expect(levels.length).toBeLessThanOrEqual(most);
    expect(levels.every((level) => level > 0 && Number.isInteger(level))).toBe(true);
  });

  it('draws a line in two parts around a gap', () => {
    const points = [1, 2, null, 4, 5].map((value, i) => ({ at: T + i * MINUTE, value }));
    expect(linePath(points, scales).match(/M/g)).toHaveLength(2);
  });

  it('labels the newest values and keeps the largest when not all have room', () => {
    const line = (id: string, value: number) => ({ id, name: id, rank: 0, points: [{ at: now, value }] });
    const many = { ...volume, watches: [line('small', 1), line('big', 19), line('middle', 9)] };
    const labels = endLabels(many, scales, 60, 29);
    expect(labels.map(({ id }) => id)).toEqual(['all', 'big', 'middle']);
  });

  it('gives no label to a line whose newest value is unknown', () => {
    const deaf = { ...volume, total: [{ at: now, value: null }], watches: [] };
    expect(endLabels(deaf, scales, 200, 29)).toEqual([]);
  });

  it('puts words beside an onset where neither a mark nor other words stand', () => {
    const spike = (at: number) => ({ at, end: null, severity: 'high', label: 'Norvik', alert: String(at) });
    const at = (minutes: number) => T + minutes * MINUTE;
    const placed = marks([spike(at(100)), spike(at(101)), spike(at(5)), spike(at(-5))], scales, 900, 220, 14);
    expect(placed.map(({ says, side }) => (says ? side : 'none'))).toEqual(['right', 'left', 'right']);
  });
});

describe('labels', () => {
  it.each([
    ['far apart they stay', [10, 90], 20, [10, 90]],
    ['together they move apart', [50, 50, 50], 20, [50, 70, 90]],
    ['at the lower edge they move up', [100, 100], 20, [80, 100]],
    ['at the upper edge they move down', [-10, 0], 20, [0, 20]],
  ])('%s', (_, wanted, gap, places) => expect(spread(wanted, gap, 0, 100)).toEqual(places));

  it('never touch and never leave, when there is room for all', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 250 }), { minLength: 1, maxLength: 6 }), (wanted) => {
        const places = spread(wanted, 20, 0, 200).sort((a, b) => a - b);
        expect(places.every((place, i) => place >= 0 && place <= 200 && (i === 0 || place - (places[i - 1] ?? 0) >= 20))).toBe(true);
      }),
    );
  });
});

describe('time ticks', () => {
  it.each([
    ['Europe/Oslo', 6, ['12:00', '12:30', '13:00', '13:30', '14:00']],
    ['Asia/Kathmandu', 6, ['16:00', '16:30', '17:00', '17:30']],
    ['UTC', 3, ['10:00', '11:00', '12:00']],
  ])('stand at round times of %s', (zone, most, said) => {
    const to = T + 6 * MINUTE;
    const ticks = timeTicks(to - 2.2 * 60 * MINUTE, to, zone, most);
    expect(ticks.map((tick) => clock(tick, zone))).toEqual(said);
  });

  it('are never more than asked for', () => {
    expect([3, 6, 12].map((most) => tickStep(SPAN_MS, most))).toEqual([60, 30, 15]);
  });
});

describe('negative share', () => {
  const slice = (negative: (number | null)[], usualNegative: number | null): SentimentSlice => ({
    now: { n: 0, negative: null, neutral: null, positive: null, unsure: null },
    usualNegative,
    from: T,
    step: 5 * MINUTE,
    negative,
    n: negative.map(() => 10),
    networks: [],
  });

  it('is open where nothing was heard', () =>
    expect(negativeChart(slice([0.2, null, 0.2], 0.2), 90, 100).area.match(/M/g)).toHaveLength(2));
  it('stands out in colour only where it is clearly worse than usual', () => {
    expect(negativeChart(slice([0.2, 0.24, 0.2], 0.2), 90, 100).above).toBe('');
    expect(negativeChart(slice([0.2, 0.6, 0.2], 0.2), 90, 100).above.match(/M/g)).toHaveLength(1);
  });
  it('has no line of what is usual while that is unknown', () => {
    const chart = negativeChart(slice([0.2, 0.9], null), 90, 100);
    expect([chart.usual, chart.above]).toEqual([null, '']);
  });
});

it('draws a spark line of nothing as a flat line, and none of a single count', () => {
  expect(sparkPath([0, 0, 0], 100, 20, 2)).toBe('M2,18L50,18L98,18');
  expect(sparkPath([5], 100, 20, 2)).toBe('');
});

it('gives every place in the config a colour', () => {
  expect([0, 5, 6, 13, -1].map(watchColour)).toEqual([
    'var(--watch-0)',
    'var(--watch-5)',
    'var(--watch-0)',
    'var(--watch-1)',
    'var(--watch-5)',
  ]);
});

describe('the peak of a surge', () => {
  const counts = [5, 5, 30, 80, 60, 20, 6];
  const spike = { at: T + 2 * MINUTE, end: null, severity: 'high', label: 'Halden', alert: 'a' };
  const now = T + 7 * MINUTE;
  const at = (more: object) => {
    const volume = mergeVolume(history(counts, { spikes: [{ ...spike, ...more }] }), undefined, now, new Map());
    const scales = frame(volume, now, 1800, 400, 3);
    return { found: peaks(volume, scales, 1800), scales };
  };

  it('stands on the line at the highest minute of the surge', () => {
    const { found, scales } = at({ peak: T + 5 * MINUTE });
    expect(found).toEqual([{ alert: 'a', x: scales.x(T + 4 * MINUTE), y: scales.y(80) }]);
  });

  it('is not shown before a whole minute of the surge was counted, nor for an alert that tells none', () => {
    expect(at({ peak: T + 2 * MINUTE + 20_000 }).found).toEqual([]);
    expect(at({}).found).toEqual([]);
  });
});
