import { describe, expect, test } from 'vitest';
import { replyOf } from '../../support/case.ts';
import { accounts, answers, complains, desk, minutes, tale, the, told } from '../../support/complaint.ts';
import { MIN, START } from '../../support/tale.ts';

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
