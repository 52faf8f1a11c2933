import { describe, expect, it } from 'vitest';
import { type Judging, judge, type Known, loadOf } from '../../../server/core/quality/judge.ts';
import type { Alert } from '../../../shared/alert.ts';
import type { Mark, Miss } from '../../../shared/incident.ts';
import type { Rule } from '../../../shared/rule.ts';

const MIN = 60_000;
const DAY = 86_400_000;
const FROM = Date.parse('2026-03-01T00:00:00Z');

const RULE: Rule = {
  id: 'spike',
  kind: 'spike',
  name: 'More mentions',
  enabled: true,
  watches: [],
  severity: null,
  hold: 0,
  minimum: 20,
  times: 2,
  clear: 1.4,
};

const alert = (minute: number, over: Partial<Alert> = {}): Alert => ({
  id: `spike:halden:${minute}`,
  kind: 'spike',
  severity: 'high',
  state: 'closed',
  title: 'Halden Air is surging',
  reason: '60 mentions in 5 min',
  subject: 'halden',
  subjectName: 'Halden Air',
  onsetAt: FROM + (minute - 2) * MIN,
  openedAt: FROM + minute * MIN,
  updatedAt: FROM + minute * MIN,
  closedAt: FROM + (minute + 30) * MIN,
  seen: 60,
  expected: 10,
  windowSeconds: 300,
  peak: { at: FROM + minute * MIN, seen: 90, expected: 10 },
  evidence: [],
  rule: { name: 'spike', settings: {} },
  whyNow: '',
  whyNotBefore: '',
  timeline: [],
  merged: [],
  incident: '',
  ...over,
});

const incident = (id: string, minute: number, mark: Mark | null, over: Partial<Known> = {}): Known => ({
  id,
  title: `Incident ${id}`,
  lead: { alert: 'a', kind: 'spike', subject: 'halden', subjectName: 'Halden Air', rule: 'spike' },
  subjects: ['halden'],
  onsetAt: FROM + (minute - 2) * MIN,
  openedAt: FROM + minute * MIN,
  closedAt: FROM + (minute + 30) * MIN,
  marks: mark ? [{ by: 'mara', at: FROM, mark, note: '' }] : [],
  ...over,
});

const miss = (minute: number, watches: string[] = ['halden']): Miss => ({
  id: `m${minute}`,
  by: 'mara',
  at: FROM + (minute + 90) * MIN,
  happenedAt: FROM + minute * MIN,
  mention: null,
  watches,
  note: 'A strike began',
});

const raised = (...alerts: Alert[]) => ({ alerts, openings: alerts.map(({ openedAt }) => openedAt) });
const judged = (over: Partial<Judging>) =>
  judge({
    rule: RULE,
    from: FROM,
    to: FROM + 14 * DAY,
    posts: 1000,
    tookMs: 2000,
    present: raised(),
    changed: raised(),
    incidents: [],
    misses: [],
    accepted: { average: 1, upset: 10 },
    ...over,
  });

