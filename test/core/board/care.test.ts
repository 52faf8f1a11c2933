import { describe, expect, it } from 'vitest';
import { renderSlice } from '../../../server/core/board/index.ts';
import { censusOf, WAITING_SHOWN } from '../../../server/core/desk/census.ts';
import { type DeskSetting, defaultDesk } from '../../../server/core/desk/setting.ts';
import { figures, type Sample } from '../../../server/core/desk/state.ts';
import { emptyState, type State, scope } from '../../../server/core/state.ts';
import type { Case } from '../../../shared/case.ts';
import { SLICES, type SliceName } from '../../../shared/slices.ts';
import { answerOf, CASE_MINUTE, CASE_NOON, caseOf, clockOf, customerOf, promiseOf, turnOf } from '../../support/case.ts';
import { settings } from '../../support/tale.ts';

const HOUR = 60 * CASE_MINUTE;
const DAY = 24 * HOUR;
const MIDNIGHT = CASE_NOON - 12 * HOUR;
/** Half past three. */
const NOW = CASE_NOON + 3.5 * HOUR;
/** A board of its own is limited to its watches. */
const SCOPES = [
  { id: 'all', watches: [], rivals: [] },
  { id: 'board-bags', watches: ['halden', 'bags'], rivals: [] },
];
const CARE = ['waiting', 'answers', 'desk', 'wins', 'shift'] as const satisfies SliceName[];

/** A desk at half past three with these cases, numbered as they come. */
function deskWith(cases: Partial<Case>[], over: Partial<DeskSetting> = {}): State {
  const state = emptyState();
  state.settings = settings({ scopes: SCOPES, desk: { ...defaultDesk(), ...over } });
  state.now = NOW;
  state.desk.day = MIDNIGHT;
  state.desk.next = cases.length + 1;
  for (const setting of state.settings.scopes) state.scopes.set(setting.id, scope(setting, NOW));
  for (const [i, one] of cases.entries()) state.desk.cases.set(String(i + 1), caseOf({ id: String(i + 1), ...one }));
  return state;
}

const draw = <K extends (typeof CARE)[number]>(state: State, name: K, of = 'all') => {
  const slice = renderSlice(state, name, of);
  expect(SLICES[name].parse(slice)).toEqual(slice);
  return slice!;
};

const due = (minutes: number) => clockOf({ due: CASE_NOON + minutes * CASE_MINUTE });
const sample = (over: Partial<Sample>): Sample => ({
  at: NOW - 10 * CASE_MINUTE,
  case: '1',
  network: 'x',
  from: CASE_NOON,
  first: 10 * CASE_MINUTE,
  substantive: null,
  inTime: true,
  ...over,
});

/** As many cases as there are samples. */
const kept = (samples: Sample[]): Map<string, Sample> => new Map(samples.map((one, i) => [String(i + 1), one]));

describe('who waits', () => {
  it('in a helpdesk is not named on a wall, nor are their words shown', () => {
    const slice = draw(deskWith([{ why: 'helpdesk', network: 'email', subject: 'my passport number is 12' }]), 'waiting');
    expect(slice.cases[0]).toMatchObject({ customer: 'Case 1', handle: '', text: 'wrote to the helpdesk (email)' });
  });

  it('stands by what is due first, and those to whom nothing was promised by how long they wait', () => {
    const state = deskWith([
      { clocks: [due(300)] },
      { clocks: [], customerAt: CASE_NOON - HOUR },
      { clocks: [due(60)], owner: 'Mara' },
      { clocks: [], customerAt: CASE_NOON - 2 * HOUR },
      { clocks: [due(400), clockOf({ kind: 'resolution', due: CASE_NOON + 200 * CASE_MINUTE })] },
    ]);
    const slice = draw(state, 'waiting');
    expect(slice.cases.map(({ id }) => id)).toEqual(['3', '5', '1', '4', '2']);
    expect(slice).toMatchObject({ more: 0, over: 2, begun: true, accounts: false });
    expect(slice.cases[0]).toMatchObject({ from: CASE_NOON, due: CASE_NOON + HOUR, kind: 'first', owner: 'Mara', customer: 'Ines Aas' });
    expect(slice.cases[3]).toMatchObject({ due: null, kind: null });
  });

  it.each<[string, Partial<Case>]>([
    ['is answered', { status: 'answered' }],
    ['has the turn', { status: 'waiting-customer' }],
    ['was put aside', { snoozedUntil: NOW + HOUR }],
    ['is done', { status: 'resolved', resolvedAt: CASE_NOON + HOUR }],
    ['became part of another', { status: 'merged' }],
    ['is about something else', { watches: ['norvik'] }],
  ])('does not hold who %s', (_, one) => {
    expect(draw(deskWith([one]), 'waiting', 'board-bags').cases).toEqual([]);
  });

  it('leaves out a clock that has stopped or stands still', () => {
    const stopped = clockOf({ stoppedAt: CASE_NOON + 5 * CASE_MINUTE });
    const paused = clockOf({ kind: 'resolution', due: null });
    expect(draw(deskWith([{ clocks: [stopped, paused] }]), 'waiting').cases[0]).toMatchObject({ due: null, kind: null });
  });

  it('names people and teams as the config does', () => {
    const state = deskWith([{ owner: 'mara', team: 'care', customer: customerOf({ name: '' }) }], {
      people: [{ id: 'mara', name: 'Mara Lind', initials: ['ML'], languages: [], team: 'care' }],
      teams: [{ id: 'care', name: 'Care, Oslo', calendar: 'always', languages: [], watches: [] }],
    });
    expect(draw(state, 'waiting').cases[0]).toMatchObject({ owner: 'Mara Lind', team: 'Care, Oslo', customer: 'ines' });
  });

  it('are counted beyond those that are shown, the most pressing ones, whatever their order', () => {
    const minutes = Array.from({ length: 40 }, (_, i) => (i * 17) % 40);
    const slice = draw(deskWith(minutes.map((minute) => ({ clocks: [due(minute)] }))), 'waiting');
    expect(slice.more).toBe(40 - WAITING_SHOWN);
    expect(slice.cases.map(({ due: at }) => (at! - CASE_NOON) / CASE_MINUTE)).toEqual(Array.from({ length: WAITING_SHOWN }, (_, i) => i));
  });
});

