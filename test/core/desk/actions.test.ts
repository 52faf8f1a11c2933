import { describe, expect, test } from 'vitest';
import { defaultDesk } from '../../../server/core/desk/setting.ts';
import type { State } from '../../../server/core/state.ts';
import type { Case } from '../../../shared/case.ts';
import { replyOf } from '../../support/case.ts';
import { MIN, START, Tale } from '../../support/tale.ts';

const people = ['Mara', 'Jonas'].map((name) => ({ id: name.toLowerCase(), name, initials: [], languages: [], team: null }));
const teams = [{ id: 'bags', name: 'Baggage desk', calendar: 'always', languages: [], watches: [] }];
const desk = { ...defaultDesk(), people, teams };

const tale = () =>
  new Tale()
    .settings(0, { desk })
    .say(1, { id: 'web:1', handle: 'mina', addressed: true, intent: 'complaint', label: 'negative' })
    .say(2, { id: 'x:1', network: 'x', handle: 'mina_x', addressed: true, intent: 'complaint', label: 'negative' });

const the = (state: State, id = '1'): Case => {
  const one = state.desk.cases.get(id);
  if (!one) throw new Error(`no case ${id}`);
  return one;
};
const outcome = (t: Tale): string | null | undefined => t.fold().state.desk.outcomes.get(t.lastAction);

test('of two who claim a case at once the first in the journal has it, and the other is told who', () => {
  const t = tale().act(3, { type: 'claim', case: '1', by: 'mara' });
  expect(outcome(t)).toBeNull();
  t.act(3, { type: 'claim', case: '1', by: 'jonas' });
  expect(outcome(t)).toBe('Mara has it already');
  expect(the(t.fold().state)).toMatchObject({ owner: 'mara', status: 'claimed', assignedAt: START + 3 * MIN });
});

test('who gives their name is known by their id', () => {
  expect(the(tale().act(3, { type: 'claim', case: '1', by: 'Jonas' }).fold().state).owner).toBe('jonas');
});

describe('nothing is done, and it is said why,', () => {
  test.each([
    ['to a case that is not there', { type: 'claim', case: '99' }, 'case 99 is not at the desk any more'],
    ['for a team that is not there', { type: 'assign', case: '1', team: 'cargo' }, 'there is no team cargo'],
    ['for a person that is not there', { type: 'hand-off', case: '1', person: 'ada', reason: 'hers' }, 'there is no person ada'],
    ['for a time that has passed', { type: 'snooze', case: '1', until: START }, 'the time to come back to it has passed already'],
    ['to reopen what is open', { type: 'reopen', case: '1' }, 'it is open'],
    ['to merge a case with itself', { type: 'merge', case: '1', into: '1' }, 'there is no other case 1 at the desk'],
    [
      'to correct what is not said how',
      { type: 'correct', case: '1', mention: 'web:1' },
      'say what it is: a label, an intent or a substance',
    ],
    [
      'to undo what was not done',
      { type: 'undo', case: '1', action: 'act-9999' },
      'there is nothing to undo: something was posted since, or it was undone already',
    ],
  ] as const)('%s', (_story, action, why) => {
    const t = tale().act(3, action);
    expect(outcome(t)).toBe(why);
  });
});

describe('undo puts back', () => {
  test.each([
    ['a claim', { type: 'claim' }],
    ['an assignment', { type: 'assign', person: 'jonas', team: 'bags' }],
    ['tags', { type: 'tag', add: ['vip'] }],
    ['a priority', { type: 'priority', priority: 'urgent' }],
    ['putting it aside', { type: 'snooze', until: START + 60 * MIN }],
    ['a resolution', { type: 'resolve' }],
    ['a dismissal', { type: 'dismiss' }],
    ['a correction', { type: 'correct', mention: 'web:1', label: 'positive', intent: 'praise' }],
    ['a merge', { type: 'merge', into: '2' }],
    ['a hand-off', { type: 'hand-off', team: 'bags', reason: 'theirs' }],
  ] as const)('%s, with its clocks', (_story, action) => {
    const before = the(tale().fold().state);
    const t = tale().act(3, { case: '1', ...action });
    const did = t.lastAction;
    const { state } = t.act(4, { type: 'undo', case: '1', action: did }).fold();
    const { events: _e, seq: _s, since: _t, ...left } = the(state);
    const { events: _f, seq: _r, since: _u, ...was } = before;
    expect(left).toEqual(was);
    expect(the(state).events.at(-1)).toMatchObject({ what: 'undone', who: 'mara' });
  });

  test('nothing once the customer has written', () => {
    const t = tale().act(3, { type: 'resolve', case: '1' });
    const did = t.lastAction;
    t.say(4, { id: 'web:2', handle: 'mina', addressed: true, intent: 'complaint' }).act(5, { type: 'undo', case: '1', action: did });
    expect(outcome(t)).toBe('there is nothing to undo: something was posted since, or it was undone already');
  });
});

