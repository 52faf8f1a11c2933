import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { caseColumns, replyColumns } from '../../../server/core/desk/report/columns.ts';
import { type CaseFacts, factsOf, type ReplyFacts, repliesOf } from '../../../server/core/desk/report/facts.ts';
import { figuresOf } from '../../../server/core/desk/report/figures.ts';
import { groupsOf } from '../../../server/core/desk/report/groups.ts';
import { rate, spread } from '../../../server/core/desk/report/rates.ts';
import { type ReportBasis, reportOf } from '../../../server/core/desk/report/report.ts';
import { Rows } from '../../../server/core/desk/report/rows.ts';
import { seriesOf } from '../../../server/core/desk/report/series.ts';
import { Words } from '../../../server/core/desk/report/words.ts';
import { defaultDesk } from '../../../server/core/desk/setting.ts';
import type { Case } from '../../../shared/case.ts';
import { BINS } from '../../../shared/report.ts';
import { answerOf, CASE_MINUTE, CASE_NOON, caseOf, clockOf, promiseOf, replyOf, turnOf } from '../../support/case.ts';

const DAY = 86_400_000;
const NOW = CASE_NOON + 2 * DAY;
const curve = defaultDesk().expectations;

const all = () => true;
const caseRows = (facts: CaseFacts[], words = new Words()) => Rows.of([caseColumns(facts, words)], all);
const replyRows = (facts: ReplyFacts[], words: Words) => Rows.of([replyColumns(facts, words)], all);

function period(...cases: Case[]) {
  const words = new Words();
  const facts = cases.flatMap((one) => factsOf(one) ?? []);
  return { cases: caseRows(facts, words), replies: replyRows(cases.flatMap(repliesOf), words), words };
}

const figures = (...cases: Case[]) => figuresOf(period(...cases), { curve, now: NOW });

/** Answered `minutes` after the customer's post. */
function answered(id: string, minutes: number, over: Partial<Case> = {}): Case {
  const at = CASE_NOON + minutes * CASE_MINUTE;
  return caseOf({
    id,
    status: 'answered',
    answeredAt: at,
    substantiveAt: at,
    repliedAt: at,
    replies: 1,
    agents: ['mara'],
    accounts: ['haldenair'],
    clocks: [clockOf({ stoppedAt: at, worked: minutes * CASE_MINUTE, breachedAt: minutes > 60 ? CASE_NOON + 60 * CASE_MINUTE : null })],
    turns: [turnOf({ mention: `q${id}` }), answerOf(minutes, { mention: `r${id}` })],
    ...over,
  });
}

test('percentiles are those of the values in order, and bins count each value once', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 300_000_000 }), { maxLength: 200 }), (values) => {
      const sorted = values.toSorted((a, b) => a - b);
      const told = spread(Float64Array.from(values));
      const upTo = (bound: number) => sorted.filter((value) => value <= bound).length;
      expect(told.median).toBe(sorted[Math.ceil(0.5 * sorted.length) - 1] ?? null);
      expect(told.p90).toBe(sorted[Math.ceil(0.9 * sorted.length) - 1] ?? null);
      expect(told.bins).toEqual([...BINS, Number.POSITIVE_INFINITY].map((bound, i) => upTo(bound) - (i > 0 ? upTo(BINS[i - 1]!) : 0)));
    }),
  );
});

test.each([
  [0, 0, null, null],
  [0, 10, 0, 0.2775],
  [10, 10, 0.7225, 1],
  [5, 10, 0.2366, 0.7634],
  [81, 263, 0.2553, 0.3662],
])("%i of %i lies between what Wilson's interval says", (count, of, low, high) => {
  const told = rate(count, of);
  const rounded = (value: number | null) => (value === null ? null : Math.round(value * 1e4) / 1e4);
  expect([rounded(told.low), rounded(told.high)]).toEqual([low, high]);
});