describe('answers', () => {
  const answered = (samples: Sample[], cases: Partial<Case>[] = []) => {
    const state = deskWith(cases);
    state.desk.figures.set('all', { ...figures(), samples: kept(samples) });
    return state;
  };

  it('of which nothing is known are unknown, not zero', () => {
    expect(draw(deskWith([]), 'answers')).toMatchObject({
      hour: { n: 0, share: null },
      today: { n: 0, share: null },
      networks: [{ network: '*', first: { n: 0, median: null, p90: null, usual: null }, target: HOUR }],
      expected: { share: null, n: 0 },
    });
  });

  it('in time are those of the hour and of the day, where something was promised', () => {
    const state = answered([
      sample({ at: MIDNIGHT - 1, inTime: false }),
      sample({ at: MIDNIGHT, inTime: false }),
      sample({ at: NOW - HOUR }),
      sample({ inTime: null }),
      sample({}),
      sample({}),
    ]);
    expect(draw(state, 'answers')).toMatchObject({ hour: { n: 3, share: 1 }, today: { n: 4, share: 0.75 }, goal: 0.9 });
  });

  it('have median and ninetieth percentile by nearest rank, for each network and for all', () => {
    const minutes = [10, 1, 2, 3, 4, 5, 6, 7, 8, 9];
    const samples = minutes.map((minute) => sample({ network: minute > 8 ? 'bluesky' : 'x', first: minute * CASE_MINUTE }));
    const { networks } = draw(answered([...samples, sample({ at: NOW - DAY - 1, first: 1 }), sample({ first: null })]), 'answers');
    expect(networks.map(({ network, first }) => [network, first.n, first.median! / CASE_MINUTE, first.p90! / CASE_MINUTE])).toEqual([
      ['*', 10, 5, 9],
      ['x', 8, 4, 8],
      ['bluesky', 2, 9, 10],
    ]);
    expect(networks[0]?.substantive).toEqual({ n: 0, median: null, p90: null, usual: null, share: 0 });
  });

  it('have substance as quickly as those got it who did, and tell beside it how many of the answered they are', () => {
    const minutes = [9, 2, 3, null, null, null, null, null];
    const words = minutes.map((minute) => sample({ first: CASE_MINUTE, substantive: minute && minute * CASE_MINUTE }));
    const { networks } = draw(answered([...words, sample({ first: null })]), 'answers');
    expect(networks[0]?.substantive).toEqual({ n: 3, median: 3 * CASE_MINUTE, p90: 9 * CASE_MINUTE, usual: null, share: 0.375 });
  });

  it('of a day on which nobody was answered have no share with substance', () => {
    expect(draw(answered([sample({ first: null, inTime: false })]), 'answers').networks[0]?.substantive).toMatchObject({
      n: 0,
      share: null,
    });
  });

  it('are usual as on the median of the days before', () => {
    const state = answered([sample({})]);
    const days = [4, 1, 9].map((minutes, day) => ({ day, n: 5, first: minutes * CASE_MINUTE, substantive: null }));
    state.desk.figures.get('all')!.days.set('*', days);
    expect(draw(state, 'answers').networks[0]).toMatchObject({ first: { usual: 4 * CASE_MINUTE }, substantive: { usual: null } });
  });

  it('have the target of their network, not one that holds for some cases alone', () => {
    const some = { first: CASE_MINUTE, next: null, resolution: null };
    const state = deskWith([], {
      targets: [
        { priority: 'urgent', ...some },
        { language: 'no', ...some },
        { network: 'x', ...some, first: 9 },
        { ...some, first: 7 },
      ],
    });
    state.desk.figures.set('all', { ...figures(), samples: kept([sample({})]) });
    expect(draw(state, 'answers').networks.map(({ target }) => target)).toEqual([7, 9]);
  });

  it('are what people expected by the curve, and who still waits counts as far as patience is known to be over', () => {
    const at = (minutes: number): Partial<Case> => ({ answeredAt: CASE_NOON + minutes * CASE_MINUTE });
    const one = (cases: Partial<Case>[]) => draw(deskWith(cases), 'answers').expected;
    expect(one([at(0)]).share).toBe(1);
    expect(one([at(30)]).share).toBe(0.68);
    expect(one([at(45)]).share).toBe(0.63);
    expect(one([{}]).share).toBe(0);
    // Half an hour pleases 0.68 of one; after three and a half hours 0.42 + 0.25 * 2.5 / 23 of the other have lost patience.
    expect(one([at(30), {}]).share).toBe(0.47);
    expect(one([at(30), {}]).of).toEqual([
      { within: HOUR / 2, expect: 0.32, met: 0.5 },
      { within: HOUR, expect: 0.42, met: 0.5 },
      { within: DAY, expect: 0.67, met: 1 },
    ]);
    expect(one([{ postedAt: MIDNIGHT - 1 }, { status: 'dismissed' }]).n).toBe(0);
  });
});

