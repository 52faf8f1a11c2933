import { describe, expect, it } from 'vitest';
import { accounts, GENERATION, meet } from '../../../server/core/trends/accounts.ts';

/** A server that has heard the same few people for long. */
function settled() {
  const known = accounts();
  for (let i = 0; i < 3000; i++) meet(known, 1 + (i % 50) * 7919, undefined);
  return known;
}

describe('An account', () => {
  it('looks new when it is heard for the first time, among people who are known', () => {
    const known = settled();
    expect([meet(known, 999_999_937, undefined), meet(known, 999_999_937, undefined)]).toEqual([true, false]);
  });

  it('does not look new on a server to which everybody is', () => {
    expect(meet(accounts(), 5, undefined)).toBe(false);
  });

  it.each([
    { followers: 3, fresh: true },
    { followers: 4000, fresh: false },
  ])('with $followers followers is judged by these', ({ followers, fresh }) => {
    expect(meet(accounts(), 5, followers)).toBe(fresh);
  });

  it('is remembered over at least a generation, in a fixed space', () => {
    const known = settled();
    for (let i = 0; i < GENERATION + 100; i++) meet(known, (Math.imul(i, 0x9e3779b1) ^ 0x1234567) >>> 0, undefined);
    expect(known.young.length + known.old.length).toBe(8192);
    known.share = 0;
    expect(meet(known, (Math.imul(GENERATION, 0x9e3779b1) ^ 0x1234567) >>> 0, undefined)).toBe(false);
  });
});
