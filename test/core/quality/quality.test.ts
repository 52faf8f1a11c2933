import { describe, expect, it } from 'vitest';
import { qualityOf } from '../../../server/core/quality/quality.ts';
import { defaultRules } from '../../../server/core/rules/defaults.ts';
import type { Incident, Mark, Miss } from '../../../shared/incident.ts';
import { settings } from '../../support/tale.ts';

const MIN = 60_000;
const DAY = 86_400_000;
const FROM = Date.parse('2026-03-01T00:00:00Z');
const RULES = defaultRules(settings());

/** An incident that opened so many minutes after the beginning. */
function incident(id: string, minute: number, over: Partial<Incident> & { mark?: Mark; rings?: number } = {}): Incident {
  const { mark, rings = 1, ...rest } = over;
  const at = FROM + minute * MIN;
  const lead = { alert: `a${id}`, kind: 'spike' as const, subject: 'halden', subjectName: 'Halden Air', rule: 'spike' };
  return {
    id,
    state: 'closed',
    severity: 'high',
    worst: 'high',
    title: 'Halden Air is surging',
    sentence: '',
    lead,
    alerts: [{ id: `a${id}`, kind: 'spike', rule: 'spike', subjectName: 'Halden Air', title: '', openedAt: at, closedAt: at + 30 * MIN }],
    alertsDropped: 0,
    subjects: ['halden'],
    onsetAt: at - 2 * MIN,
    openedAt: at,
    updatedAt: at,
    closedAt: at + 40 * MIN,
    seen: 60,
    expected: 10,
    windowSeconds: 300,
    peak: { at, seen: 60, expected: 10 },
    owner: null,
    acknowledgedAt: null,
    firstAcknowledgedAt: null,
    status: null,
    notes: [],
    events: [],
    eventsDropped: 0,
    checks: [],
    exceptions: [],
    marks: mark ? [{ by: 'mara', at: at + 60 * MIN, mark, note: '' }] : [],
    flapping: false,
    resumedAt: [],
    silenced: null,
    held: 0,
    version: 1,
    news: Array.from({ length: rings }, (_, i) => ({ version: i, at, what: 'opened' as const, text: '', rings: true })),
    mergedInto: null,
    review: null,
    pressAt: null,
    answeredAt: null,
    calmAt: at + 30 * MIN,
    series: { from: at, step: MIN, total: [], negative: [], expected: [], replies: [] },
    evidence: [],
    seq: 1,
    ...rest,
  };
}

const miss = (minute: number, watches: string[], recordedAfter = 10): Miss => ({
  id: `m${minute}`,
  by: 'mara',
  at: FROM + (minute + recordedAfter) * MIN,
  happenedAt: FROM + minute * MIN,
  mention: null,
  watches,
  note: '',
});

const measured = (incidents: Incident[], misses: Miss[] = []) =>
  qualityOf({ from: FROM, to: FROM + 7 * DAY, incidents, misses, rules: RULES, left: false, accepted: { average: 1, upset: 10 } });
const ofSpike = (incidents: Incident[], misses: Miss[] = []) => {
  const found = measured(incidents, misses).rules.find(({ rule }) => rule === 'spike');
  if (!found) throw new Error('nothing is known of the rule');
  return found;
};

