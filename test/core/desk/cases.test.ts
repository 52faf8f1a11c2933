import { describe, expect, test } from 'vitest';
import { figuresOf } from '../../../server/core/desk/samples.ts';
import { defaultDesk } from '../../../server/core/desk/setting.ts';
import { SAMPLES_KEPT } from '../../../server/core/desk/state.ts';
import type { State } from '../../../server/core/state.ts';
import type { Case } from '../../../shared/case.ts';
import { replyOf } from '../../support/case.ts';
import { MIN, START, Tale } from '../../support/tale.ts';

const people = [
  { id: 'mara', name: 'Mara', initials: ['MK'], languages: ['en'], team: null },
  { id: 'jonas', name: 'Jonas', initials: ['JD'], languages: ['en'], team: null },
];
const desk = { ...defaultDesk(), people, rivals: ['norvikfly'] };
const accounts = [{ network: 'web', handle: 'haldencare' }];

const tale = () => new Tale().settings(0, { desk, accounts });

/** Mina's complaint, to us by name. */
const complains = (t: Tale, minute = 1, over = {}) =>
  t.say(minute, {
    id: 'web:1',
    handle: 'mina',
    text: '@haldencare halden lost my bag',
    addressed: true,
    intent: 'complaint',
    label: 'negative',
    score: -0.6,
    ...over,
  });
const answers = (t: Tale, minute: number, over = {}) =>
  t.say(minute, {
    id: `web:r${minute}`,
    handle: 'haldencare',
    own: true,
    inReplyTo: 'web:1',
    text: '@mina It is on the next flight ^MK',
    reply: replyOf({ signature: 'MK' }),
    ...over,
  });

const the = (state: State, id = '1'): Case => {
  const one = state.desk.cases.get(id);
  if (!one) throw new Error(`no case ${id}`);
  return one;
};
const told = (one: Case) => one.events.map(({ what }) => what);
const minutes = (at: number | null) => (at === null ? null : (at - START) / MIN);

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

