import { describe, expect, it } from 'vitest';
import { share } from '../../client/format/share.ts';
import { BIN_NAMES, barWords, channels, distribution, substances } from '../../client/reports/bars.ts';
import { Choices } from '../../client/reports/choices.ts';
import { DEFINITIONS, TERMS } from '../../client/reports/definitions.ts';
import { keyFigures, outcomeFigures, qualityFigures, reviewFigures, score, timesRows, turnedWords } from '../../client/reports/figures.ts';
import { nameOf, type Order, orderOf, sorted } from '../../client/reports/groups.ts';
import { isHourly, seriesChart, stepWords } from '../../client/reports/series.ts';
import { isSubstantive, Substance } from '../../shared/reply.ts';
import { BINS } from '../../shared/report.ts';
import { figuresOf, rateOf, reportOf, rowOf, spreadOf } from '../support/report.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('figures beside the period before', () => {
  const now = figuresOf(412);

  it('tell a direction only beyond chance, and whether it is good', () => {
    const before = figuresOf(400, { answered: rateOf(280, 400), reopened: rateOf(2, 240) });
    const told = keyFigures([now, before]).map(({ term, value, before: was, change }) => [term, value, was, change]);
    expect(told).toEqual([
      ['cases', '412', '400', null],
      ['answered', '87%', '70%', { words: 'more', good: true }],
      ['substantive', '70%', '70%', null],
      ['inTime', '74%', '74%', null],
      ['expected', '58%', '58%', null],
      ['resolved', '60%', '60%', null],
      ['reopened', '6%', '1%', null],
      ['stayed', '91%', '91%', null],
    ]);
  });

  it('tell unknown from zero, and that nothing is known of before', () => {
    const told = keyFigures([figuresOf(0), null]);
    expect(told.map(({ value }) => value)).toEqual(['0', '–', '–', '–', '–', '–', '–', '–']);
    expect(told.map(({ before }) => before)).toEqual(told.map(() => null));
    expect(told[1]?.note).toBe('none to tell it of');
  });

  it('have the response with substance right beside the first, in the hours that were asked for', () => {
    const before = figuresOf(400, { first: { clock: spreadOf(350, 31 * MINUTE), business: spreadOf(350, 12 * MINUTE) } });
    const clock = timesRows([now, before], 'clock');
    expect(clock.map(({ term, median, change }) => [term, plain(median), change && [plain(change.words), change.good]])).toEqual([
      ['first', '24 min', ['7 min quicker', true]],
      ['firstSubstantive', '1 h 06 min', null],
      ['next', '41 min', null],
      ['resolution', '21 h 00 min', null],
    ]);
    expect(timesRows([now, null], 'business').map(({ median, before: was }) => [plain(median), was])).toEqual([
      ['12 min', null],
      ['33 min', null],
      ['20 min', null],
      ['10 h 30 min', null],
    ]);
  });

  it('compare no median of few', () => {
    const few = figuresOf(8, { first: { clock: spreadOf(7, MINUTE), business: spreadOf(7, MINUTE) } });
    expect(timesRows([now, few], 'clock').map(({ change }) => change)).toEqual([null, null, null, null]);
  });

  it('count promises that are still open apart', () =>
    expect(qualityFigures([now, null]).find(({ term }) => term === 'promises')?.note).toBe('28 of 37; 4 still open'));

  it('call a lot of templates neither good nor bad', () => {
    const before = figuresOf(412, { replies: { ...now.replies, templates: rateOf(30, 648) } });
    expect(qualityFigures([now, before]).find(({ term }) => term === 'templates')?.change).toEqual({ words: 'more', good: null });
  });

  it.each([
    [-0.424, '−0.42'],
    [0.1, '+0.10'],
    [-0.001, '0'],
    [null, '–'],
  ])('write a sentiment of %s as %s', (value, words) => expect(score(value)).toBe(words));

  it.each([
    [rateOf(57, 206), rateOf(0, 24), 'Those we answered turned positive more often than those we did not.'],
    [rateOf(1, 24), rateOf(5, 24), 'Those we answered turned positive less often than those we did not.'],
    [rateOf(3, 24), rateOf(3, 20), 'The ranges of those we answered and those we did not overlap: the difference may be chance.'],
    [rateOf(3, 24), rateOf(0, 0), 'Everybody who began negative was answered: there is nobody to compare with.'],
    [rateOf(0, 0), rateOf(0, 4), 'Nobody whom we answered began negative.'],
  ])('say what is known of those who turned', (answered, unanswered, words) => {
    const told = figuresOf(412, { turned: { answered, unanswered } });
    expect(turnedWords(told)).toBe(words);
    expect(
      outcomeFigures([told, null])
        .map(({ value }) => value)
        .slice(2, 4),
    ).toEqual([share(answered), share(unanswered)]);
  });

  it('show every question of the sheet, and how the rules did', () => {
    const reviewed = figuresOf(412, { reviews: { n: 40, scores: { right: 0.8, tone: 0.93 }, agreed: rateOf(33, 38) } });
    const questions = { tone: 'Is the tone right?' };
    expect(reviewFigures([reviewed, now], questions).map(({ name, value, before }) => [name, value, before])).toEqual([
      ['right', '80%', '–'],
      ['Is the tone right?', '93%', '–'],
      [undefined, '87%', '–'],
    ]);
  });
});

