import { describe, expect, it } from 'vitest';
import { baseOf, inside } from '../../client/base.ts';
import { addressOfMoment, fieldsOf, inFull, momentIn, momentOfFields, momentOfId } from '../../client/travel/moments.ts';

const AT = Date.parse('2026-11-20T13:05:00Z');

it.each([
  ['/', '', '/'],
  ['/desk/review', '', '/desk/review'],
  ['/at/x1', '/at/x1', '/'],
  ['/at/x1/wall/north', '/at/x1', '/wall/north'],
  ['/at/2026-11-20T14:05Z/incidents/12', '/at/2026-11-20T14:05Z', '/incidents/12'],
  ['/attic', '', '/attic'],
])('%s lies beneath "%s" and shows %s', (path, base, shown) => {
  expect([baseOf(path), inside(path)]).toEqual([base, shown]);
});

describe('a moment in an address', () => {
  it.each([
    ['2026-11-20T13:05Z', AT],
    ['2026-11-20T14:05+01:00', AT],
    ['2026-11-20T13:05:00.000Z', AT],
    ['2026-11-20T13:05', AT],
    ['2026-11-20', Date.parse('2026-11-20T00:00Z')],
    ['20261120T130500Z-0a1b2c3d', null],
    ['yesterday', null],
    ['2026-99-99T13:05Z', null],
  ])('%s is %s', (name, at) => {
    expect(momentIn(name)).toBe(at);
  });

  it('can be told from the id of a look back that has ended', () => {
    expect(momentOfId('20261120T130500Z-0a1b2c3d')).toBe(AT);
    expect(momentOfId('x1')).toBeNull();
  });

  it('is written as short as it can be read again', () => {
    expect(addressOfMoment(AT)).toBe('2026-11-20T13:05Z');
    expect(addressOfMoment(AT + 7_500)).toBe('2026-11-20T13:05:07Z');
  });
});

describe('a moment that is asked for by day and time', () => {
  it.each([
    ['Europe/Oslo', { day: '2026-11-20', time: '14:05' }, 'Friday 20 Nov 2026 at 14:05 CET'],
    ['UTC', { day: '2026-11-20', time: '13:05' }, 'Friday 20 Nov 2026 at 13:05 UTC'],
    ['Asia/Kolkata', { day: '2026-11-20', time: '18:35' }, 'Friday 20 Nov 2026 at 18:35 GMT+5:30'],
  ])('in %s is the same in both directions', (zone, fields, words) => {
    expect(fieldsOf(AT, zone)).toEqual(fields);
    expect(momentOfFields(fields, zone)).toBe(AT);
    expect(inFull(AT, zone)).toBe(words);
  });

  it('keeps its hour where clocks change that day', () => {
    expect(momentOfFields({ day: '2026-03-29', time: '12:00' }, 'Europe/Oslo')).toBe(Date.parse('2026-03-29T10:00Z'));
    expect(momentOfFields({ day: '', time: '12:00' }, 'UTC')).toBeNull();
  });
});
