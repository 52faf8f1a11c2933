import { describe, expect, test } from 'vitest';
import { figuresOf } from '../../../server/core/desk/samples.ts';
import { SAMPLES_KEPT } from '../../../server/core/desk/state.ts';
import { replyOf } from '../../support/case.ts';
import { accounts, answers, complains, desk, minutes, tale, the } from '../../support/complaint.ts';
import { MIN, START, Tale } from '../../support/tale.ts';

describe('a case opens', () => {
  test.each([
    ['for a complaint addressed to us', { addressed: true, intent: 'complaint' }, 'addressed'],
    ['for a complaint about our watch', { intent: 'complaint', label: 'negative' }, 'complaint'],
    ['for a question about our watch', { intent: 'question' }, 'question'],
    ['for praise that is addressed to us', { addressed: true, intent: 'praise', label: 'positive' }, 'addressed'],
    ['not for praise of us', { intent: 'praise', label: 'positive' }, null],
    ['not for a complaint about a competitor', { intent: 'complaint', watches: ['norvik'] }, null],
    ['not for a complaint about a subject alone', { intent: 'complaint', watches: ['bags'] }, null],
    ['not for a complaint that speaks for us', { intent: 'complaint', toward: { halden: { label: 'positive', score: 0.5 } } }, null],
    ['for what looks like spam, but speaks to us', { addressed: true, intent: 'spam' }, 'addressed'],
    ['not for news', { intent: 'news' }, null],
    ['not for a repost', { addressed: true, intent: 'complaint', repostOf: 'web:9' }, null],
  ] as const)('%s', (_story, said, why) => {
    const { state } = tale()
      .say(1, said as object)
      .fold();
    expect(state.desk.cases.get('1')?.why ?? null).toBe(why);
  });

  test('and keeps apart when it was posted and when it came in', () => {
    const { state } = complains(tale(), 5, { postedAt: START + 2 * MIN }).fold();
    expect([minutes(the(state).postedAt), minutes(the(state).receivedAt)]).toEqual([2, 5]);
  });

  test('with us having it from the first signed reply on', () => {
    const { state } = answers(complains(tale()), 4).fold();
    expect(the(state)).toMatchObject({ owner: 'mara', agents: ['mara'], status: 'answered', account: 'haldencare' });
    expect(minutes(the(state).answeredAt)).toBe(4);
    expect(minutes(the(state).assignedAt)).toBe(4);
  });

  test('under the account that is named as a whole', () => {
    const two = [...accounts, { network: 'web', handle: 'halden' }];
    const { state } = new Tale()
      .settings(0, { desk, accounts: two })
      .say(1, { text: '@haldenfans @haldencare and @halden lost my bag', addressed: true, intent: 'complaint' })
      .fold();
    expect(the(state).account).toBe('haldencare');
  });

  test('and learns who its customer is when a profile comes', () => {
    const author = { id: 'mina', handle: 'mina', name: 'Mina Lie', followers: 90_000, verified: true };
    const { state } = complains(tale())
      .append({ kind: 'author', id: 'p:1', at: START + 2 * MIN, source: 'push', author })
      .fold();
    expect(the(state).customer).toMatchObject({ name: 'Mina Lie', followers: 90_000, verified: true });
  });

  test('when we answer somebody who had none', () => {
    const { state } = answers(tale().say(1, { id: 'web:1', handle: 'mina', intent: 'other' }), 3).fold();
    expect(the(state)).toMatchObject({ why: 'replied', status: 'answered', customerPosts: 1, replies: 1 });
  });

  test('with the reply that came before its post', () => {
    const early = answers(tale(), 3);
    const { state } = complains(early, 4, { postedAt: START + MIN }).fold();
    expect(the(state).replies).toBe(1);
    expect(minutes(the(state).answeredAt)).toBe(3);
    expect(state.desk.orphans.size).toBe(0);
  });
});

