import { describe, expect, it } from 'vitest';
import { likelihood } from '../../server/core/viral/reasons.ts';
import { counted, dayTime, hourOfWeek, oneIn, span, times } from '../../server/core/words.ts';

const at = Date.UTC(2026, 10, 22, 23, 30);

describe('Figures in words', () => {
  it.each([
    ['a time of today', dayTime(at, at - 3_600_000, 'UTC'), '23:30'],
    ['a time of another day', dayTime(at + 3_600_000, at, 'UTC'), 'Mon 00:30'],
    ['a time that is today there', dayTime(at + 3_600_000, at, 'America/New_York'), '19:30'],
    ['an hour of the week', hourOfWeek(at, 'Europe/Oslo'), 'Monday at 00:00'],
    ['a score', oneIn(0.9995), 'one in 2,000 five-minute windows'],
    ['a length', span(64 * 60_000), '1 h 04 min'],
    ['a small multiple', times(6.24), '6.2 times'],
    ['a large one', times(14.2), '14 times'],
    ['a count', counted(1234.4, 'mentions'), '1,234 mentions'],
    ['what is nearly certain', likelihood(0.999, 500), 'over 99% likely to reach 500'],
    ['what is next to impossible', likelihood(0.001, 500), 'under 1% likely to reach 500'],
  ])('tell %s as "%s"', (_what, said, expected) => expect(said).toBe(expected));
});
