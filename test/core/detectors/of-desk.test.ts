import { describe, expect, it } from 'vitest';
import { renderSlice } from '../../../server/core/board/index.ts';
import { PulseSlice } from '../../../shared/slices.ts';
import { replyOf } from '../../support/case.ts';
import { accounts, desk } from '../../support/complaint.ts';
import { openedOf, ruled, ruleOf } from '../../support/rules.ts';
import { MIN, START, Tale } from '../../support/tale.ts';

const tale = (rules = {}) => new Tale().settings(0, { desk, accounts, ...rules });

/** So many customers complain of what is urgent, one a minute from the first on. */
function complaints(t: Tale, many: number, over: object = { urgency: ['safety'] }): Tale {
  for (let i = 0; i < many; i++) {
    t.say(1 + i, { id: `web:c${i}`, handle: `c${i}`, addressed: true, intent: 'complaint', label: 'negative', ...over });
  }
  return t;
}

const ticks = (t: Tale, from: number, to: number): Tale => {
  for (let minute = from; minute < to; minute++) t.tick(minute);
  return t;
};

const reply = (t: Tale, minute: number, to: number, over: object = {}): Tale =>
  t.say(minute, {
    id: `web:r${to}-${minute}`,
    handle: 'haldencare',
    own: true,
    inReplyTo: `web:c${to}`,
    text: 'It is on the next flight ^MK',
    reply: replyOf({ signature: 'MK', ...over }),
  });

describe('urgent cases over their time', () => {
  it('are an alert of the desk once there are enough, with who has them, and no words of anybody', () => {
    const t = complaints(tale(), 7).act(8, { type: 'claim', case: '1' });
    const [alert] = openedOf(ticks(t, 9, 30), 'breach');
    expect(alert).toMatchObject({
      subject: 'desk',
      subjectName: 'The desk',
      severity: 'medium',
      title: 'Urgent cases wait over their time',
      reason: '5 urgent cases wait over their time, the longest for 4 min; 4 with nobody, 1 with Mara; since 06:20',
      // The fifth came at 06:05, with fifteen minutes for an answer.
      onsetAt: START + 20 * MIN,
      openedAt: START + 20 * MIN,
      seen: 5,
      expected: 0,
      evidence: [],
      rule: { name: 'breach', settings: { minimum: 5, priority: 'urgent' } },
    });
  });

  it.each([
    ['too few', () => complaints(tale(), 4)],
    ['others', () => complaints(tale(), 8, {})],
    ['answered ones', () => [0, 1, 2, 3].reduce((t, i) => reply(t, 10, i), complaints(tale(), 8))],
  ])('are not found in %s', (_story, told) => {
    expect(openedOf(ticks(told(), 11, 40), 'breach')).toEqual([]);
  });

  it('are looked for down to the priority of the rule', () => {
    const any = ruled([ruleOf('breach', { priority: 'low', minimum: 3 })]);
    const [alert] = openedOf(ticks(complaints(tale(any), 3, {}), 5, 70), 'breach');
    expect(alert!.reason).toMatch(/^3 cases of priority low or more wait over their time/);
  });

  it('are no surge of what is said', () => {
    const { state } = ticks(complaints(tale(), 6), 8, 70).fold();
    expect([...state.open.values()].map(({ alert }) => alert.kind)).toEqual(['breach']);
    expect(PulseSlice.parse(renderSlice(state, 'pulse', 'all'))).toMatchObject({ level: 'usual', since: null });
  });

  it('close once they are answered', () => {
    const t = ticks(complaints(tale(), 6), 8, 30);
    for (let i = 0; i < 6; i++) reply(t, 30, i);
    expect(
      ticks(t, 31, 50)
        .fold()
        .state.closed.map(({ kind }) => kind),
    ).toContain('breach');
  });
});

describe('late answers', () => {
  const rules = ruled([ruleOf('burn', { minimum: 10, window: 60 * MIN }), ruleOf('breach', { enabled: false })]);
  /** Twenty customers, of whom so many get their first answer in time; the last ones do not. */
  const answered = (inTime: number) => {
    const t = complaints(tale(rules), 20, {});
    for (let i = 0; i < inTime; i++) reply(t, 25, i);
    return ticks(t, 26, 90);
  };

  it('that use up the budget at many times its pace are an alert, over both windows', () => {
    const [alert] = openedOf(answered(4), 'burn');
    expect(alert).toMatchObject({
      subject: 'desk',
      severity: 'high',
      title: 'Late answers use up the budget',
      rule: { name: 'burn', settings: { times: 6, clear: 3, window: '1 h 00 min', minimum: 10 } },
    });
    // Of 4 in time and 6 late 60% are late, six times the 10% that may be.
    expect(alert!.reason).toBe('6 of 10 first answers late in 1 h 00 min (60%), 6 times what the month allows (10%); since 07:05');
    expect(alert!.seen).toBe(6);
    expect(alert!.expected).toBeCloseTo(1);
    expect(alert!.whyNow).toMatch(/^6 times the allowed pace over 1 h 00 min and 10 times over the last 5 min; 6 times in both, of 10 due/);
  });

  it('that are few among many are none', () => {
    expect(openedOf(answered(14), 'burn')).toEqual([]);
  });

  it('cannot be put out of reach by a large budget: all late is late', () => {
    const lax = { ...rules, desk: { ...desk, inTime: 0.5 } };
    const t = ticks(complaints(tale(lax), 12, {}), 13, 80);
    expect(openedOf(t, 'burn')).toHaveLength(1);
  });
});

describe('broken promises', () => {
  const rules = ruled([ruleOf('promise', { minimum: 3 }), ruleOf('burn', { enabled: false })]);
  /** Each of so many customers is promised to hear from us within an hour. */
  const promised = (many: number) => {
    const t = complaints(tale(rules), many, {});
    const promises = [{ kind: 'follow-up' as const, due: START + 60 * MIN }];
    for (let i = 0; i < many; i++) reply(t, 10, i, { substance: 'acknowledgement', promises });
    return ticks(t, 11, 70);
  };

  it('are an alert once enough of them were not made good for half an hour', () => {
    const [alert] = openedOf(ticks(promised(4), 70, 100), 'promise');
    expect(alert).toMatchObject({
      subject: 'desk',
      reason: '4 promises broken within a day and not made good, the first at 07:00; 4 cases: 4 with Mara; since 07:00',
      onsetAt: START + 60 * MIN,
      // Between the minutes the desk settles what was due at the full one.
      openedAt: START + 91 * MIN,
      seen: 4,
      evidence: [],
    });
  });

  it('are none once we came back to them, though late', () => {
    const t = promised(4);
    for (let i = 0; i < 2; i++) reply(t, 75, i);
    expect(openedOf(ticks(t, 76, 120), 'promise')).toEqual([]);
  });

  it('are forgotten after a day', () => {
    const t = ticks(promised(3), 70, 100);
    for (let minute = 100; minute < 26 * 60; minute += 5) t.tick(minute);
    expect(t.fold().state.closed.map(({ kind }) => kind)).toContain('promise');
  });
});
