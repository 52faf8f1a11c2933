import { describe, expect, test } from 'vitest';
import { replyOf } from '../../support/case.ts';
import { answers, complains, minutes, tale, the } from '../../support/complaint.ts';
import { MIN, START } from '../../support/tale.ts';

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
