import { expect, it } from 'vitest';
import type { Caller } from '../../server/access/caller.ts';
import { type Deed, permit, type Verdict } from '../../server/access/permits.ts';

const CALLERS = {
  nobody: null,
  'a screen of one board': { name: 'Lobby', roles: ['screen'], board: 'north' },
  'an operator': { name: 'Mara', roles: ['operator'] },
  'an operator of one board': { name: 'Liv', roles: ['operator'], board: 'north' },
} satisfies Record<string, Caller | null>;

const rows: [who: keyof typeof CALLERS, deed: Deed, board: string | undefined, verdict: Verdict][] = [
  ['nobody', 'search', 'north', 'unknown caller'],
  ['a screen of one board', 'search', 'north', 'wrong role'],
  ['a screen of one board', 'look', undefined, 'granted'],
  ['an operator', 'search', undefined, 'granted'],
  ['an operator', 'search', 'north', 'granted'],
  ['an operator of one board', 'search', 'north', 'granted'],
  ['an operator of one board', 'search', 'main', 'wrong board'],
  ['an operator of one board', 'search', undefined, 'every board'],
  ['an operator of one board', 'alerts', undefined, 'every board'],
  ['an operator of one board', 'stats', undefined, 'every board'],
  ['an operator of one board', 'look', undefined, 'granted'],
  ['an operator of one board', 'look', 'main', 'wrong board'],
  // What is acted on is looked at when it is done.
  ['an operator of one board', 'act', undefined, 'granted'],
];

it.each(rows)('%s who would %s on the board %s: %s', (who, deed, board, verdict) => {
  expect(permit(deed, CALLERS[who], board)).toBe(verdict);
});
