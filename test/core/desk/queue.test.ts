import { expect, test } from 'vitest';
import { queue } from '../../../server/core/desk/queue.ts';
import { emptyState, type State, scope } from '../../../server/core/state.ts';
import type { Case } from '../../../shared/case.ts';
import { CasePage, CaseQuery } from '../../../shared/queue.ts';
import { answerOf, CASE_MINUTE, CASE_NOON, caseOf, clockOf, customerOf, promiseOf } from '../../support/case.ts';

const held = (...cases: Partial<Case>[]): State => {
  const state = { ...emptyState(), now: CASE_NOON + 30 * CASE_MINUTE };
  state.scopes.set('hotel', scope({ id: 'hotel', watches: ['bergen'], rivals: [] }, 0));
  cases.forEach((over, i) => {
    const one = caseOf({ id: String(i + 1), ...over });
    state.desk.cases.set(one.id, one);
  });
  return state;
};
const asked = (state: State, query: object = {}, at = 'all', limit = 50, offset = 0) =>
  queue(state, at, CaseQuery.parse(query), limit, offset);
const ids = (state: State, query: object = {}, at?: string) => asked(state, query, at)?.cases.map(({ id }) => id);

const late = { clocks: [clockOf({ due: CASE_NOON + 10 * CASE_MINUTE, breachedAt: CASE_NOON + 10 * CASE_MINUTE })] };

test('what is about to go wrong stands first: danger, what may go viral, a breach, then what is due, and praise last', () => {
  const state = held(
    { clocks: [clockOf({ due: CASE_NOON + 60 * CASE_MINUTE })] },
    { priority: 'low', label: 'positive' },
    { viral: 0.9 },
    late,
    { urgency: ['safety'], priority: 'urgent' },
    { customer: customerOf({ followers: 2_000_000 }) },
  );
  expect(ids(state)).toEqual(['5', '3', '4', '1', '6', '2']);
});

test.each([
  ['waiting-us', ['1', '2', '7']],
  ['unclaimed', ['1', '7']],
  ['mine', ['2']],
  ['breached', ['1']],
  ['waiting-customer', ['3']],
  ['promises', ['3']],
  ['snoozed', ['4']],
  ['unsure', ['7']],
  ['open', ['1', '2', '3', '4', '7']],
  ['closed', ['5']],
])('the queue %s holds what its name says, and is counted', (name, expected) => {
  const state = held(
    late,
    { status: 'claimed', owner: 'mara' },
    { status: 'waiting-customer', promises: [promiseOf()] },
    { snoozedUntil: CASE_NOON + 90 * CASE_MINUTE },
    { status: 'resolved' },
    { status: 'merged' },
    { label: 'unsure' },
  );
  const page = asked(state, { queue: name, person: 'mara', sort: 'oldest' });
  expect(page?.cases.map(({ id }) => id)).toEqual(expected);
  expect(page?.total).toBe(expected.length);
  expect(page?.counts[name as 'open']).toBe(expected.length);
});

test.each([
  [{ network: 'x' }, ['2']],
  [{ language: 'no' }, ['2']],
  [{ watch: 'bergen' }, ['3']],
  [{ team: 'bags' }, ['1']],
  [{ tag: 'vip' }, ['1']],
  [{ priority: 'urgent' }, ['3']],
  [{ text: 'Éva' }, ['3']],
  [{ text: 'suitcase bergen' }, ['1']],
  [{ text: '2' }, ['2']],
])('%j narrows it', (query, expected) => {
  const state = held(
    { network: 'web', team: 'bags', tags: ['vip'], subject: 'my suitcase is in Bergen' },
    { network: 'x', language: 'no' },
    { network: 'web', watches: ['bergen'], priority: 'urgent', customer: customerOf({ name: 'Eva Lie' }) },
  );
  expect(ids(state, query)).toEqual(expected);
});

test('a scope sees its own cases alone, and there is no queue of a scope that there is not', () => {
  const state = held({}, { watches: ['bergen'] });
  expect(ids(state, {}, 'hotel')).toEqual(['2']);
  expect(asked(state, {}, 'elsewhere')).toBeNull();
});

test('a page is a part of the whole, and says what its schema promises', () => {
  const state = held(...Array.from({ length: 7 }, (_, i) => ({ customerAt: CASE_NOON + i, turns: [answerOf(3)] })));
  const page = asked(state, { sort: 'newest' }, 'all', 3, 2);
  expect(page?.cases.map(({ id }) => id)).toEqual(['5', '4', '3']);
  expect(page?.total).toBe(7);
  expect(CasePage.parse(page)).toEqual(page);
});

test('a line says in words why it presses', () => {
  const state = held({ ...late, urgency: ['legal'], viral: 0.4, customer: customerOf({ followers: 84_000 }) });
  expect(asked(state)?.cases[0]?.pressing).toEqual(['20 min over', 'legal or press', 'may go viral: 40%', '84,000 followers']);
});

test('a page tells what the cases can be narrowed by, the most usual first, whatever it is narrowed by itself', () => {
  const state = held(
    { network: 'x', language: 'no', tags: ['bag'] },
    { network: 'bluesky', language: 'no' },
    { network: 'x', language: 'de' },
  );
  const values = { networks: ['x', 'bluesky'], languages: ['no', 'de'], tags: ['bag'] };
  expect(asked(state, { queue: 'open' })?.values).toEqual(values);
  expect(asked(state, { queue: 'closed', network: 'reddit' }, 'all', 1)?.values).toEqual(values);
  expect(asked(state, {}, 'hotel')?.values).toEqual({ networks: [], languages: [], tags: [] });
});