describe('figures', () => {
  test('of nothing are unknown, not zero', () => {
    const none = figures();
    expect(none.cases).toBe(0);
    expect(none.answered).toEqual({ count: 0, of: 0, share: null, low: null, high: null });
    expect([none.expected, none.repliesPerCase.mean, none.sentiment.before, none.first.clock.median]).toEqual([null, null, null, null]);
  });

  test('tell who was answered, how soon, in time, and who still waits or was given up', () => {
    const told = figures(answered('1', 10), answered('2', 90), caseOf({ id: '3' }), caseOf({ id: '4', status: 'lapsed' }));
    expect(told.answered).toMatchObject({ count: 2, of: 4, share: 0.5 });
    expect(told.unanswered).toEqual({ open: 1, closed: 1 });
    expect(told.first.clock).toMatchObject({ n: 2, median: 10 * CASE_MINUTE, p90: 90 * CASE_MINUTE });
    expect(told.first.business.n).toBe(2);
    expect(told.inTime).toMatchObject({ count: 1, of: 2 });
  });

  test('leave out what was not for us or became part of another case', () => {
    expect(figures(caseOf({ status: 'dismissed' }), caseOf({ status: 'merged' })).cases).toBe(0);
  });

  test('count a late clock that nobody stopped as late, and one that runs in time as nothing yet', () => {
    const late = caseOf({ id: '1', clocks: [clockOf({ breachedAt: CASE_NOON + 60 * CASE_MINUTE })] });
    expect(figures(late, caseOf({ id: '2', clocks: [clockOf()] })).inTime).toMatchObject({ count: 0, of: 1 });
  });

  test('a fast empty reply answers, and has no substance', () => {
    const empty = answered('1', 1, {
      substantiveAt: null,
      turns: [turnOf(), answerOf(1, { reply: replyOf({ substance: 'acknowledgement' }) })],
    });
    const told = figures(empty);
    expect([told.answered.count, told.substantive.count, told.firstSubstantive.clock.n]).toEqual([1, 0, 0]);
    expect(told.substances).toMatchObject({ acknowledgement: 1, answer: 0 });
  });

  test('hold a correction for what the reply gives', () => {
    const corrected = { by: 'mara', at: NOW, substance: 'fix' as const };
    expect(figures(answered('1', 5, { turns: [answerOf(5, { corrected })] })).substances).toMatchObject({ fix: 1, answer: 0 });
  });

  test('compare who turned from negative to positive, with those whom nobody answered', () => {
    const turned = [
      turnOf(),
      answerOf(5),
      turnOf({ mention: 't', postedAt: CASE_NOON + 9 * CASE_MINUTE, label: 'positive', score: 0.7, thanks: true }),
    ];
    const told = figures(
      answered('1', 5, { turns: turned, customerPosts: 2, thanked: true, firstScore: -0.5, lastScore: 0.7 }),
      answered('2', 5),
      caseOf({ id: '3' }),
    );
    expect(told.turned.answered).toMatchObject({ count: 1, of: 2 });
    expect(told.turned.unanswered).toMatchObject({ count: 0, of: 1 });
    expect(told.sentiment).toEqual({ n: 1, before: -0.5, after: 0.7 });
    expect(told.thanked).toMatchObject({ count: 1, of: 2 });
  });

  test('know promises, media, loops and hand-overs', () => {
    const told = figures(
      answered('1', 5, {
        promises: [promiseOf({ state: 'kept' }), promiseOf({ state: 'broken' }), promiseOf(), promiseOf({ state: 'void' })],
      }),
      answered('2', 5, { sentTo: ['private', 'form'], loop: 'closed', handoffs: 1 }),
    );
    expect(told.promises).toMatchObject({ made: 3, open: 1, kept: { count: 1, of: 2 } });
    expect(told.channels).toMatchObject({ private: 1, form: 1, phone: 0 });
    expect([told.sentElsewhere.share, told.loops.share, told.passed.share]).toEqual([0.5, 1, 0.5]);
  });

  test('tell how often a person called a reply what the rules called it', () => {
    const review = (substance: 'answer' | 'fix') => ({
      mention: 'r1',
      by: 'mara',
      at: NOW,
      scores: { tone: substance === 'fix' ? 0 : 1 },
      substance,
    });
    expect(figures(answered('1', 5, { reviews: [review('answer'), review('fix')] })).reviews).toMatchObject({
      n: 2,
      scores: { tone: 0.5 },
      agreed: { count: 1, of: 2 },
    });
  });

  test('a reply to a later post is timed from that post, and a bot ends no wait', () => {
    const from = CASE_NOON + 20 * CASE_MINUTE;
    const next = clockOf({ kind: 'next', from, stoppedAt: from + 10 * CASE_MINUTE, worked: 4 * CASE_MINUTE });
    const told = figures(
      answered('1', 5, {
        clocks: [clockOf(), next],
        turns: [answerOf(5), answerOf(30), answerOf(31, { by: 'bot' }), answerOf(40, { retracted: true })],
      }),
    );
    expect(told.next.clock).toMatchObject({ n: 1, median: 10 * CASE_MINUTE });
    expect(told.next.business.median).toBe(4 * CASE_MINUTE);
    expect(told.replies).toMatchObject({ people: 2, bots: 1 });
  });
});

