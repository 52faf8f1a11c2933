import { describe, expect, it } from 'vitest';
import { awaited } from '../../client/desk/awaited.ts';
import { type Choice, narrowed } from '../../client/desk/picks.ts';
import { scoring } from '../../client/desk/scoring.ts';
import type { Case } from '../../shared/case.ts';
import { CASE_MINUTE, CASE_NOON, caseOf, clockOf } from '../support/case.ts';

const minutes = (at: number): string => `${(at - CASE_NOON) / CASE_MINUTE} past`;
const AT = { customerAt: CASE_NOON, postedAt: CASE_NOON, since: CASE_NOON + 5 * CASE_MINUTE, clocks: [clockOf()] };
const replied = { answeredAt: CASE_NOON + 3 * CASE_MINUTE, repliedAt: CASE_NOON + 3 * CASE_MINUTE };

describe('an open case says who waits for what', () => {
  it.each<[string, Partial<Case>, string]>([
    ['nobody answered', { status: 'new' }, 'Waits for our first answer since 0 past.'],
    ['praise', { status: 'new', clocks: [] }, 'Nothing is due: it opened without a clock, as praise and adverts do.'],
    [
      'an answer without substance',
      { status: 'waiting-us', ...replied },
      'Our reply of 3 past gave nothing of substance; waits for a real answer.',
    ],
    [
      'they wrote again',
      { status: 'waiting-us', ...replied, customerAt: CASE_NOON + 9 * CASE_MINUTE },
      'Wrote again 9 past; waits for our next answer.',
    ],
    ['we asked', { status: 'waiting-customer', ...replied }, 'We asked them for something 3 past; nothing from them since.'],
    ['we answered', { status: 'answered', ...replied }, 'The last word is ours 3 past; nothing is awaited.'],
    ['thanked', { status: 'resolved', resolvedAt: CASE_NOON + CASE_MINUTE, thanked: true }, 'Resolved 1 past, and they thanked us.'],
    ['lapsed', { status: 'lapsed' }, 'Closed 5 past because nobody answered for so long.'],
  ])('%s', (_story, over, words) => expect(awaited(caseOf({ ...AT, ...over }), minutes)).toBe(words));
});

describe('a list narrowed by what is typed', () => {
  const choices: Choice[] = [
    { id: 'a', words: 'Mara Lind', hint: 'Oslo' },
    { id: 'b', words: 'Jonas Marek', hint: 'Bergen' },
    { id: 'c', words: 'Oslo', hint: 'team' },
    { id: 'd', words: 'Tamar Holm', hint: 'Bergen' },
  ];
  it.each([
    ['', ['a', 'b', 'c', 'd']],
    ['mar', ['a', 'b', 'd']],
    ['oslo', ['c', 'a']],
    [' HOLM ', ['d']],
    ['nobody like that', []],
  ])('%j: what begins with it stands first', (typed, ids) => expect(narrowed(choices, typed).map(({ id }) => id)).toEqual(ids));
});

describe('a key on the sheet of a review', () => {
  const at = { choices: 3, typing: false, onControl: false, told: false };
  it.each([
    ['1', {}, 0],
    ['3', {}, 2],
    ['4', {}, null],
    ['8', { choices: 8 }, 7],
    ['1', { typing: true }, null],
    ['Enter', {}, 'send'],
    ['Enter', { told: true }, 'next'],
    ['Enter', { onControl: true }, null],
    ['s', {}, 'next'],
    ['s', { typing: true }, null],
    ['2', { told: true }, null],
    ['Backspace', {}, 'back'],
  ])('%s with %j is %j', (key, over, meant) => expect(scoring(key, { ...at, ...over })).toBe(meant));
});
