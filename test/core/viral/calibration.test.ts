import { describe, expect, it } from 'vitest';
import {
  AWAITED_KEPT,
  awaitEnd,
  CALIBRATED_FROM,
  FINISHED_KEPT,
  STREAMS_KEPT,
  type StreamCalibration,
  settleEnded,
  weightsOf,
} from '../../../server/core/viral/calibration.ts';
import type { Growing } from '../../../server/core/viral/features.ts';
import { outlook, probability, UNCALIBRATED } from '../../../server/core/viral/model.ts';

const DAY = 86_400_000;
const at = (count: number, age: number): Growing => ({
  count,
  pace1: 0.4,
  pace5: count / 4,
  pace15: count / 2,
  pace60: count * 0.9,
  age,
  quiet: 30,
  hour: 12,
  followers: 500,
  following: null,
  posts: null,
  verified: false,
});

/** A stream where every conversation ends at `times` what the count was when it was looked at. */
function lived(streams: Map<string, StreamCalibration>, n: number, times: (i: number) => number): void {
  for (let i = 0; i < n; i++) {
    const seen = outlook(at(5 + (i % 40), 600 + (i % 10) * 200));
    awaitEnd(streams, 'mastodon', { id: `c${i}`, start: i, age: 600 + (i % 10) * 200, seen, alertSize: 500 });
    settleEnded(streams.get('mastodon')!, i + DAY, () => Math.round((5 + (i % 40)) * times(i)));
  }
}

describe('calibration', () => {
  it('leaves the model alone until enough conversations have ended', () => {
    const streams = new Map<string, StreamCalibration>();
    lived(streams, CALIBRATED_FROM - 1, () => 1);
    expect(weightsOf(streams, 'mastodon')).toEqual(UNCALIBRATED);
    expect(streams.get('mastodon')!.finished).toBe(CALIBRATED_FROM - 1);
  });

  it.each([
    { story: 'die at once', times: () => 1, lower: true },
    { story: 'grow twelvefold', times: () => 12, lower: false },
  ])('moves what is foretold where conversations $story', ({ times, lower }) => {
    const streams = new Map<string, StreamCalibration>();
    lived(streams, CALIBRATED_FROM, times);
    const seen = at(20, 1000);
    const plain = probability(outlook(seen), 60);
    const fitted = probability(outlook(seen, 'mix', weightsOf(streams, 'mastodon')), 60);
    expect(fitted < plain).toBe(lower);
    expect(weightsOf(streams, 'x')).toEqual(UNCALIBRATED);
  });

  it('is bounded in streams, in conversations that are waited for, and in those that ended', () => {
    const streams = new Map<string, StreamCalibration>();
    lived(streams, FINISHED_KEPT + 60, (i) => 1 + (i % 3));
    const seen = outlook(at(5, 600));
    for (let i = 0; i < AWAITED_KEPT + 5; i++) awaitEnd(streams, 'x', { id: `x${i}`, start: 0, age: 600, seen, alertSize: 500 });
    for (let i = 0; i < 20; i++) awaitEnd(streams, `n${i}`, { id: 'a', start: 0, age: 600, seen, alertSize: 500 });
    expect(streams.size).toBe(STREAMS_KEPT);
    expect(streams.get('x')!.awaited.size).toBe(AWAITED_KEPT);
    expect(streams.get('mastodon')!.outcomes).toHaveLength(FINISHED_KEPT * 4 * 5);
  });

  it('passes over a conversation that is no longer known', () => {
    const streams = new Map<string, StreamCalibration>();
    awaitEnd(streams, 'x', { id: 'a', start: 0, age: 600, seen: outlook(at(5, 600)), alertSize: 500 });
    settleEnded(streams.get('x')!, DAY, () => null);
    expect(streams.get('x')).toMatchObject({ finished: 0, outcomes: [] });
    expect(streams.get('x')!.awaited.size).toBe(0);
  });
});
