import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  type Conversations,
  conversations,
  countOf,
  follow,
  paceAt,
  placeOf,
  setTotal,
  VIRAL_TRACKED,
} from '../../../server/core/viral/conversations.ts';

const T0 = Date.UTC(2026, 2, 7, 6);
const begin = (known: Conversations, id: string, at = T0) => follow(known, { id, startedAt: at, followers: null, verified: false }, at);
const pacesAt = (known: Conversations, place: number, age: number) => [0, 1, 2, 3].map((which) => paceAt(known, place, which, age));

describe('conversations', () => {
  it('are found again by the id of their post, and only by it', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 60 }), fc.string(), (ids, other) => {
        const known = conversations();
        const places = ids.map((id) => begin(known, id));
        expect(ids.map((id) => placeOf(known, id))).toEqual(places);
        expect(placeOf(known, other) >= 0).toBe(ids.includes(other));
      }),
    );
  });

  it('count what the network tells and what is heard as two views of the same', () => {
    const known = conversations();
    const place = begin(known, 'a');
    setTotal(known, place, 'toldReplies', 3, T0 + 60_000);
    for (let i = 0; i < 5; i++) add(known, place, 'heardReplies', 1, T0 + 60_000);
    add(known, place, 'heardQuotes', 1, T0 + 61_000);
    add(known, place, 'toldReposts', 4, T0 + 62_000);
    expect(countOf(known, place)).toBe(10);
    expect(setTotal(known, place, 'toldReplies', 4, T0 + 90_000)).toBe(false);
  });

  it('never shrink below nothing, and grow no faster for what is taken back', () => {
    const known = conversations();
    const place = begin(known, 'a');
    expect(add(known, place, 'toldReposts', -3, T0 + 1000)).toBe(false);
    expect([countOf(known, place), ...pacesAt(known, place, 1)]).toEqual([0, 0, 0, 0, 0]);
  });

  it('let what came fade at four paces', () => {
    const known = conversations();
    const place = begin(known, 'a');
    add(known, place, 'toldReposts', 1, T0 + 60_000);
    const [p1, p5, p15, p60] = pacesAt(known, place, 360);
    expect(p1).toBeCloseTo(Math.exp(-5), 5);
    expect(p5).toBeCloseTo(Math.exp(-1), 5);
    expect(p15).toBeCloseTo(Math.exp(-1 / 3), 5);
    expect(p60).toBeCloseTo(Math.exp(-1 / 12), 5);
  });

  it('spread the rise of a total over the time since it was last told', () => {
    const jump = conversations();
    const steady = conversations();
    const a = begin(jump, 'a');
    const b = begin(steady, 'a');
    setTotal(jump, a, 'toldReposts', 0, T0 + 600_000);
    setTotal(jump, a, 'toldReposts', 300, T0 + 900_000);
    for (let i = 0; i < 300; i++) add(steady, b, 'toldReposts', 1, T0 + 600_000 + (i + 0.5) * 1000);
    const [told, counted] = [pacesAt(jump, a, 900), pacesAt(steady, b, 900)];
    for (const [i, pace] of told.entries()) expect(Math.abs(pace / counted[i]! - 1)).toBeLessThan(0.02);
  });

  it('take one by one or as totals to the same size', () => {
    const known = conversations();
    const place = begin(known, 'a');
    add(known, place, 'toldReposts', 5, T0 + 1000);
    setTotal(known, place, 'toldReposts', 12, T0 + 5000);
    add(known, place, 'toldReposts', 1, T0 + 6000);
    expect(countOf(known, place)).toBe(13);
  });
});

describe('a hundred thousand conversations', () => {
  const known = conversations();
  for (let i = 0; i < VIRAL_TRACKED; i++) {
    const place = begin(known, `stream:post/${i}`, T0 + i);
    if (i % 1000 === 7) add(known, place, 'toldReposts', 50, T0 + i + 1000);
  }

  it('take at most 10 MB', () => {
    const bytes = Object.values(known).reduce((sum: number, column) => sum + (ArrayBuffer.isView(column) ? column.byteLength : 0), 0);
    expect(known.used).toBe(VIRAL_TRACKED);
    expect(bytes).toBeLessThan(10_000_000);
  });

  it('give the place of a quiet one to the next, and keep those that grow', () => {
    for (let i = 0; i < 5000; i++) begin(known, `later/${i}`, T0 + 3_600_000);
    expect(known.used).toBe(VIRAL_TRACKED);
    const kept = Array.from({ length: 100 }, (_, i) => placeOf(known, `stream:post/${i * 1000 + 7}`) >= 0);
    expect(kept.filter(Boolean)).toHaveLength(100);
    expect(placeOf(known, 'later/4999') >= 0).toBe(true);
    const found = Array.from({ length: VIRAL_TRACKED }, (_, i) => Number(placeOf(known, `stream:post/${i}`) >= 0));
    expect(found.reduce((sum, one) => sum + one, 0)).toBe(VIRAL_TRACKED - 5000);
  });

  it('give the places of those whose day is over first', () => {
    const next = T0 + 2 * 86_400_000;
    for (let i = 0; i < 100; i++) begin(known, `next/${i}`, next);
    expect(Array.from({ length: 100 }, (_, i) => placeOf(known, `next/${i}`) >= 0).every(Boolean)).toBe(true);
  });
});
