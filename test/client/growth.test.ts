import { describe, expect, it } from 'vitest';
import { crossingAt, curvePath, expectedPath, fanPath, growthFrame, sizeAtY } from '../../client/charts/growth.ts';
import { foretold, leading, range } from '../../client/format/viral.ts';
import type { ViralSlice } from '../../shared/slices.ts';

const T0 = Date.UTC(2026, 2, 7, 13);
const item = (over: Partial<ViralSlice['items'][number]> = {}): ViralSlice['items'][number] => ({
  id: 'a',
  standing: 'alert',
  probability: 0.62,
  count: 100,
  expected: 800,
  low: 300,
  high: 2400,
  startedAt: T0,
  at: T0 + 600_000,
  crossed: false,
  crossesAt: T0 + 1_500_000,
  reasons: ['100 in 10 min, 72 times the usual pace'],
  curve: [
    [0, 0],
    [300, 30],
    [600, 100],
  ],
  fan: [
    [600, 100, 100, 100],
    [1800, 150, 600, 900],
  ],
  text: 'halden left us at the gate',
  author: 'Ana',
  followers: null,
  network: 'bluesky',
  language: 'en',
  label: 'negative',
  url: null,
  calibrated: false,
  ...over,
});

describe('a growth chart', () => {
  it('begins with the post at the left, ends where the forecast does, and holds the size that makes an alert', () => {
    const frame = growthFrame(item(), 500, 360, 120);
    expect([frame.x(0), frame.x(1800), frame.y(0)]).toEqual([0, 360, 120]);
    expect(frame.y(900)).toBeGreaterThan(0);
    expect(sizeAtY(500, frame)).toBeCloseTo(120 - (500 / (900 * 1.12)) * 120, 5);
    expect(curvePath(item().curve, frame)).toMatch(/^M0,120L60,[\d.]+L120,[\d.]+$/);
    expect(expectedPath(item().fan, frame)).toMatch(/^M120,[\d.]+L360,[\d.]+$/);
    expect(fanPath(item().fan, frame)).not.toMatch(/NaN|-/);
  });

  it.each([
    {
      story: 'a fan with a very long upper end',
      over: {
        fan: [
          [600, 100, 100, 100],
          [1800, 120, 200, 90_000],
        ] as [number, number, number, number][],
      },
    },
    { story: 'nothing but a post', over: { count: 0, curve: [[0, 0]] as [number, number][], fan: [] } },
  ])('stays within its box with $story', ({ over }) => {
    const frame = growthFrame(item(over), 500, 360, 120);
    const top = frame.y.domain()[1]!;
    expect(Number.isFinite(top) && top > 0 && top < 1000).toBe(true);
    expect(fanPath(item(over).fan, frame)).not.toMatch(/NaN|-/);
  });

  it('leaves a size that is far above out of the picture', () => {
    expect(sizeAtY(500_000, growthFrame(item(), 500_000, 360, 120))).toBeNull();
  });

  it('marks where the alert size is met, if that is in the picture', () => {
    const frame = growthFrame(item(), 500, 360, 120);
    expect(crossingAt(item(), 500, frame)).toEqual({ x: 300, y: frame.y(500) });
    expect(crossingAt(item({ crossesAt: T0 + 9_000_000 }), 500, frame)).toBeNull();
    expect(crossingAt(item({ crossesAt: null }), 500, frame)).toBeNull();
  });
});

describe('a conversation in words', () => {
  it.each([
    { over: {}, first: '62%', rest: 'to reach 500 by 14:25' },
    { over: { crossesAt: null, probability: 0.07 }, first: '7%', rest: 'to reach 500 in a day' },
    { over: { probability: 0.999 }, first: '>99%', rest: 'to reach 500 by 14:25' },
    { over: { crossed: true, probability: 1, count: 5487, expected: 8288 }, first: '5.5\u00a0K', rest: 'so far, 8.3\u00a0K expected' },
  ])('is "$first $rest"', ({ over, first, rest }) => {
    expect([leading(item(over)), foretold(item(over), 500, 'Europe/Oslo')]).toEqual([first, rest]);
  });

  it('tells its range', () => {
    expect(range(item())).toBe('300 to 2.4\u00a0K');
  });
});
