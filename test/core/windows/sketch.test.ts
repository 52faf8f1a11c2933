import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hearPost, hearThing, learnt, type Sketch, sketch, turn, usualOf } from '../../../server/core/windows/sketch.ts';

const MINUTE_0 = 29_000_000;
const THING = 0x5bd1e995;

/** Hears the thing `perMinute` times in each of the minutes. */
function steady(kept: Sketch, from: number, minutes: number, perMinute: number, thing = THING): Sketch {
  for (let minute = from; minute < from + minutes; minute++) {
    turn(kept, minute);
    for (let i = 0; i < perMinute; i++) hearThing(kept, thing, hearPost(kept, minute));
  }
  turn(kept, from + minutes);
  return kept;
}

describe('A sketch', () => {
  it('knows what ten minutes usually hold of a thing', () => {
    const kept = steady(sketch(), MINUTE_0, 600, 2);
    expect(usualOf(kept, THING).mean).toBeCloseTo(20, -0.5);
    expect(usualOf(kept, THING).busier).toBeCloseTo(1, 1);
  });

  it('has heard nothing of what was never said', () => {
    expect(usualOf(steady(sketch(), MINUTE_0, 60, 2), 12_345)).toMatchObject({ mean: 0, dispersion: 1 });
  });

  it('takes time to call a surge usual', () => {
    const kept = steady(sketch(), MINUTE_0, 180, 1);
    steady(kept, MINUTE_0 + 180, 10, 30);
    expect(usualOf(kept, THING).mean).toBeLessThan(13);
  });

  it('tells when everything is said more often', () => {
    const kept = steady(sketch(), MINUTE_0, 180, 2);
    steady(kept, MINUTE_0 + 180, 20, 8, 777);
    expect(usualOf(kept, THING).busier).toBeGreaterThan(2);
  });

  it('learns from a past that is filled in afterwards', () => {
    const kept = sketch();
    turn(kept, MINUTE_0);
    for (let ago = 400; ago >= 10; ago--) for (let i = 0; i < 2; i++) hearThing(kept, THING, hearPost(kept, MINUTE_0 - ago));
    expect(learnt(kept)).toBeGreaterThan(150);
    expect(usualOf(kept, THING).mean).toBeCloseTo(20, 5);
  });

  it('counts nothing that is older than a day', () => {
    const kept = sketch();
    turn(kept, MINUTE_0);
    expect(hearPost(kept, MINUTE_0 - 1441)).toBe(-1);
  });

  it('forgets in silence, and a week of it costs a day of it', () => {
    const kept = steady(sketch(), MINUTE_0, 60, 3);
    turn(kept, MINUTE_0 + 7 * 1440);
    expect(usualOf(kept, THING).mean).toBeLessThan(0.1);
    expect(kept.minute).toBe(MINUTE_0 + 7 * 1440);
  });

  it('never holds less of a thing than was said of it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffffffff }), { minLength: 1, maxLength: 300 }), (things) => {
        const kept = sketch();
        turn(kept, MINUTE_0);
        const said = new Map<number, number>();
        for (const thing of things) {
          said.set(thing, (said.get(thing) ?? 0) + 1);
          expect(hearThing(kept, thing >>> 0, 0)).toBeGreaterThanOrEqual(said.get(thing)!);
        }
      }),
      { numRuns: 20 },
    );
  });
});
