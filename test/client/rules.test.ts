import { describe, expect, it } from 'vitest';
import { handlesIn, turned } from '../../client/rules/choices.ts';
import { idFor, isSame, newRule } from '../../client/rules/drafts.ts';
import { clockOf, clockRead, fieldsOf, typed, withTyped } from '../../client/rules/fields.ts';
import { KINDS } from '../../client/rules/kinds.ts';
import { leadWords, recordWords, shareWords } from '../../client/rules/record.ts';
import { sentenceOf, watchWords } from '../../client/rules/sentence.ts';
import { endOf, fromLocal, toLocal } from '../../client/rules/spans.ts';
import { tabOf } from '../../client/rules/tabs.ts';
import { sidesOf, soonerWords } from '../../client/rules/trial.ts';
import { defaultRules } from '../../server/core/rules/defaults.ts';
import type { BacktestResult, Tried } from '../../shared/backtest.ts';
import { Rule } from '../../shared/rule.ts';
import { settings } from '../support/tale.ts';

const { watches } = settings();
const RULES = defaultRules(settings());
const [SPIKE] = RULES.filter((rule) => rule.kind === 'spike');
if (SPIKE?.kind !== 'spike') throw new Error('there is no spike rule');
const URGENT = RULES.find((rule) => rule.kind === 'urgent') ?? SPIKE;
const ABSENCE = RULES.find((rule) => rule.kind === 'absence') ?? SPIKE;

describe('a rule in one sentence', () => {
  it.each([
    { rule: SPIKE, says: 'Opens when mentions in 5 or 15 min reach 20 and 2 times the usual; clears below 1.4 times' },
    {
      rule: { ...SPIKE, watches: ['halden', 'bags'], hold: 120_000, severity: 'high' as const },
      says: 'Opens when mentions of Halden Air and Baggage in 5 or 15 min reach 20 and 2 times the usual; clears below 1.4 times; must last 2\u00a0min; always high',
    },
    { rule: { ...URGENT, minimum: 1 }, says: 'Opens when one person speaks of danger or law within 30\u00a0min' },
    {
      rule: { ...ABSENCE, minimum: 3, by: 600, days: [1, 2], watches: ['halden'] } as Rule,
      says: 'Opens when fewer than 3 mentions of Halden Air came between 00:00 and 10:00 on Mondays, Tuesdays',
    },
  ])('says what it does: $says', ({ rule, says }) => {
    expect(sentenceOf(rule, watches)).toBe(says);
  });

  it('there is one for every kind, and every kind is listed', () => {
    for (const rule of RULES) expect(sentenceOf(rule, watches)).toMatch(/^Opens when [^{}]+$/);
    expect(KINDS.map(({ kind }) => kind).toSorted()).toEqual(RULES.map(({ kind }) => kind).toSorted());
  });

  it.each([
    { ids: [], words: null },
    { ids: ['halden'], words: 'Halden Air' },
    { ids: ['halden', 'bags', 'gone'], words: 'Halden Air and 2 more' },
  ])('names watches $ids', ({ ids, words }) => {
    expect(watchWords(ids, watches)).toBe(words);
  });
});

describe('the form of a rule', () => {
  it.each(RULES)('shows and keeps every number of the kind $kind', (rule) => {
    for (const field of fieldsOf(rule.kind)) {
      const shown = typed(rule, field);
      expect(shown).toBeGreaterThanOrEqual(field.min);
      expect(isSame(withTyped(rule, field, shown), rule)).toBe(true);
      const changed = withTyped(rule, field, field.min === shown ? shown + field.step : field.min);
      expect(isSame(changed, rule)).toBe(false);
      expect(Rule.safeParse(changed).success).toBe(true);
    }
  });

  it('keeps minutes as ms and percent as a share, and ignores what is no number', () => {
    const hold = fieldsOf('spike').find(({ key }) => key === 'hold')!;
    expect(withTyped(SPIKE, hold, 3).hold).toBe(180_000);
    expect(withTyped(SPIKE, hold, Number.NaN)).toBe(SPIKE);
    const share = RULES.find((rule) => rule.kind === 'share')!;
    const drop = fieldsOf('share').find(({ key }) => key === 'drop')!;
    expect(withTyped(share, drop, 29)).toMatchObject({ drop: 0.29 });
  });

  it.each([
    { words: '08:30', at: 510 },
    { words: '24:00', at: 1440 },
    { words: 'noon', at: Number.NaN },
  ])('reads the time $words', ({ words, at }) => {
    expect(clockRead(words)).toBe(at);
    if (!Number.isNaN(at)) expect(clockOf(at)).toBe(words);
  });

  it('takes handles as people paste them', () => {
    expect(handlesIn('@Nora_V, per.h\nNORA_V;')).toEqual(['nora_v', 'per.h']);
    expect([turned([1, 2], 2, false), turned([1], 2, true), turned([1], 1, true)]).toEqual([[1], [1, 2], [1]]);
  });

  it('makes a new rule from what counts for all, with an id of its own', () => {
    const lines = RULES.map((rule) => ({ rule, origin: 'default' as const, beneath: null }));
    expect(newRule('spike', lines)).toMatchObject({ kind: 'spike', id: 'spike-of-my-own', minimum: 20, watches: [], enabled: true });
    expect([idFor('Åse’s  Spike!', []), idFor('Spike', ['spike', 'spike-2']), idFor('急増', [])]).toEqual([
      'a-se-s-spike',
      'spike-3',
      'rule',
    ]);
  });
});