test('a hand-off keeps its reason and counts as passing the customer around', () => {
  const { state } = tale()
    .act(3, { type: 'claim', case: '1' })
    .act(4, { type: 'hand-off', case: '1', team: 'bags', reason: 'it is about a bag' })
    .fold();
  expect(the(state)).toMatchObject({ owner: null, team: 'bags', handoffs: 1, status: 'new' });
  expect(the(state).events.at(-1)).toMatchObject({ what: 'handed-off', note: 'to Baggage desk: it is about a bag', who: 'mara' });
});

test('merged cases are one, also for what the customer writes next on the other network', () => {
  const { state } = tale()
    .act(3, { type: 'merge', case: '2', into: '1' })
    .say(5, { id: 'x:2', network: 'x', handle: 'mina_x', addressed: true, intent: 'complaint', label: 'negative' })
    .fold();
  expect(the(state, '2')).toMatchObject({ status: 'merged', mergedInto: '1', turns: [] });
  expect(the(state).turns.map(({ mention, by }) => [mention, by])).toEqual([
    ['web:1', 'customer'],
    ['x:1', 'customer'],
    ['x:2', 'customer'],
  ]);
});

test('a promise goes with the reply that made it: into a merged case, back out of it, and with what is split off', () => {
  const promises = [{ kind: 'follow-up' as const, due: START + 90 * MIN }];
  const promised = () =>
    tale().say(3, {
      id: 'x:r',
      network: 'x',
      handle: 'care',
      own: true,
      inReplyTo: 'x:1',
      reply: replyOf({ substance: 'acknowledgement', promises }),
    });
  const merged = promised().act(4, { type: 'merge', case: '2', into: '1' });
  const held = (t: Tale) => [...t.fold().state.desk.cases.values()].map((one) => one.promises.map(({ id }) => id));
  expect(held(promised())).toEqual([[], ['x:r#0']]);
  expect(held(merged)).toEqual([['x:r#0'], []]);
  const did = merged.lastAction;
  expect(held(merged.act(5, { type: 'undo', case: '2', action: did }))).toEqual([[], ['x:r#0']]);
  const again = promised().say(4, { id: 'x:2', network: 'x', handle: 'mina_x', addressed: true, intent: 'question' });
  const answered = again.say(5, { id: 'x:r2', network: 'x', handle: 'care', own: true, inReplyTo: 'x:2', reply: replyOf({ promises }) });
  expect(held(answered.act(6, { type: 'split', case: '2', mention: 'x:2' }))).toEqual([[], ['x:r#0'], ['x:r2#0']]);
});

test('a post that is split off has a case and clocks of its own', () => {
  const { state } = tale()
    .say(30, { id: 'web:2', handle: 'mina', addressed: true, intent: 'question' })
    .act(31, { type: 'split', case: '1', mention: 'web:2' })
    .fold();
  expect(the(state).turns.map(({ mention }) => mention)).toEqual(['web:1']);
  expect(the(state, '3')).toMatchObject({ why: 'split', linked: ['1'], postedAt: START + 30 * MIN });
  expect(the(state, '3').clocks[0]).toMatchObject({ kind: 'first', from: START + 30 * MIN });
  expect(state.desk.byPost.get('web:2')).toBe('3');
});

test('what a person says of a post stands in place of what was heard, and is kept with both', () => {
  const { state } = tale()
    .say(4, { id: 'web:r', handle: 'care', own: true, inReplyTo: 'web:1', reply: replyOf({ substance: 'acknowledgement' }) })
    .act(5, { type: 'correct', case: '1', mention: 'web:r', substance: 'answer' })
    .fold();
  expect(the(state)).toMatchObject({ status: 'answered', substantiveAt: START + 4 * MIN });
  expect(the(state).turns[1]).toMatchObject({ reply: { substance: 'acknowledgement' }, corrected: { substance: 'answer', by: 'mara' } });
});

test('a higher priority measures what is still running by its own target', () => {
  const { state } = tale().act(11, { type: 'priority', case: '1', priority: 'urgent' }).fold();
  expect(the(state).clocks[0]).toMatchObject({ target: 15 * MIN, due: START + 16 * MIN });
});
