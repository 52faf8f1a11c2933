import { describe, expect, it } from 'vitest';
import { age, duration } from '../../client/format/age.ts';
import { langTag, languageName } from '../../client/format/language.ts';
import { safeLink } from '../../client/format/link.ts';
import { amount, compact, percent, times, unbroken, whole } from '../../client/format/number.ts';
import { clock, dateTime, hour, moment, weekday, zoneOffset } from '../../client/format/time.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

describe('numbers', () => {
  it.each([
    [0, '0'],
    [null, '–'],
    [undefined, '–'],
    [Number.NaN, '–'],
    [1204, '1,204'],
  ])('tells zero from unknown: %s is %s', (n, said) => expect(whole(n)).toBe(said));

  it('stay on one line with their units in words that came with them', () => {
    expect(unbroken('17 in 15 min, 7.6 times the usual 2.2; author reaches 1.2 M Mentions 3 hours')).toBe(
      '17 in 15\u00a0min, 7.6\u00a0times the usual 2.2; author reaches 1.2\u00a0M Mentions 3 hours',
    );
  });

  it.each([
    [0, '0'],
    [950, '950'],
    [999, '999'],
    [1_000, '1 K'],
    [1_240, '1.2 K'],
    [9_960, '10 K'],
    [38_400, '38 K'],
    [999_600, '1 M'],
    [1_240_000, '1.2 M'],
    [2_000_000_000, '2 B'],
  ])('writes %s compactly as %s', (n, said) => expect(plain(compact(n))).toBe(said));

  it.each([
    [99_999, '99,999'],
    [123_456, '123 K'],
  ])('writes the amount %s as %s', (n, said) => expect(plain(amount(n))).toBe(said));

  it.each([
    [1.72, '1.7'],
    [6.2, '6.2'],
    [9.96, '10'],
    [41.2, '41'],
    [1234.5, '1,235'],
  ])('says the multiple %s as %s', (n, said) => expect(times(n)).toBe(said));

  it.each([
    [null, '–'],
    [0, '0'],
    [0.002, '<1'],
    [0.714, '71'],
    [1, '100'],
  ])('says the share %s as %s', (share, said) => expect(percent(share)).toBe(said));
});

describe('ages', () => {
  it.each([
    [-500, 'now'],
    [0, 'now'],
    [3_999, 'now'],
    [12_300, '12 s'],
    [59_999, '59 s'],
    [4 * MINUTE, '4 min'],
    [HOUR + 4 * MINUTE, '1 h 04 min'],
    [26 * HOUR, '1 d'],
  ])('says %s ms as %s', (ms, said) => expect(plain(age(ms))).toBe(said));

  it('never says a negative duration', () => expect(plain(duration(-5_000))).toBe('0 s'));
});

describe('times', () => {
  const at = Date.UTC(2031, 4, 3, 12, 6, 30);

  it.each([
    ['Europe/Oslo', '14:06', 'Saturday', '14:00', '3 May 2031, 14:06'],
    ['America/New_York', '08:06', 'Saturday', '08:00', '3 May 2031, 08:06'],
    ['Asia/Manila', '20:06', 'Saturday', '20:00', '3 May 2031, 20:06'],
    ['Asia/Kathmandu', '17:51', 'Saturday', '17:00', '3 May 2031, 17:51'],
    ['Nowhere/Land', '12:06', 'Saturday', '12:00', '3 May 2031, 12:06'],
  ])('are said in the zone %s', (zone, time, day, full, both) => {
    expect([clock(at, zone), weekday(at, zone), hour(at, zone), dateTime(at, zone)]).toEqual([time, day, full, both]);
  });

  it.each([
    ['today', at - 24 * MINUTE, '13:42'],
    ['yesterday', at - 24 * HOUR, 'Friday 14:06'],
    ['weeks ago', at - 20 * 24 * HOUR, '13 Apr 2031, 14:06'],
  ])('carry their day when it was not %s', (_, then, said) => expect(moment(then, at, 'Europe/Oslo')).toBe(said));

  it.each([
    ['Europe/Oslo', 2 * HOUR],
    ['Asia/Kathmandu', 5.75 * HOUR],
    ['America/New_York', -4 * HOUR],
    ['UTC', 0],
  ])('know how far %s is ahead of UTC', (zone, offset) => expect(zoneOffset(at, zone)).toBe(offset));
});

describe('text from outside', () => {
  it.each([
    ['https://example.org/post', 'https://example.org/post'],
    ['http://example.org/', 'http://example.org/'],
    ['javascript:alert(1)', undefined],
    ['JavaScript:alert(1)', undefined],
    ['data:text/html,x', undefined],
    ['//example.org', undefined],
    ['', undefined],
    [null, undefined],
  ])('becomes a link only when it is http(s): %s', (url, link) => expect(safeLink(url)).toBe(link));

  it.each([
    ['en', 'English'],
    ['pt', 'Portuguese'],
    ['und', 'not told'],
    ['', 'not told'],
    ['not a tag!', 'not a tag!'],
  ])('has its language %s named %s', (code, name) => expect(languageName(code)).toBe(name));

  it.each([
    ['ar', 'ar'],
    ['zh-Hant', 'zh-Hant'],
    ['und', undefined],
    ['"><b>', undefined],
  ])('has its language %s marked as %s', (code, tag) => expect(langTag(code)).toBe(tag));
});
