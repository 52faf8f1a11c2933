import { expect, it } from 'vitest';
import { isWithin } from '../../../server/core/desk/within.ts';
import { emptyState, scope } from '../../../server/core/state.ts';
import type { Action } from '../../../shared/action.ts';
import { anAlert } from '../../support/app.ts';
import { CASE_NOON, caseOf } from '../../support/case.ts';

const state = emptyState();
for (const [id, watches] of Object.entries({ north: ['bags'], south: ['food'] }))
  state.scopes.set(id, scope({ id, watches, rivals: [] }, CASE_NOON));
state.desk.cases.set('1', caseOf({ id: '1', watches: ['bags', 'halden'] }));
state.desk.cases.set('2', caseOf({ id: '2', watches: ['food'] }));
state.desk.cases.set('3', caseOf({ id: '3', watches: [] }));
for (const subject of ['bags', 'food'])
  state.open.set(`spike:${subject}`, { alert: { ...anAlert(`spike:${subject}`), subject }, keys: [], firedAt: CASE_NOON });

const by = { id: 'action-0001', by: 'Liv' };
const rows: [what: string, scope: string, action: object, within: boolean][] = [
  ['a case about its watch', 'north', { type: 'claim', case: '1' }, true],
  ['a case about another’s', 'north', { type: 'claim', case: '2' }, false],
  ['a case about no watch', 'north', { type: 'claim', case: '3' }, false],
  ['a case that there is not', 'north', { type: 'claim', case: '9' }, false],
  ['a merge into another’s', 'north', { type: 'merge', case: '1', into: '2' }, false],
  ['a link to another’s', 'north', { type: 'link', case: '1', other: '2' }, false],
  ['a link from another’s', 'north', { type: 'link', case: '2', other: '1' }, false],
  ['an alert about its watch', 'north', { type: 'acknowledge', alert: 'spike:bags' }, true],
  ['an alert about another’s', 'north', { type: 'acknowledge', alert: 'spike:food' }, false],
  ['an alert that there is not', 'north', { type: 'acknowledge', alert: 'none' }, false],
  ['everything, of every watch', 'all', { type: 'merge', case: '1', into: '2' }, true],
  ['anything, of a scope that is gone', 'gone', { type: 'claim', case: '1' }, false],
];

it.each(rows)('acting on %s from %s is within it or not', (_what, scopeId, action, within) => {
  expect(isWithin(state, scopeId, { ...by, ...action } as Action)).toBe(within);
});