describe('the judgement of a tested rule', () => {
  it('says in words what changes', () => {
    const { words, changed, present, sooner } = judged({
      present: raised(alert(100), alert(1000), alert(2000)),
      changed: raised(alert(102), alert(1000)),
      incidents: [incident('1', 100, 'useful'), incident('2', 2000, 'useful'), incident('3', 1000, 'noise')],
      misses: [miss(5000)],
    });
    expect(words).toEqual([
      '1 alert a week instead of 1.5',
      'misses 1 of 2 that people called useful (now it finds 2)',
      'finds none of the 1 that people said was missed',
      'finds them 2 min later than now',
      'still raises the one that people called noise',
    ]);
    expect(sooner).toBe(-2 * MIN);
    expect([present?.useful, changed.useful]).toEqual([
      { found: 2, of: 2 },
      { found: 1, of: 2 },
    ]);
  });

  it.each([
    { what: 'opens within it', at: 110, found: 1 },
    { what: 'opens shortly before it', at: 88, found: 1 },
    { what: 'opens long before it', at: 40, found: 0 },
    { what: 'opens when it is over', at: 140, found: 0 },
  ])('finds an incident where an alert $what', ({ at, found }) => {
    expect(judged({ changed: raised(alert(at)), incidents: [incident('1', 100, 'late')] }).changed.useful).toEqual({ found, of: 1 });
  });

  it.each([
    { what: 'a watch that the alert is not about', over: { subjects: ['norvik'] }, of: 1, found: 0 },
    {
      what: 'another kind, which neither version raised',
      over: { lead: { ...incident('1', 1, null).lead, kind: 'viral' as const }, subjects: ['bags'] },
      of: 0,
      found: 0,
    },
    {
      what: 'another kind, which it raises too',
      over: { lead: { ...incident('1', 1, null).lead, kind: 'viral' as const } },
      of: 1,
      found: 1,
    },
    { what: 'one that became part of another', over: { mergedInto: '7' }, of: 0, found: 0 },
  ])('holds $what against it as far as it is its business', ({ over, of, found }) => {
    const { useful } = judged({ changed: raised(alert(100)), incidents: [incident('1', 100, 'useful', over)] }).changed;
    expect(useful).toEqual({ found, of });
  });

  it.each([
    { what: 'an alert near its time', minute: 120, watches: ['halden'], result: { found: 1, of: 1 } },
    { what: 'no watch named', minute: 80, watches: [], result: { found: 1, of: 1 } },
    { what: 'another watch', minute: 100, watches: ['norvik'], result: { found: 0, of: 1 } },
    { what: 'another time', minute: 300, watches: ['halden'], result: { found: 0, of: 1 } },
  ])('looks for what was missed: $what', ({ minute, watches, result }) => {
    expect(judged({ changed: raised(alert(100)), misses: [miss(minute, watches)] }).changed.misses).toEqual(result);
  });

  it('holds no miss against a rule about ourselves or other watches', () => {
    const rule: Rule = { ...RULE, watches: ['norvik'] };
    expect(judged({ rule, misses: [miss(10)] }).compared).toEqual([]);
    const blind: Rule = {
      id: 'silence',
      kind: 'silence',
      name: 'Blind',
      enabled: true,
      watches: [],
      severity: null,
      hold: 0,
      minutes: 2,
      missed: 12,
    };
    expect(judged({ rule: blind, misses: [miss(10)] }).compared).toEqual([]);
  });

  it('names the incident that an alert was, with its mark, newest alert first', () => {
    const { changed } = judged({ changed: raised(alert(100), alert(4000)), incidents: [incident('12', 101, 'noise')] });
    expect(changed.alerts.map(({ incident: id, mark, seen }) => [id, mark, seen])).toEqual([
      [null, null, 90],
      ['12', 'noise', 90],
    ]);
  });

  it('tells a rule that is not in force without a comparison', () => {
    const { words, present } = judged({ present: null, changed: raised(alert(1), alert(2)) });
    expect(present).toBeNull();
    expect(words).toEqual([
      '1 alert a week (2 in 14 days)',
      'nothing of its kind was marked useful yet, so what it would miss is not known',
    ]);
  });

  it('warns of more in ten minutes than is accepted', () => {
    const many = raised(...Array.from({ length: 12 }, (_, i) => alert(50 + i * 0.5)));
    expect(judged({ present: null, changed: many }).words.at(-1)).toBe('at worst 12 in ten minutes, where 10 is accepted');
  });
});

describe('the load of a rule', () => {
  it.each([
    { at: [], worst: 0, worstAt: null },
    { at: [0, 9, 10, 11], worst: 3, worstAt: 9 },
    { at: [0, 1, 2, 30], worst: 3, worstAt: 0 },
  ])('of openings at minutes $at is at worst $worst', ({ at, worst, worstAt }) => {
    const { worst: most, worstAt: when } = loadOf(
      at.map((minute) => minute * MIN),
      DAY,
    );
    expect([most, when]).toEqual([worst, worstAt === null ? null : worstAt * MIN]);
  });

  it('is spread over the whole time on average', () => {
    expect(loadOf([0, MIN, 2 * MIN], DAY).average).toBeCloseTo(3 / 144, 9);
  });
});