describe('the same customer', () => {
  test('who writes anew within the time goes on with their case', () => {
    const { state } = complains(complains(tale()), 60, { id: 'web:2' }).fold();
    expect(state.desk.cases.size).toBe(1);
    expect(the(state).customerPosts).toBe(2);
  });

  test('has another case long after', () => {
    const { state } = complains(complains(tale()), 4 * 1440, { id: 'web:2' }).fold();
    expect(state.desk.cases.size).toBe(2);
  });

  test('on another network has a case of their own', () => {
    const { state } = complains(complains(tale()), 2, { id: 'x:2', network: 'x' }).fold();
    expect(state.desk.cases.size).toBe(2);
  });

  test('who thanks us for an answer settles it, and is a win', () => {
    const t = answers(complains(tale()), 4).say(9, {
      id: 'web:3',
      handle: 'mina',
      inReplyTo: 'web:r4',
      text: 'It came, thank you!',
      thanks: true,
      label: 'positive',
    });
    const { state } = t.fold();
    expect(the(state)).toMatchObject({ status: 'resolved', thanked: true, thanks: 'web:3' });
    expect(state.desk.figures.get('ours')?.wins).toMatchObject([{ case: '1', text: 'It came, thank you!', agent: 'mara' }]);
  });

  test('who writes to a resolved case opens it again', () => {
    const t = answers(complains(tale()), 4).act(10, { type: 'resolve', case: '1' });
    const { state } = complains(t, 20, { id: 'web:5', inReplyTo: 'web:r4' }).fold();
    expect(the(state)).toMatchObject({ status: 'reopened', reopened: 1, complainedAgain: true, resolvedAt: null });
  });
});

test('an answer that came before the post it answers is taken in also where the case was there already', () => {
  const t = complains(tale()).say(5, {
    id: 'web:early',
    handle: 'haldencare',
    own: true,
    inReplyTo: 'web:2',
    postedAt: START + 4 * MIN,
    reply: replyOf(),
  });
  const { state } = complains(t, 6, { id: 'web:2', postedAt: START + 3 * MIN }).fold();
  expect(the(state)).toMatchObject({ replies: 1, answeredAt: START + 4 * MIN, status: 'answered' });
});

test('a late answer that turns out to have been in time leaves the month’s budget, though its sample has left', () => {
  const t = complains(tale()).tick(90);
  const { state } = t.fold();
  expect(state.desk.figures.get('ours')?.month).toMatchObject({ due: 1, late: 1 });
  state.desk.figures.get('ours')?.samples.clear();
  const late = new Tale();
  answers(late, 95, { postedAt: START + 30 * MIN }).fold(state);
  expect(state.desk.figures.get('ours')?.month).toMatchObject({ due: 1, late: 0 });
});

test('who praises us waits for nothing, until somebody takes it', () => {
  const praise = complains(tale(), 1, { intent: 'praise', label: 'positive' });
  expect(the(praise.fold().state)).toMatchObject({ status: 'waiting-customer', priority: 'low', clocks: [] });
  expect(the(praise.act(2, { type: 'claim', case: '1' }).fold().state).status).toBe('claimed');
});

test('who praises us first and asks then waits since they asked', () => {
  const t = complains(tale(), 1, { intent: 'praise', label: 'positive' }).say(10, {
    id: 'web:2',
    handle: 'mina',
    addressed: true,
    intent: 'question',
  });
  expect(the(t.fold().state)).toMatchObject({ intent: 'question', status: 'new', priority: 'normal' });
  expect(the(t.fold().state).clocks[0]).toMatchObject({ kind: 'first', from: START + 10 * MIN });
});

test('what somebody has is given up four times later than what nobody has', () => {
  const claimed = complains(tale())
    .act(2, { type: 'claim', case: '1' })
    .tick(8 * 1440);
  expect(the(claimed.fold().state).status).toBe('claimed');
  expect(the(claimed.tick(29 * 1440).fold().state).status).toBe('lapsed');
});

test('samples beyond their bound leave by their time, whatever order they came in', () => {
  const t = tale();
  const { state } = t.fold();
  const kept = figuresOf(state, 'all');
  for (let i = 0; i < SAMPLES_KEPT; i++)
    kept.samples.set(`s${i}`, { at: START - i, case: `s${i}`, network: 'web', from: 0, first: 1, substantive: null, inTime: true });
  const after = answers(complains(tale()), 3).fold(state).state;
  expect(after.desk.figures.get('all')?.samples.has('1')).toBe(true);
  expect(after.desk.figures.get('all')?.samples.has('s0')).toBe(true);
  expect(after.desk.figures.get('all')?.samples.has(`s${SAMPLES_KEPT - 1}`)).toBe(false);
});

describe('what was said last', () => {
  test('leaves the case with a post that is taken back, and the customer’s name with the last one', () => {
    const { state } = complains(tale())
      .append({ kind: 'retraction', id: 'r:web:1', at: START + 6 * MIN, mention: 'web:1' })
      .fold();
    expect(the(state)).toMatchObject({ subject: '', customer: { handle: '', name: '' }, status: 'dismissed' });
    expect(JSON.stringify([...state.desk.cases.values()])).not.toContain('lost my bag');
  });
});
