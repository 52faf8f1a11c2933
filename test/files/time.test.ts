import { describe, expect, it } from 'vitest';
import { readTime } from '../../server/files/time.ts';

const MORNING = Date.UTC(2025, 2, 4, 7, 15, 9);

const READ: [value: unknown, at: number, zoned: boolean][] = [
  ['2025-03-04T07:15:09Z', MORNING, true],
  ['2025-03-04T07:15:09.250Z', MORNING + 250, true],
  ['2025-03-04T07:15:09.250999Z', MORNING + 250, true],
  ['2025-03-04T09:15:09+02:00', MORNING, true],
  ['2025-03-04 01:45:09-0530', MORNING, true],
  ['2025-03-04 07:15:09 UTC', MORNING, true],
  ['2025-03-04 07:15:09', MORNING, false],
  ['2025-03-04 07:15', MORNING - 9000, false],
  ['2025-03-04', Date.UTC(2025, 2, 4), false],
  [' 1741072509 ', MORNING, true],
  [1741072509, MORNING, true],
  [1741072509.5, MORNING + 500, true],
  ['1741072509000', MORNING, true],
  [1741072509000, MORNING, true],
  ['Tue Mar 04 07:15:09 +0000 2025', MORNING, true],
  ['Tue Mar 04 12:45:09 +0530 2025', MORNING, true],
];

const REFUSED: unknown[] = [
  undefined,
  null,
  '',
  'yesterday',
  '04.03.2025',
  '03/04/2025 07:15',
  '2025-02-30',
  '2025-13-01',
  '2025-03-04T24:00:00Z',
  '2025-03-04T07:60:00Z',
  'Tue Foo 04 07:15:09 +0000 2025',
  'Tue Feb 30 07:15:09 +0000 2025',
  '2025',
  2025,
  -1741072509,
  Number.NaN,
  1e15,
  true,
  {},
];

describe('the time of a post', () => {
  it.each(READ)('reads %j', (value, at, zoned) => {
    expect(readTime(value)).toEqual({ at, zoned });
  });

  it.each(REFUSED.map((value) => [value]))('refuses %j', (value) => {
    expect(readTime(value)).toBeNull();
  });
});
