import { describe, expect, it } from 'vitest';
import { loadWords } from '../../client/format/load.ts';
import { takesOver } from '../../client/layout/takeover.ts';

const S = 1000;

describe('what nobody has', () => {
  it.each([
    [0, true],
    [44 * S, true],
    [45 * S, false],
    [179 * S, false],
    [180 * S, true],
    [199 * S, true],
    [200 * S, false],
    [360 * S, true],
  ])('%s ms after it rang takes over the wall: %s', (age, takes) => expect(takesOver(age)).toBe(takes));
});

describe('the load of alerts', () => {
  const slice = {
    people: 1,
    lately: 1,
    average: 0.1,
    accepted: { average: 1, upset: 10 },
    standing: 0,
    unclaimed: 0,
    flapping: 0,
    silenced: 0,
    floodSince: null,
    hours: [],
    rules: [],
    undelivered: 0,
  };
  it.each([
    ['little', {}, 'fine', 'in 10 min, of at most 10'],
    ['little for each of several', { people: 4 }, 'fine', 'in 10 min each, of at most 10'],
    ['a day of too many', { average: 1.4 }, 'medium', 'in 10 min; the day is above 1'],
    ['much', { lately: 6 }, 'high', 'in 10 min, of at most 10'],
    ['a flood', { lately: 14, floodSince: 5 }, 'critical', 'in 10 min: more than people can take in'],
  ])('is told in words: %s', (_what, over, shape, words) => expect(loadWords({ ...slice, ...over })).toEqual({ shape, words }));
});