describe('the desk', () => {
  it('counts where its cases stand', () => {
    const { open, waitingUs, waitingCustomer, unclaimed, snoozed, breached } = draw(
      deskWith([
        { clocks: [due(60)] },
        { owner: 'Mara' },
        { status: 'answered', clocks: [due(60)] },
        { snoozedUntil: NOW + HOUR },
        { status: 'resolved', clocks: [due(60)] },
        { status: 'merged' },
      ]),
      'desk',
    );
    expect({ open, waitingUs, waitingCustomer, unclaimed, snoozed, breached }).toEqual({
      open: 4,
      waitingUs: 2,
      waitingCustomer: 1,
      unclaimed: 1,
      snoozed: 1,
      breached: 2,
    });
  });

  it('tells promises that are open, soon due, and broken today', () => {
    const { promises } = draw(
      deskWith([
        { promises: [promiseOf({ due: NOW + 10 * CASE_MINUTE }), promiseOf({ due: NOW + 2 * HOUR }), promiseOf({ state: 'kept' })] },
        { promises: [promiseOf({ state: 'broken', settledAt: MIDNIGHT }), promiseOf({ state: 'broken', settledAt: MIDNIGHT - 1 })] },
        { status: 'resolved', promises: [promiseOf({ due: NOW })] },
      ]),
      'desk',
    );
    expect(promises).toEqual({ open: 2, dueSoon: 1, broken: 1, nextDue: NOW + 10 * CASE_MINUTE });
  });

  it('tells what was done since midnight', () => {
    const yesterday = MIDNIGHT - HOUR;
    const reopened = { at: CASE_NOON, what: 'reopened' as const, who: null, note: '' };
    const { today } = draw(
      deskWith([
        { answeredAt: CASE_NOON, status: 'resolved', resolvedAt: CASE_NOON },
        { postedAt: yesterday, answeredAt: yesterday, status: 'resolved', resolvedAt: yesterday },
        { postedAt: yesterday, reopened: 2, events: [reopened, { ...reopened, at: yesterday }] },
        { postedAt: yesterday, status: 'lapsed', since: CASE_NOON },
      ]),
      'desk',
    );
    expect(today).toEqual({ opened: 1, answered: 1, resolved: 1, reopened: 1, lapsed: 1 });
  });

  it('tells of those resolved a week ago how many stayed so, and nothing of others', () => {
    const resolved = (days: number, stayed: boolean | null): Partial<Case> => ({
      status: 'resolved',
      resolvedAt: NOW - days * DAY,
      stayed,
    });
    const cases = [resolved(8, true), resolved(9, true), resolved(10, false), resolved(8, null), resolved(15, false), resolved(3, false)];
    expect(draw(deskWith(cases), 'desk').stayed).toEqual({ n: 3, share: 0.667 });
    expect(draw(deskWith([resolved(3, null)]), 'desk').stayed).toEqual({ n: 0, share: null });
  });

  it('tells what the month still allows, and how fast late answers come', () => {
    const state = deskWith([]);
    const late = [sample({ inTime: false }), sample({}), sample({}), sample({}), sample({ inTime: null })];
    state.desk.figures.set('all', { ...figures(), samples: kept(late), month: { key: '2026-03', due: 400, late: 50 } });
    expect(draw(state, 'desk').budget).toEqual({ allowed: 40, used: 50, left: -10, burn: 2.5 });
    state.desk.figures.set('all', { ...figures(), month: { key: '2026-02', due: 400, late: 50 } });
    state.desk.revision++;
    expect(draw(state, 'desk').budget).toEqual({ allowed: 0, used: 0, left: null, burn: null });
  });
});