describe('a reply', () => {
  test.each([
    ['with an answer leaves it answered', replyOf({ substance: 'answer' }), 'answered', 4],
    ['with a fix leaves it answered', replyOf({ substance: 'fix' }), 'answered', 4],
    ['that asks about the matter has substance and waits for them', replyOf({ substance: 'question' }), 'waiting-customer', 4],
    ['that asks who they are has none and waits for them', replyOf({ substance: 'details' }), 'waiting-customer', null],
    ['that moves out of sight is private', replyOf({ substance: 'redirection', channel: 'private' }), 'private', null],
    ['that only acknowledges leaves them waiting', replyOf({ substance: 'acknowledgement' }), 'waiting-us', null],
    ['that only apologises leaves them waiting', replyOf({ substance: 'apology' }), 'waiting-us', null],
  ] as const)('%s', (_story, reply, status, substantive) => {
    const { state } = answers(complains(tale()), 4, { reply }).fold();
    expect(the(state).status).toBe(status);
    expect(minutes(the(state).answeredAt)).toBe(4);
    expect(minutes(the(state).substantiveAt)).toBe(substantive);
  });

  test('that only acknowledges stops the first clock and starts the next, which no second one stops', () => {
    const empty = { reply: replyOf({ substance: 'acknowledgement' }) };
    const { state } = answers(answers(complains(tale()), 4, empty), 9, empty).fold();
    expect(the(state).clocks.map(({ kind, from, stoppedAt }) => [kind, minutes(from), minutes(stoppedAt)])).toEqual([
      ['first', 1, 4],
      ['next', 4, null],
      ['resolution', 1, null],
    ]);
  });

  test('of a bot never stops the human clock', () => {
    const { state } = answers(complains(tale()), 2, { reply: replyOf({ automatic: true }) }).fold();
    expect(the(state)).toMatchObject({ status: 'new', replies: 0, botReplies: 1, answeredAt: null });
    expect(the(state).clocks[0]?.stoppedAt).toBeNull();
  });

  test('that is taken back never stopped it', () => {
    const t = answers(complains(tale()), 4).append({ kind: 'retraction', id: 'r:web:r4', at: START + 6 * MIN, mention: 'web:r4' });
    const { state } = t.fold();
    expect(the(state)).toMatchObject({ status: 'claimed', answeredAt: null, replies: 0 });
    expect(the(state).clocks[0]).toMatchObject({ kind: 'first', stoppedAt: null, due: START + 61 * MIN });
  });

  test('of a competitor in our customer’s conversation is told', () => {
    const { state } = complains(tale())
      .say(3, { handle: 'norvikfly', inReplyTo: 'web:1', watches: ['norvik'] })
      .fold();
    expect(the(state)).toMatchObject({ rivals: ['norvikfly'], status: 'new' });
  });

  test('that asks the same again is a repeated question, and another agent is a hand-over', () => {
    const asks = (signature: string) => ({ reply: replyOf({ substance: 'details', asked: ['booking'], signature }) });
    const t = answers(complains(tale()), 4, asks('MK'));
    const { state } = answers(complains(t, 6, { id: 'web:4' }), 8, asks('JD')).fold();
    expect(the(state)).toMatchObject({ repeatedQuestions: 1, handoffs: 1, agents: ['mara', 'jonas'] });
  });

  test('moved out of sight is closed by a closing line in sight', () => {
    const moved = answers(complains(tale()), 4, { reply: replyOf({ substance: 'redirection', channel: 'private' }) });
    expect(the(moved.fold().state).loop).toBe('open');
    const { state } = answers(moved, 30, { reply: replyOf({ substance: 'courtesy', closes: true }) }).fold();
    expect(the(state).loop).toBe('closed');
  });

  test('with the same words to a third customer is a template', () => {
    const t = tale();
    for (const n of [1, 2, 3]) {
      t.say(n, { id: `web:q${n}`, handle: `c${n}`, addressed: true, intent: 'complaint' });
      t.say(n + 0.5, {
        id: `web:a${n}`,
        handle: 'haldencare',
        own: true,
        inReplyTo: `web:q${n}`,
        text: `@c${n} We are sorry that your bag is delayed, please give the desk at your gate a call`,
        reply: replyOf(),
      });
    }
    const { state } = t.fold();
    expect([1, 2, 3].map((n) => the(state, String(n)).turns[1]?.template)).toEqual([false, false, true]);
  });
});

