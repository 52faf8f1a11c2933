import { expect, test } from 'vitest';
import { CLOSED_CASES, OPEN_CASES } from '../../../server/core/desk/state.ts';
import { emptyState, type State } from '../../../server/core/state.ts';
import { isClosed, LINKS_BOUND, TURNS_BOUND } from '../../../shared/case.ts';
import { caseOf } from '../../support/case.ts';
import { START, Tale } from '../../support/tale.ts';

/** A state with that many cases, a second apart; `over` says what each is. */
function full(many: number, over: (i: number) => object): State {
  const state = emptyState();
  state.now = START;
  for (let i = 1; i <= many; i++) {
    const id = String(i);
    state.desk.cases.set(id, caseOf({ id, since: START + i * 1000, turns: [], ...over(i) }));
  }
  state.desk.next = many + 1;
  return state;
}

const ids = (state: State, closed: boolean) =>
  [...state.desk.cases.values()].filter(({ status }) => isClosed(status) === closed).map(({ id }) => id);

test('with too many closed cases the longest closed leave, and no open one', () => {
  const state = full(CLOSED_CASES + 200, (i) => ({ status: i <= 100 ? 'claimed' : 'resolved', resolvedAt: START + i * 1000 }));
  new Tale().settings(0).tick(1).fold(state);
  expect(ids(state, false)).toHaveLength(100);
  expect(ids(state, true).length).toBeLessThanOrEqual(CLOSED_CASES);
  expect(state.desk.cases.has('101')).toBe(false);
  expect(state.desk.cases.has(String(CLOSED_CASES + 200))).toBe(true);
});

test('with too many open ones the oldest lapse, those that nobody has before the others', () => {
  const state = full(OPEN_CASES + 100, (i) => ({ status: 'claimed', owner: i % 2 ? 'mara' : null }));
  new Tale().settings(0).tick(1).fold(state);
  expect(ids(state, false).length).toBeLessThanOrEqual(OPEN_CASES);
  expect(state.desk.cases.get('1')?.status).toBe('claimed');
  expect(state.desk.cases.get('2')?.status).toBe('lapsed');
});

test('a case that everybody joins keeps its first post and the newest, and counts the others', () => {
  const tale = new Tale().settings(0).say(1, { id: 'web:0', handle: 'mina', addressed: true, intent: 'complaint' });
  for (let i = 1; i <= TURNS_BOUND + 20; i++) tale.say(1 + i / 10, { id: `web:${i}`, handle: 'mina', inReplyTo: 'web:0', addressed: true });
  for (let i = 1; i <= 40; i++) tale.say(20 + i / 10, { id: `x:${i}`, handle: `fan${i}`, inReplyTo: 'web:0', intent: 'other' });
  const one = tale.fold().state.desk.cases.get('1');
  expect(one?.turns.length).toBeLessThanOrEqual(TURNS_BOUND);
  expect(one?.turns[0]?.mention).toBe('web:0');
  expect(one?.customerPosts).toBe(TURNS_BOUND + 21);
  expect(one?.turnsDropped).toBe(TURNS_BOUND + 61 - (one?.turns.length ?? 0));
  expect(one?.linked.length).toBeLessThanOrEqual(LINKS_BOUND);
});