describe('people helped', () => {
  const win = (i: number) => ({ case: String(i), mention: `shop:t${i}`, at: NOW - i, customer: 'Ines', agent: 'mara', text: 'Thank you!' });

  it('stand newest first, with who helped, and are counted since midnight', () => {
    const thanked = (at: number): Partial<Case> => ({
      thanks: 'shop:t1',
      turns: [turnOf(), answerOf(5), turnOf({ mention: 'shop:t1', postedAt: at, thanks: true })],
    });
    const state = deskWith([thanked(NOW), thanked(MIDNIGHT - 1)], {
      people: [{ id: 'mara', name: 'Mara Lind', initials: ['ML'], languages: [], team: null }],
    });
    state.desk.figures.set('all', { ...figures(), wins: [win(2), win(1)] });
    const { today, wins } = draw(state, 'wins');
    expect(today).toBe(1);
    expect(wins.map(({ mention, agent }) => [mention, agent])).toEqual([
      ['shop:t1', 'Mara Lind'],
      ['shop:t2', 'Mara Lind'],
    ]);
  });
});

describe('the shift', () => {
  const team = (id: string, calendar: string) => ({ id, name: id, calendar, languages: ['en'], watches: [] });
  const day = {
    id: 'day',
    zone: 'UTC',
    always: false,
    hours: Array.from({ length: 7 }, () => [{ from: 8 * 60, to: 16 * 60 }]),
    holidays: [],
  };
  const late = { ...day, id: 'late', hours: day.hours.map(() => [{ from: 16 * 60, to: 22 * 60 }]) };

  it('tells who works until when, who comes next, and what waits for each', () => {
    const state = deskWith([{ team: 'days', clocks: [due(60)] }, { team: 'days' }, {}, { team: 'nights', status: 'answered' }], {
      calendars: [day, late],
      teams: [team('evenings', 'late'), team('days', 'day'), team('nights', 'always')],
      people: [{ id: 'mara', name: 'Mara', initials: [], languages: [], team: 'days' }],
    });
    const { teams, unassigned } = draw(state, 'shift');
    expect(unassigned).toBe(1);
    expect(teams.map(({ id, on, until, people, waiting, over }) => ({ id, on, until, people, waiting, over }))).toEqual([
      { id: 'days', on: true, until: CASE_NOON + 4 * HOUR, people: 1, waiting: 2, over: 1 },
      { id: 'nights', on: true, until: null, people: 0, waiting: 0, over: 0 },
      { id: 'evenings', on: false, until: CASE_NOON + 4 * HOUR, people: 0, waiting: 0, over: 0 },
    ]);
  });
});

describe('a scope', () => {
  it('is told its own cases alone', () => {
    const state = deskWith([{ watches: ['bags'] }, { watches: ['norvik'] }]);
    expect([draw(state, 'desk').open, draw(state, 'desk', 'board-bags').open]).toEqual([2, 1]);
  });

  it('is counted anew when a case changed or a second went by, and not before', () => {
    const state = deskWith([{}]);
    const all = state.scopes.get('all')!;
    const first = censusOf(state, all);
    state.now += 999 - (state.now % 1000);
    expect(censusOf(state, all)).toBe(first);
    state.desk.cases.set('9', caseOf({ id: '9' }));
    state.desk.revision++;
    expect(censusOf(state, all).open).toBe(2);
    state.now += 1000;
    expect(censusOf(state, all)).not.toBe(first);
  });

  it.each(CARE)('with ten thousand open cases is still told %s in 8 KB', (name) => {
    const words = { subject: 'x'.repeat(280), clocks: [due(60)], customer: customerOf({ name: 'N'.repeat(60) }) };
    const state = deskWith(Array.from({ length: 10_000 }, () => words));
    expect(JSON.stringify(draw(state, name)).length).toBeLessThan(8000);
  });
});