describe('clocks', () => {
  test('a breach is stamped at its due time, not when it was noticed', () => {
    const { state } = complains(tale()).tick(90).fold();
    expect(minutes(the(state).clocks[0]?.breachedAt ?? null)).toBe(61);
    expect(told(the(state))).toEqual(['opened', 'breached']);
    expect([...(state.desk.figures.get('ours')?.samples.values() ?? [])]).toMatchObject([{ case: '1', first: null, inTime: false }]);
  });

  test('a network that was late is not the agent’s lateness', () => {
    const late = answers(complains(tale()).tick(90), 95, { postedAt: START + 30 * MIN });
    const { state } = late.fold();
    expect(the(state).clocks[0]).toMatchObject({ breachedAt: null, stoppedAt: START + 30 * MIN });
    expect([...(state.desk.figures.get('ours')?.samples.values() ?? [])]).toMatchObject([{ case: '1', first: 29 * MIN, inTime: true }]);
    expect(state.desk.figures.get('ours')?.month).toMatchObject({ due: 1, late: 0 });
  });

  test('a customer who writes twice in a row waits since the first post', () => {
    const { state } = answers(complains(complains(tale()), 10, { id: 'web:2' }), 20, { inReplyTo: 'web:2' }).fold();
    expect(the(state).clocks.map(({ kind, from, stoppedAt }) => [kind, minutes(from), minutes(stoppedAt)])).toEqual([
      ['first', 1, 20],
      ['resolution', 1, null],
    ]);
  });

  test('a changed target never rewrites the past', () => {
    const t = answers(complains(tale()), 30).settings(40, {
      desk: { ...desk, targets: [{ first: 5 * MIN, next: 5 * MIN, resolution: null }] },
      accounts,
    });
    const { state } = complains(t, 50, { id: 'web:2', inReplyTo: 'web:r30' }).fold();
    expect(the(state).clocks.map(({ kind, target, breachedAt }) => [kind, target / MIN, breachedAt])).toEqual([
      ['first', 60, null],
      ['next', 5, null],
      ['resolution', 1440, null],
    ]);
  });

  test('waiting for the customer pauses the time to resolution', () => {
    const asks = answers(complains(tale()), 11, { reply: replyOf({ substance: 'details', asked: ['booking'] }) });
    expect(the(asks.fold().state).clocks.at(-1)).toMatchObject({ kind: 'resolution', due: null });
    const { state } = complains(asks, 111, { id: 'web:2' }).fold();
    expect(minutes(the(state).clocks.at(-1)?.due ?? null)).toBe(1 + 1440 + 100);
  });

  test('putting a case aside pauses the next answer, never the first', () => {
    const aside = complains(tale()).act(5, { type: 'snooze', case: '1', until: START + 50 * MIN });
    expect(the(aside.fold().state).clocks[0]?.due).toBe(START + 61 * MIN);
    const { state } = aside.tick(51).fold();
    expect(the(state)).toMatchObject({ snoozedUntil: null });
    expect(told(the(state))).toContain('woke');
  });

  test('after a week without a word nobody waits any more, and it counts as unanswered', () => {
    const { state } = complains(tale())
      .tick(8 * 1440)
      .fold();
    expect(the(state)).toMatchObject({ status: 'lapsed', answeredAt: null });
    expect(the(state).clocks[0]).toMatchObject({ kind: 'first', breachedAt: START + 61 * MIN });
  });

  test('an answered case is resolved when nothing is said, and has stayed so a week later', () => {
    const t = answers(complains(tale()), 4).tick(4 * 1440);
    expect(the(t.fold().state)).toMatchObject({ status: 'resolved', stayed: null });
    expect(the(t.tick(10.5 * 1440).fold().state)).toMatchObject({ status: 'resolved', stayed: true });
  });

  test('a closed case leaves the desk, with all that pointed to it', () => {
    const { state } = answers(complains(tale()), 4)
      .act(5, { type: 'resolve', case: '1' })
      .tick(9 * 1440)
      .fold();
    expect([state.desk.cases.size, state.desk.byPost.size, state.desk.byCustomer.size, state.desk.alarms.at.size]).toEqual([0, 0, 0, 0]);
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

describe('promises', () => {
  const promises = (due: number, kind = 'follow-up') => ({
    reply: replyOf({ substance: 'acknowledgement', promises: [{ kind: kind as 'follow-up', due: START + due * MIN }] }),
  });

  test.each([
    ['kept by a reply with substance in time', 50, 'kept', 50],
    ['broken by one that comes after it', 70, 'broken', 60],
    ['broken by silence', null, 'broken', 60],
  ] as const)('one to come back is %s', (_story, replied, stands, at) => {
    const made = answers(complains(tale()), 4, promises(60));
    const { state } = (replied === null ? made : answers(made, replied)).tick(90).fold();
    expect(the(state).promises).toMatchObject([{ state: stands, settledAt: START + at * MIN }]);
  });

  test('a person’s word stands above the rules', () => {
    const { state } = answers(complains(tale()), 4, promises(60))
      .act(20, { type: 'promise', case: '1', promise: 'web:r4#0', state: 'kept' })
      .tick(90)
      .fold();
    expect(the(state).promises).toMatchObject([{ state: 'kept', by: 'mara' }]);
  });
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