describe('bars', () => {
  it('name every bin of the report', () => {
    expect(BIN_NAMES).toHaveLength(BINS.length + 1);
    expect([BIN_NAMES[0], BIN_NAMES[1], BIN_NAMES.at(-2), BIN_NAMES.at(-1)].map((name) => plain(name ?? ''))).toEqual([
      'up to 5 min',
      '5 min to 15 min',
      '1 d to 2 d',
      'over 2 d',
    ]);
  });

  it('have shares of their own column over one scale', () => {
    const first = { n: 4, median: 0, p90: 0, bins: [3, 1, 0, 0, 0, 0, 0, 0, 0, 0] };
    const real = { n: 8, median: 0, p90: 0, bins: [0, 3, 5, 0, 0, 0, 0, 0, 0, 0] };
    const none = { n: 0, median: null, p90: null, bins: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0] };
    const rows = distribution(
      figuresOf(9, {
        first: { clock: first, business: real },
        firstSubstantive: { clock: real, business: first },
        next: { clock: none, business: first },
      }),
      'clock',
    );
    expect(rows[0]?.bars).toEqual([
      { count: 3, of: 4, share: 0.75, width: 100 },
      { count: 0, of: 8, share: 0, width: 0 },
      { count: 0, of: 0, share: null, width: 0 },
    ]);
    expect(rows[2]?.bars[1]?.share).toBe(0.625);
    expect(rows[2]?.bars[1]?.width).toBeCloseTo(62.5 / 0.75, 6);
  });

  it.each([
    [{ count: 30, of: 40, share: 0.75, width: 100 }, '75%'],
    [{ count: 3, of: 4, share: 0.75, width: 100 }, '3'],
    [{ count: 0, of: 40, share: 0, width: 0 }, '0'],
    [{ count: 0, of: 0, share: null, width: 0 }, '–'],
  ])('say a share of many and a count of few', (bar, words) => expect(barWords(bar)).toBe(words));

  it('show as strong what the product calls substance', () =>
    expect(substances(figuresOf(412)).map(({ strong }) => strong)).toEqual(Substance.options.map(isSubstantive)));

  it('show only the media that customers were sent to, most often first', () => {
    const sent = channels(figuresOf(412, { channels: { private: 3, form: 0, phone: 9, email: 0, account: 0, place: 0, app: 0 } }));
    expect(sent.map(({ name, bars }) => [name, bars[0]?.count])).toEqual([
      ['Phone', 9],
      ['Private message', 3],
    ]);
  });
});

describe('groups', () => {
  const rows = [rowOf('mk', 160), rowOf('jd', 140, { first: spreadOf(120, 5 * MINUTE) }), rowOf('as', 0)];
  const names = reportOf().names;
  const order = (by: Order): string[] => sorted(rows, by, ({ name }) => nameOf('agent', name, names)).map(({ name }) => name);

  it.each<[string, Order, string[]]>([
    ['people are in the order of their names', orderOf('agent'), ['jd', 'mk', 'as']],
    ['cases from the most', { by: 'cases', down: true }, ['mk', 'jd', 'as']],
    ['the quickest first when asked, what is unknown last', { by: 'first', down: false }, ['jd', 'mk', 'as']],
    ['the slowest first when asked, what is unknown last', { by: 'first', down: true }, ['mk', 'jd', 'as']],
  ])('%s', (_rule, by, ids) => expect(order(by)).toEqual(ids));

  it('never put people in the order of their speed by default', () =>
    expect([orderOf('agent'), orderOf('team')]).toEqual([
      { by: 'name', down: false },
      { by: 'cases', down: true },
    ]));

  it.each([
    ['watch', 'brand', 'Halden Air'],
    ['agent', 'ZZ', 'ZZ'],
    ['language', 'nb', 'Norwegian Bokmål'],
    ['network', 'x', 'x'],
  ] as const)('a %s %s is called %s', (group, id, name) => expect(nameOf(group, id, names)).toBe(name));

  it('remain to be chosen when a report is narrowed to one of them', () => {
    const choices = new Choices();
    choices.of(reportOf(), {});
    const narrowed = choices.of(reportOf({ groups: { ...reportOf().groups, network: [rowOf('x', 3)] } }), { network: 'x', agent: 'QQ' });
    expect(narrowed.network.map(({ id }) => id)).toEqual(['bluesky', 'mastodon', 'x']);
    expect(narrowed.agent.map(({ name }) => name)).toContain('QQ');
  });
});

describe('the series', () => {
  const { series } = reportOf();
  const chart = seriesChart(series, 700, 140, 56);

  it('stands on zero, leaves a gap where nothing is known, and names the highest', () => {
    expect(Math.max(...chart.columns.map(({ opened }) => opened))).toBe(140);
    expect(chart.columns.every(({ opened, answered }) => answered <= opened)).toBe(true);
    expect(chart.median.match(/M/g)).toHaveLength(2);
    expect(chart.dots).toHaveLength(6);
    expect(chart.peak?.count).toBe(Math.max(...series.map(({ opened }) => opened)));
  });

  it('has no more names on its axis than fit', () => expect(seriesChart(series, 160, 140, 56).ticks).toHaveLength(2));

  it('of nothing draws nothing', () =>
    expect(seriesChart([], 700, 140, 56)).toEqual({ columns: [], median: '', dots: [], peak: null, slowest: null, ticks: [] }));

  it.each([
    [DAY, false, '2 Mar'],
    [HOUR, true, '00:00'],
  ])('names its steps of %d ms', (step, hourly, words) => {
    const two = series.slice(0, 2).map((each, i) => ({ ...each, at: series[0]!.at + i * step }));
    expect(isHourly(two)).toBe(hourly);
    expect(stepWords(two[0]!.at, hourly, 'Europe/Oslo')).toBe(words);
  });
});

it.each(TERMS)('the definition of %s is one short paragraph', (term) => {
  const { text } = DEFINITIONS[term];
  expect(text).toMatch(/^[^\n]{40,420}[.]$/);
});