test('a group tells cases and replies by id, the largest first', () => {
  const { agent, network, watch } = groupsOf(
    period(answered('1', 5), answered('2', 7, { network: 'bluesky', watches: ['halden', 'bags'] }), caseOf({ id: '3' })),
  );
  expect(network?.map(({ name, cases, replies }) => [name, cases, replies])).toEqual([
    ['x', 2, 1],
    ['bluesky', 1, 1],
  ]);
  expect(watch?.map(({ name, cases }) => [name, cases])).toEqual([
    ['halden', 3],
    ['bags', 1],
  ]);
  expect(agent).toMatchObject([{ name: 'mara', cases: 2, replies: 2 }]);
});

describe('the series', () => {
  const facts = (at: number) => factsOf(caseOf({ postedAt: at }))!;

  test.each([
    ['spring', '2026-03-28', ['2026-03-27T23:00:00Z', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z', '2026-03-30T22:00:00Z']],
    ['autumn', '2026-10-24', ['2026-10-23T22:00:00Z', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z', '2026-10-26T23:00:00Z']],
  ])('has a step for every day of the zone when clocks change in %s', (_season, day, starts) => {
    const from = Date.parse(starts[0]!);
    const series = seriesOf(
      caseRows([facts(Date.parse(starts[2]!) - 1), facts(Date.parse(starts[2]!))]),
      { from, to: from + 4 * DAY - 2 * 3_600_000 },
      'Europe/Oslo',
    );
    expect(day).toBe(new Date(from + 7_200_000).toISOString().slice(0, 10));
    expect(series.map(({ at }) => at)).toEqual(starts.map((start) => Date.parse(start)));
    expect(series.map(({ opened }) => opened)).toEqual([0, 1, 1, 0]);
  });

  test('goes by hours below three days', () => {
    const series = seriesOf(
      caseRows([facts(CASE_NOON + 61 * CASE_MINUTE)]),
      { from: CASE_NOON, to: CASE_NOON + 3 * 3_600_000 },
      'Asia/Kolkata',
    );
    expect(series.map(({ at, opened }) => [(at - CASE_NOON) / CASE_MINUTE, opened])).toEqual([
      [-30, 0],
      [30, 1],
      [90, 0],
      [150, 0],
    ]);
  });
});

test('a report keeps to what narrows it, and compares with the time before', () => {
  const cases = [
    answered('1', 5),
    answered('2', 5, { network: 'bluesky' }),
    caseOf({ id: '3', watches: ['bags'], postedAt: CASE_NOON - DAY }),
  ];
  const words = new Words();
  const facts = {
    cases: () => [
      caseColumns(
        cases.map((one) => factsOf(one)!),
        words,
      ),
    ],
    replies: () => [replyColumns(cases.flatMap(repliesOf), words)],
    words,
  };
  const basis: ReportBasis = { zone: 'UTC', scope: [], curve, now: NOW };
  const ask = (over: object, scope: string[] = []) =>
    reportOf(facts, { from: CASE_NOON, to: CASE_NOON + DAY, ...over }, { ...basis, scope }, []);
  expect([ask({}).figures.cases, ask({}).before?.cases]).toEqual([2, 1]);
  expect(ask({ network: 'x' }).figures.replies.people).toBe(1);
  expect(ask({ agent: 'mara' }).figures.cases).toBe(2);
  expect(ask({ agent: 'noor' }).figures.cases).toBe(0);
  expect([ask({}, ['bags']).figures.cases, ask({}, ['bags']).before?.cases]).toEqual([0, 1]);
  expect(ask({ from: CASE_NOON - 9 * DAY, to: CASE_NOON - 8 * DAY }).before).toBeNull();
});
