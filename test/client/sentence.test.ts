import { describe, expect, it } from 'vitest';
import { sentence } from '../../client/format/sentence.ts';
import type { PulseSlice, SourcesSlice } from '../../shared/slices.ts';

const now = Date.UTC(2031, 4, 3, 12, 6, 30);
const MINUTE = 60_000;
const zone = 'Europe/Oslo';
const count = { count: 310, usual: null, low: null, high: null };
const calm: PulseSlice = {
  level: 'usual',
  minute: count,
  hour: count,
  day: count,
  multiple: 1,
  since: null,
  drivers: [],
  watches: [],
  worst: null,
  blind: [],
};
const viral = { id: 'a', title: 'Lost cameras going viral', severity: 'critical', kind: 'viral' };

function source(id: string, since: number, status: 'down' | 'live' = 'down'): SourcesSlice['sources'][number] {
  const counts = { perMinute: 0, accepted: 0, duplicates: 0, rejected: 0 };
  return { id, kind: id, status, since, message: null, lastAt: null, ...counts, lastRejection: null, gaps: [] };
}

const down: SourcesSlice = {
  sources: [source('bluesky', now - 26 * MINUTE), source('mastodon', now - 20 * MINUTE), source('push', now - 90 * MINUTE, 'live')],
  config: { ok: true, message: null },
};

describe('the sentence', () => {
  it.each<[string, Partial<PulseSlice>, string, string]>([
    ['a quiet night', { level: 'quiet' }, 'Quiet', 'Less than a usual Saturday at 14:00'],
    ['a day like any other', {}, 'Usual', 'About as usual for a Saturday at 14:00'],
    ['one bad thread on such a day', { worst: viral }, 'Usual', 'About as usual for a Saturday at 14:00 · Lost cameras going viral'],
    ['a busy hour', { level: 'busy', multiple: 1.72 }, 'Busy', '1.7 times a usual Saturday at 14:00'],
    [
      'a surge and what drives it',
      { level: 'surging', multiple: 6.2, since: now - 24 * MINUTE, drivers: ['lost bags', '#OSL', 'bag belt', 'gate'], worst: viral },
      'Surging',
      '6.2 times a usual Saturday at 14:00, since 13:42 · lost bags, #OSL, bag belt',
    ],
    [
      'a thread that grows while the volume does not',
      { level: 'surging', multiple: 1.1, since: now - 24 * MINUTE, worst: viral },
      'Surging',
      'About as usual for a Saturday at 14:00, since 13:42 · Lost cameras going viral',
    ],
    [
      'a surge of unknown size',
      { level: 'surging', multiple: null, worst: viral },
      'Surging',
      'More than a usual Saturday at 14:00 · Lost cameras going viral',
    ],
    ['the first hour', { level: 'learning', multiple: null }, 'Learning', 'what is usual: 310 mentions in the last hour'],
    ['one deaf source', { level: 'blind', blind: ['bluesky'] }, 'Blind', 'bluesky is down since 13:40; what is said there is not heard'],
    [
      'two',
      { level: 'blind', blind: ['bluesky', 'mastodon'] },
      'Blind',
      'bluesky and mastodon are down since 13:40; what is said there is not heard',
    ],
  ])('tells of %s', (_, pulse, word, rest) => {
    expect(sentence({ pulse: { ...calm, ...pulse }, sources: down, now, zone })).toEqual({ word, rest });
  });

  it('does not make up since when it is blind', () => {
    const told = sentence({ pulse: { ...calm, level: 'blind', blind: ['bluesky'] }, sources: undefined, now, zone });
    expect(told.rest).toBe('bluesky is down; what is said there is not heard');
  });
});
