import { Channel, Substance } from '../../shared/reply.ts';
import { BINS, type Rate, type Report, type ReportFigures, type ReportRow, type Spread } from '../../shared/report.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A share with a plain interval around it: reports' own arithmetic is tested elsewhere. */
export function rateOf(count: number, of: number, reach = 0.03): Rate {
  const share = of === 0 ? null : count / of;
  if (share === null) return { count, of, share, low: null, high: null };
  return { count, of, share, low: Math.max(0, share - reach), high: Math.min(1, share + reach) };
}

/** Bins that fall off to both sides of the one that holds the median. */
export function spreadOf(n: number, median: number | null, p90: number | null = median === null ? null : 4 * median): Spread {
  const at = BINS.findIndex((bound) => bound >= (median ?? 0));
  const bins = [...BINS, null].map((_, i) => (n === 0 ? 0 : Math.round((n * 0.34) / (1 + Math.abs(i - at) ** 1.6))));
  return { n, median, p90, bins };
}

const both = (n: number, median: number | null, p90?: number | null) => ({
  clock: spreadOf(n, median, p90),
  business: spreadOf(n, median === null ? null : median / 2, p90 === undefined ? undefined : p90 && p90 / 2),
});

const countsOf = <K extends string>(names: readonly K[], count: (i: number) => number): Record<K, number> =>
  Object.fromEntries(names.map((name, i) => [name, count(i)])) as Record<K, number>;

/** Figures of `cases` cases, of which seven in eight were answered. */
export function figuresOf(cases: number, over: Partial<ReportFigures> = {}): ReportFigures {
  const answered = Math.floor(cases * 0.875);
  const some = (share: number) => rateOf(Math.floor(answered * share), answered);
  return {
    cases,
    answered: rateOf(answered, cases),
    substantive: rateOf(Math.floor(cases * 0.7), cases),
    unanswered: { open: Math.ceil((cases - answered) / 2), closed: Math.floor((cases - answered) / 2) },
    first: both(answered, answered === 0 ? null : 24 * MINUTE, answered === 0 ? null : 3 * HOUR),
    firstSubstantive: both(Math.floor(cases * 0.7), answered === 0 ? null : 66 * MINUTE, answered === 0 ? null : 9 * HOUR),
    next: both(answered, answered === 0 ? null : 41 * MINUTE, answered === 0 ? null : 5 * HOUR),
    resolution: both(Math.floor(cases * 0.6), answered === 0 ? null : 21 * HOUR, answered === 0 ? null : 3 * DAY),
    inTime: rateOf(Math.floor(cases * 0.74), cases),
    expected: cases === 0 ? null : 0.58,
    resolved: rateOf(Math.floor(cases * 0.6), cases),
    reopened: rateOf(Math.floor(cases * 0.04), Math.floor(cases * 0.6)),
    repliesPerCase: { mean: cases === 0 ? null : 1.8, perResolved: cases === 0 ? null : 2.1 },
    passed: some(0.22),
    repeatedQuestions: some(0.06),
    sentElsewhere: some(0.31),
    channels: countsOf(Channel.options, (i) => (i < 3 ? Math.floor((answered * 0.31) / (i + 1)) : 0)),
    promises: {
      made: Math.floor(cases * 0.1),
      kept: rateOf(Math.floor(cases * 0.07), Math.floor(cases * 0.09)),
      open: Math.floor(cases * 0.01),
    },
    loops: rateOf(Math.floor(cases * 0.05), Math.floor(cases * 0.2)),
    substances: countsOf(Substance.options, (i) => Math.floor((answered * 0.9) / (i + 1))),
    replies: { people: Math.floor(answered * 1.8), bots: Math.floor(cases * 0.2), templates: some(0.27), signed: some(0.93) },
    rivals: rateOf(Math.floor(cases * 0.02), cases),
    sentiment: { n: Math.floor(cases * 0.4), before: cases === 0 ? null : -0.42, after: cases === 0 ? null : 0.08 },
    thanked: some(0.24),
    complainedAgain: some(0.09),
    stayed: rateOf(Math.floor(cases * 0.5), Math.floor(cases * 0.55)),
    turned: { answered: rateOf(Math.floor(cases * 0.14), Math.floor(cases * 0.5)), unanswered: rateOf(0, Math.floor(cases * 0.06), 0.1) },
    reviews: { n: 0, scores: {}, agreed: rateOf(0, 0) },
    ...over,
  };
}

export function rowOf(name: string, cases: number, over: Partial<ReportRow> = {}): ReportRow {
  const { answered, first, firstSubstantive, inTime, resolved, reopened } = figuresOf(cases);
  const times = { first: first.clock, substantive: firstSubstantive.clock };
  return { name, cases, replies: Math.floor(cases * 1.6), answered, ...times, inTime, resolved, reopened, ...over };
}

/** Monday 2 March 2026, its first moment in Oslo. */
export const REPORT_FROM = Date.parse('2026-03-01T23:00:00Z');

const day = (i: number): Report['series'][number] => {
  const opened = 48 + ((i * 37) % 29);
  const answered = Math.floor(opened * 0.875);
  return {
    at: REPORT_FROM + i * DAY,
    opened,
    answered,
    resolved: Math.floor(opened / 2),
    inTime: 0.7,
    median: i === 3 ? null : (18 + ((i * 11) % 23)) * MINUTE,
  };
};

/** A week of an invented airline's answers. */
export function reportOf(over: Partial<Report> = {}): Report {
  return {
    query: { from: REPORT_FROM, to: REPORT_FROM + 7 * DAY },
    zone: 'Europe/Oslo',
    figures: figuresOf(412),
    before: figuresOf(349, { answered: rateOf(276, 349), first: both(276, 31 * MINUTE, 4 * HOUR) }),
    series: Array.from({ length: 7 }, (_, i) => day(i)),
    groups: {
      network: [rowOf('x', 240), rowOf('bluesky', 131), rowOf('mastodon', 41)],
      watch: [rowOf('brand', 380), rowOf('bags', 122)],
      language: [rowOf('en', 300), rowOf('nb', 80), rowOf('ar', 32)],
      team: [rowOf('oslo', 290), rowOf('manila', 122)],
      agent: [rowOf('mk', 160), rowOf('jd', 140, { first: spreadOf(130, 12 * MINUTE) }), rowOf('as', 9)],
    },
    accounts: [
      {
        account: 'haldenair',
        firstMessages: 390,
        answered: 341,
        firstResponse: { p50: 1440, p90: 10_800 },
        anyResponse: { n: 610, p50: 1800, p90: 12_000 },
        conversations: 402,
        repliesPerConversation: 1.7,
        signatures: 3,
        signedReplies: 620,
      },
    ],
    names: {
      watch: { brand: 'Halden Air', bags: 'Baggage' },
      team: { oslo: 'Care Oslo', manila: 'Care Manila' },
      agent: { mk: 'Mara Kvist', jd: 'Jonas Dahl', as: 'عائشة سالم' },
    },
    ...over,
  };
}
