import { expect, it } from 'vitest';
import { casePost } from '../server/case-post.ts';
import { emptyState } from '../server/core/state.ts';
import type { Case } from '../shared/case.ts';
import { answerOf, CASE_MINUTE, CASE_NOON, caseOf, turnOf } from './support/case.ts';

const at = (minutes: number) => CASE_NOON + minutes * CASE_MINUTE;
const wrote = (minutes: number, over: object = {}) => turnOf({ mention: `shop:c${minutes}`, postedAt: at(minutes), ...over });

function stateWith(...cases: Case[]) {
  const state = emptyState();
  for (const one of cases) state.desk.cases.set(one.id, one);
  return state;
}

it.each([
  ['the newest by then', 20, [wrote(0), wrote(10), wrote(30)], 'shop:c10'],
  ['not one of ours', 20, [wrote(0), answerOf(10)], 'shop:c0'],
  ['not one that was taken back', 20, [wrote(0), wrote(10, { retracted: true })], 'shop:c0'],
  ['the first of all, when none is so old', -5, [wrote(0), wrote(10)], 'shop:c0'],
])('the post that a message in a helpdesk answers is %s', (_case, minutes, turns, expected) => {
  expect(casePost(stateWith(caseOf({ turns })), '1', at(minutes))).toEqual({
    id: expected,
    network: 'x',
    customer: { id: 'ines', handle: 'ines', name: 'Ines Aas' },
  });
});

it('a case that became part of another is found there', () => {
  const state = stateWith(caseOf({ mergedInto: '2', turns: [] }), caseOf({ id: '2', turns: [wrote(1)] }));
  expect(casePost(state, '1', at(5))?.id).toBe('shop:c1');
});

it.each([
  ['is not there', stateWith()],
  ['has nothing left in it', stateWith(caseOf({ turns: [wrote(0, { retracted: true })] }))],
  ['was merged in a ring', stateWith(caseOf({ mergedInto: '2', turns: [] }), caseOf({ id: '2', mergedInto: '1', turns: [] }))],
])('there is no post when the case %s', (_case, state) => {
  expect(casePost(state, '1', at(5))).toBe(null);
});