describe('the quality of a rule', () => {
  it('is the share of marked incidents that were useful, be it late, with an interval', () => {
    const { precision, marks, led, alerts, aWeek } = ofSpike([
      incident('1', 10, { mark: 'useful' }),
      incident('2', 100, { mark: 'late' }),
      incident('3', 200, { mark: 'noise' }),
      incident('4', 300, { mark: 'duplicate' }),
      incident('5', 400),
    ]);
    expect([precision.count, precision.of, precision.share]).toEqual([2, 4, 0.5]);
    expect([precision.low, precision.high].map((value) => value?.toFixed(2))).toEqual(['0.15', '0.85']);
    expect(marks).toEqual({ useful: 1, late: 1, noise: 1, duplicate: 1 });
    expect([led, alerts, aWeek]).toEqual([5, 5, 5]);
  });

  it('goes by the newest mark, and leaves out what became part of another', () => {
    const twice = incident('1', 10);
    twice.marks = (['noise', 'useful'] as const).map((mark, i) => ({ by: 'jon', at: FROM + i, mark, note: '' }));
    expect(ofSpike([twice, incident('2', 20, { mark: 'noise', mergedInto: '1' })]).precision).toMatchObject({ count: 1, of: 1 });
  });

  it.each([
    { what: 'a miss of its watch', misses: [miss(5000, ['halden'])], of: 3 },
    { what: 'a miss of no watch in particular', misses: [miss(5000, [])], of: 3 },
    { what: 'two', misses: [miss(5000, []), miss(6000, [])], of: 4 },
    { what: 'one of before', misses: [miss(-10, [])], of: 2 },
  ])('counts against its recall $what', ({ misses, of }) => {
    const { recall } = ofSpike([incident('1', 10, { mark: 'useful' }), incident('2', 90, { mark: 'late' })], misses);
    expect([recall.count, recall.of]).toEqual([2, of]);
  });

  it('counts no miss against a rule about ourselves', () => {
    const blind = incident('1', 10, { mark: 'useful' });
    blind.lead = { ...blind.lead, kind: 'silence', rule: 'silence' };
    const { rules } = measured([blind], [miss(5000, [])]);
    expect(rules.find(({ rule }) => rule === 'silence')?.recall).toMatchObject({ count: 1, of: 1 });
  });

  it.each([
    { what: 'was taken', over: { firstAcknowledgedAt: FROM + 16 * MIN }, misses: [], lead: 6 * MIN },
    {
      what: 'got a note',
      over: { events: [{ at: FROM + 14 * MIN, what: 'note' as const, note: '', who: 'jon' }] },
      misses: [],
      lead: 4 * MIN,
    },
    {
      what: 'changed by itself',
      over: { events: [{ at: FROM + 14 * MIN, what: 'escalated' as const, note: '' }] },
      misses: [],
      lead: null,
    },
    { what: 'was recorded as missed before the rule told of it', over: {}, misses: [miss(9, ['halden'], -2)], lead: -3 * MIN },
  ])('leads people by the time until the incident $what', ({ over, misses, lead }) => {
    expect(ofSpike([incident('1', 10, over)], misses).lead.people.median).toBe(lead);
  });

  it('tells medians of the press, of taking it and of calm, and the load', () => {
    const { lead, acknowledge, clear, load } = ofSpike([
      incident('1', 10, { pressAt: FROM + 40 * MIN, firstAcknowledgedAt: FROM + 12 * MIN, rings: 3 }),
      incident('2', 100, { calmAt: null }),
      incident('3', 200, { calmAt: FROM + 260 * MIN }),
    ]);
    expect([lead.press, acknowledge]).toEqual([
      { n: 1, median: 30 * MIN },
      { n: 1, median: 2 * MIN },
    ]);
    expect(clear).toEqual({ n: 3, median: 40 * MIN });
    expect(load).toBeCloseTo(5 / (7 * 144), 9);
  });

  it('is of all rules together, and of none that raised nothing', () => {
    const { all, rules, incidents } = measured([incident('1', 10, { mark: 'useful' })], [miss(5000, [])]);
    expect(rules.map(({ rule }) => rule)).toEqual(['spike']);
    expect([incidents, all.led, all.precision.share, all.recall.share]).toEqual([1, 1, 1, 0.5]);
  });

  it('is also told of a rule that is gone', () => {
    const old = incident('1', 10);
    old.lead = { ...old.lead, rule: 'gone' };
    old.alerts = [];
    expect(measured([old]).rules).toMatchObject([{ rule: 'gone', kind: 'spike', led: 1, alerts: 0 }]);
  });
});
