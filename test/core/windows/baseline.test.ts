import { describe, expect, it } from 'vitest';
import { band, expectation, level, seasonal, surprise } from '../../../server/core/windows/baseline.ts';
import { advanceTrack, DAY, HOUR, MINUTE, tally, track } from '../../../server/core/windows/track.ts';

const START = Date.parse('2026-03-02T00:00:00Z');

function filled(minutes: number, perMinute: (minute: number) => number) {
  const t = track(START);
  for (let minute = 0; minute < minutes; minute++) {
    advanceTrack(t, START + minute * MINUTE);
    const n = perMinute(minute);
    if (n > 0) tally(t, START + minute * MINUTE, n);
  }
  return t;
}

describe('what is usual', () => {
  it('is unknown before three quarters of an hour were heard', () => {
    const t = filled(40, () => 10);
    expect(expectation(t, START + 40 * MINUTE, [])).toBeNull();
  });

  it.each([
    { rate: 1, minutes: 180 },
    { rate: 12, minutes: 180 },
    { rate: 300, minutes: 60 },
  ])('is the rate of a steady stream: $rate a minute', ({ rate, minutes }) => {
    const t = filled(minutes, () => rate);
    expect(expectation(t, START + minutes * MINUTE, [])?.rate).toBeCloseTo(rate, 5);
  });

  it('does not learn from the last quarter of an hour, in which a surge may build', () => {
    const t = filled(180, (minute) => (minute >= 166 ? 100 : 10));
    expect(expectation(t, START + 180 * MINUTE, [])?.rate).toBeCloseTo(10, 5);
  });

  it('cuts the peak of a past surge off', () => {
    const t = filled(180, (minute) => (minute >= 90 && minute < 110 ? 200 : 10));
    expect(expectation(t, START + 180 * MINUTE, [])!.rate).toBeLessThan(13);
  });

  it('leaves out the time in which nobody listened', () => {
    const t = filled(180, (minute) => (minute >= 60 && minute < 120 ? 0 : 10));
    const blind = [{ from: START + 60 * MINUTE, to: START + 120 * MINUTE }];
    expect(expectation(t, START + 180 * MINUTE, blind)?.rate).toBeCloseTo(10, 5);
    expect(expectation(t, START + 180 * MINUTE, [])!.rate).toBeLessThan(8);
  });

  it('keeps the rate from before a surge while it lasts', () => {
    const t = filled(240, (minute) => (minute >= 60 ? 100 : 10));
    t.frozen = { since: START + 61 * MINUTE, rate: 10 };
    expect(expectation(t, START + 240 * MINUTE, [])?.rate).toBe(10);
  });

  it('follows the hour of the day once earlier days are known', () => {
    const daily = (minute: number) => (Math.floor(minute / 60) % 24 >= 8 ? 20 : 4);
    const t = filled(3 * 1440 + 8 * 60 + 5, daily);
    const now = START + 3 * DAY + 8 * HOUR + 5 * MINUTE;
    expect(expectation(t, now, [])!.rate).toBeGreaterThan(6);
    expect(seasonal(t, START + 3 * DAY + 12 * HOUR + 30 * MINUTE)).toBe(1200);
  });

  it('tells a bursty stream from an even one', () => {
    expect(level([10, 10, 10, 10]).dispersion).toBe(1);
    expect(level([2, 20, 3, 22, 2, 21]).dispersion).toBeGreaterThan(3);
  });

  it('finds ten where ten are expected unsurprising, and sixty very surprising', () => {
    expect(surprise(10, 10, 1)).toBe(0);
    expect(surprise(60, 10, 1)).toBeGreaterThan(8);
    expect(surprise(60, 10, 4)).toBeCloseTo(surprise(60, 10, 1) / 2, 10);
  });

  it('draws a band around the expected that widens with the dispersion and never falls below nothing', () => {
    const narrow = band(20, 1);
    const wide = band(20, 4);
    expect(narrow.low).toBeGreaterThan(wide.low);
    expect(narrow.high).toBeLessThan(wide.high);
    expect(band(0, 1).low).toBe(0);
  });
});
