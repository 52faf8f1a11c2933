import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, advance, count, ring, sum, values } from '../../../server/core/windows/ring.ts';

describe('a ring of counts', () => {
  it('counts each time in its own step', () => {
    const r = ring(1000, 4);
    for (const at of [0, 999, 1000, 3500]) add(r, at);
    expect(values(r, 0, 3)).toEqual([2, 1, 0, 1]);
  });

  it('forgets what is older than it holds, and never counts it elsewhere', () => {
    const r = ring(1000, 3);
    add(r, 500);
    add(r, 5000);
    expect(add(r, 500)).toBe(false);
    expect(values(r, 0, 5)).toEqual([0, 0, 0, 0, 0, 1]);
  });

  it('is empty after a jump over its whole length', () => {
    const r = ring(1000, 3);
    for (let i = 0; i < 3; i++) add(r, i * 1000, 7);
    advance(r, 1_000_000);
    expect(sum(r, 0, 1000)).toBe(0);
  });

  it('holds in every step what a plain list of the times would, in whatever order they come', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 60_000 }), { minLength: 1, maxLength: 80 }), (times) => {
        const r = ring(1000, 20);
        const kept: number[] = [];
        for (const at of times) if (add(r, at)) kept.push(at);
        const newest = Math.max(...times.map((at) => Math.floor(at / 1000)));
        for (let bucket = newest - 19; bucket <= newest; bucket++) {
          expect(count(r, bucket)).toBe(kept.filter((at) => Math.floor(at / 1000) === bucket).length);
        }
      }),
    );
  });
});