const tried = (over: Partial<Tried>): Tried => ({
  count: 2,
  aWeek: 1.4,
  alerts: [],
  load: { average: 0.002, worst: 1, worstAt: 0 },
  useful: { found: 5, of: 6 },
  misses: { found: 0, of: 0 },
  noise: { raised: 1, of: 2 },
  ...over,
});

describe('what came of a test', () => {
  it('is told side by side, and warns of too much', () => {
    const result: BacktestResult = {
      from: 0,
      to: 1,
      days: 10,
      posts: 1,
      tookMs: 1,
      words: [],
      present: tried({}),
      changed: tried({ aWeek: 30, load: { average: 0.1, worst: 14, worstAt: 0 } }),
      compared: [],
      sooner: null,
      accepted: { average: 1, upset: 10 },
    };
    expect(sidesOf(result).map(({ present, changed, bad }) => [present, changed, bad])).toEqual([
      ['1.4', '30', false],
      ['5 of 6', '5 of 6', false],
      ['–', '–', false],
      ['1 of 2', '1 of 2', false],
      ['0.002', '0.1', false],
      ['1', '14', true],
    ]);
  });

  it.each([
    { ms: 125_000, words: '2\u00a0min sooner' },
    { ms: -40_000, words: '40\u00a0s later' },
    { ms: 0, words: 'at the same time' },
    { ms: null, words: '' },
  ])('says $words', ({ ms, words }) => {
    expect(soonerWords(ms)).toBe(words);
  });
});

describe('the record of a rule', () => {
  const rate = { count: 5, of: 6, share: 5 / 6, low: 0.36, high: 0.97 };
  const none = { count: 0, of: 0, share: null, low: null, high: null };
  const quality = {
    rule: 'spike',
    kind: 'spike' as const,
    alerts: 6,
    aWeek: 1.4,
    led: 6,
    marks: { useful: 5, late: 0, noise: 1, duplicate: 0 },
    precision: rate,
    recall: none,
    lead: { people: { n: 1, median: -60_000 }, press: { n: 0, median: null } },
    acknowledge: { n: 0, median: null },
    clear: { n: 0, median: null },
    load: 0,
  };

  it('is a few words beside it', () => {
    expect(recordWords(quality, 30)).toEqual(['1.4 alerts a week', '5 of 6 marked useful', '1\u00a0min after people']);
    expect(recordWords({ ...quality, precision: none }, 30)[1]).toBe('not marked yet');
    // Four minutes say nothing of a week.
    expect(recordWords({ ...quality, alerts: 1 }, 1 / 360)[0]).toBe('1 alert in 4\u00a0min');
    expect([recordWords(undefined, 30), recordWords(undefined, 1)]).toEqual([['no alert in 30 days'], ['no alert yet']]);
  });

  it('tells zero from what nobody knows', () => {
    expect([shareWords(rate), shareWords(none), leadWords({ median: 0 }), leadWords({ median: null })]).toEqual([
      '83% (36 to 97)',
      '–',
      '0\u00a0s before',
      '–',
    ]);
  });
});

describe('the end of a silence', () => {
  const now = Date.parse('2026-03-28T21:30:00Z');

  it.each([
    { span: '1h' as const, custom: '', end: '2026-03-28T22:30:00Z' },
    { span: '4h' as const, custom: '', end: '2026-03-29T01:30:00Z' },
    { span: 'tomorrow' as const, custom: '', end: '2026-03-29T06:00:00Z' },
    { span: 'custom' as const, custom: '2026-03-29T01:30', end: '2026-03-29T00:30:00Z' },
    { span: 'custom' as const, custom: '2026-03-29T04:00', end: '2026-03-29T02:00:00Z' },
  ])('$span $custom is $end, in a night in which the clocks change', ({ span, custom, end }) => {
    expect(new Date(endOf(span, now, 'Europe/Oslo', custom)).toISOString()).toBe(end.replace('Z', '.000Z'));
  });

  it('is read as it was shown, and nothing is no time', () => {
    expect(toLocal(fromLocal('2026-07-01T09:15', 'Asia/Kathmandu'), 'Asia/Kathmandu')).toBe('2026-07-01T09:15');
    expect(endOf('custom', now, 'UTC', '')).toBeNaN();
  });
});

it('an address names a part of the page, or the first one is shown', () => {
  expect([tabOf('?tab=channels'), tabOf('?tab=none'), tabOf('')]).toEqual(['channels', 'rules', 'rules']);
});
