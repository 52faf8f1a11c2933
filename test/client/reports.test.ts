import { describe, expect, it } from 'vitest';
import { lasting, sooner } from '../../client/format/lasting.ts';
import { apart, counted, interval, share } from '../../client/format/share.ts';
import { summary } from '../../client/reports/summary.ts';
import { addressOf, queryOf, type View, viewOf } from '../../client/reports/view.ts';
import { Report, type ReportFigures } from '../../shared/report.ts';
import { figuresOf, rateOf, reportOf, spreadOf } from '../support/report.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

it('the invented report is one that the server could give', () => expect(Report.safeParse(reportOf()).error).toBe(undefined));

describe('amounts of time', () => {
  it.each([
    [null, '–'],
    [0, '0 s'],
    [59_999, '59 s'],
    [24 * MINUTE, '24 min'],
    [64 * MINUTE, '1 h 04 min'],
    [DAY - 1, '23 h 59 min'],
    [51 * HOUR, '2 d 03 h'],
  ])('%s ms are %s', (ms, said) => expect(plain(lasting(ms))).toBe(said));

  it.each([
    [18 * MINUTE, 24 * MINUTE, '6 min quicker'],
    [90 * MINUTE, 26 * MINUTE, '1 h 04 min slower'],
    [24 * MINUTE, 24 * MINUTE + 5000, undefined],
    [null, 24 * MINUTE, undefined],
  ])('%s after %s is %s', (now, before, words) => expect(sooner(now, before)?.words.replaceAll('\u00a0', ' ')).toBe(words));
});

describe('shares', () => {
  it.each([
    ['are in percent', rateOf(359, 412), '87%', '359 of 412', '84 to 90%'],
    ['are counted where there are few', rateOf(3, 7), '3 of 7', '3 of 7', '40 to 46%'],
    ['are unknown of nothing', rateOf(0, 0), '–', '0 of 0', ''],
    ['may be zero', rateOf(0, 40), '0%', '0 of 40', '0 to 3%'],
  ])('%s', (_rule, rate, said, of, range) => expect([share(rate), counted(rate), interval(rate)]).toEqual([said, of, range]));

  it.each([
    [rateOf(80, 100), rateOf(60, 100), 'more'],
    [rateOf(60, 100), rateOf(80, 100), 'less'],
    [rateOf(60, 100), rateOf(63, 100), null],
    [rateOf(60, 100), rateOf(0, 0), null],
  ])('differ only where their intervals do not touch', (now, before, way) => expect(apart(now, before)).toBe(way));
});

describe('the address of a report', () => {
  const view = (over: Partial<View> = {}): View => ({ period: '7', hours: 'clock', board: '', filters: {}, ...over });

  it.each<[string, View]>([
    ['', view()],
    ['?period=month', view({ period: 'month' })],
    ['?from=2026-03-02&to=2026-03-08', view({ period: { from: '2026-03-02', to: '2026-03-08' } })],
    ['?network=x&agent=mk&board=north&hours=business', view({ filters: { network: 'x', agent: 'mk' }, board: 'north', hours: 'business' })],
  ])('%s is read and written alike', (search, read) => {
    expect(viewOf(search)).toEqual(read);
    expect(addressOf(read)).toBe(`/reports${search}`);
  });

  it.each(['?period=ever', '?from=2026-03-08', '?from=x&to=y', '?hours=night&network='])('what %s has wrong is as by default', (search) =>
    expect(viewOf(search)).toEqual(view()),
  );

  it('asks for the days of the zone, and for no more letters than the server takes', () => {
    const asked = viewOf(`?period=today&network=${'x'.repeat(99)}&board=north`);
    const query = new URLSearchParams(queryOf(asked, Date.parse('2026-03-08T12:00:00Z'), 'Europe/Oslo'));
    expect(Object.fromEntries(query)).toEqual({
      from: String(Date.parse('2026-03-07T23:00:00Z')),
      to: String(Date.parse('2026-03-08T23:00:00Z')),
      network: 'x'.repeat(32),
      board: 'north',
    });
  });
});

const WEEK = { than: 'the 7 days before', running: false };

describe('the sentence', () => {
  const none = figuresOf(0);
  it.each<[string, ReportFigures, ReportFigures | null, string]>([
    [
      'tells how many, how soon and how well',
      figuresOf(412),
      figuresOf(349),
      '412 cases opened, 18% more than in the 7 days before; 87% were answered, half of those within 24 min; 70% with substance, half of those within 1 h 06 min; 74% in time.',
    ],
    [
      'calls a small change none',
      figuresOf(412),
      figuresOf(400),
      '412 cases opened, about as many as in the 7 days before; 87% were answered, half of those within 24 min; 70% with substance, half of those within 1 h 06 min; 74% in time.',
    ],
    [
      'counts few, and compares nothing',
      figuresOf(7),
      figuresOf(3),
      '7 cases opened; 6 were answered, half of those within 24 min; 4 with substance, half of those within 1 h 06 min; 5 of 7 in time.',
    ],
    [
      'tells of a single one as of one',
      figuresOf(1, {
        answered: rateOf(1, 1),
        first: { clock: spreadOf(1, 9 * MINUTE), business: spreadOf(1, 4 * MINUTE) },
        inTime: rateOf(0, 0),
      }),
      null,
      '1 case opened; it was answered, after 9 min, none of them with substance yet.',
    ],
    [
      'says that none was answered',
      figuresOf(3, { answered: rateOf(0, 3), inTime: rateOf(0, 3) }),
      null,
      '3 cases opened; none of them has an answer; 0 of 3 in time.',
    ],
    ['says that nobody wrote', none, null, 'Nobody wrote to us in this time.'],
    [
      'does not say so when we replied to earlier ones',
      { ...none, replies: { ...none.replies, people: 3 } },
      null,
      'No new case opened in this time; 3 replies went to earlier ones.',
    ],
  ])('%s', (_rule, figures, before, words) => expect(plain(summary({ figures, before }, 'clock', WEEK))).toBe(words));

  it('names working time where that is what counts', () => {
    expect(plain(summary(reportOf(), 'business', WEEK))).toContain(
      'half of those within 12 min of working time; 70% with substance, half of those within 33 min',
    );
  });

  it.each([
    [349, '412 cases opened so far, already 18% more than in the 7 days before;'],
    [500, '412 cases opened so far; 87%'],
  ])('compares a period that still runs with %d before only where it already has more', (before, words) =>
    expect(plain(summary({ figures: figuresOf(412), before: figuresOf(before) }, 'clock', { ...WEEK, running: true }))).toContain(words),
  );
});
