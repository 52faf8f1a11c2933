import { describe, expect, it, test } from 'vitest';
import { type DeskSetting, defaultDesk } from '../../../server/core/desk/setting.ts';
import { calendarOf, dayStart, monthKey, personBySignature, targetFor, teamFor } from '../../../server/core/desk/targets.ts';

const MIN = 60_000;
const calendars = [
  { id: 'oslo', zone: 'Europe/Oslo', always: false, hours: [], holidays: [] },
  { id: 'manila', zone: 'Asia/Manila', always: false, hours: [], holidays: [] },
];
const teams = [
  { id: 'nordic', name: 'Nordic', calendar: 'oslo', languages: ['no', 'da'], watches: [] },
  { id: 'bags', name: 'Baggage', calendar: 'manila', languages: ['en'], watches: ['baggage'] },
  { id: 'bags-no', name: 'Bagasje', calendar: 'oslo', languages: ['no'], watches: ['baggage'] },
  { id: 'rest', name: 'The rest', calendar: 'manila', languages: [], watches: [] },
];
const person = (id: string, name: string, initials: string[], languages: string[], team: string | null) => ({
  id,
  name,
  initials,
  languages,
  team,
});
const people = [
  person('mara', 'Mara Kvist', ['MK'], ['en'], 'bags'),
  person('jonas', 'Jonas Dahl', ['JD'], [], 'nordic'),
  person('joy', 'Joy Delacruz', ['JD'], ['en', 'tl'], 'rest'),
  person('jose', 'José Dizon', ['DZ', 'JZ'], [], 'rest'),
  person('lars', 'Lars Sund', ['LS'], ['no'], 'nordic'),
  person('lisa', 'Lisa Sand', ['LS'], ['no'], 'nordic'),
];
const hours = (first: number) => ({ first: first * 60 * MIN, next: null, resolution: null });
const targets = [
  { network: 'x', watch: 'baggage', ...hours(1) },
  { team: 'nordic', priority: 'urgent' as const, ...hours(2), calendar: 'oslo' },
  { priority: 'urgent' as const, ...hours(3) },
  { language: 'pt', ...hours(4) },
  { team: 'nordic', ...hours(5) },
  { network: 'mastodon', ...hours(6) },
];
const desk: DeskSetting = { ...defaultDesk(), calendars, teams, people, targets };
const one = { network: 'web', watches: ['air'], language: 'en', team: null, priority: 'normal' as const };

describe('the target of a case', () => {
  test.each<
    [string, Partial<Omit<typeof one, 'team' | 'priority'>> & { team?: string; priority?: 'urgent' | 'low' }, number | null, string]
  >([
    ['is the first whose conditions all hold', { network: 'x', watches: ['air', 'baggage'], priority: 'urgent' }, 1, 'always'],
    ['is not one of whose conditions only some hold', { network: 'x', priority: 'urgent' }, 3, 'always'],
    ['has the calendar it names, even for an urgent one', { team: 'nordic', priority: 'urgent' }, 2, 'oslo'],
    ['counts every minute for an urgent one', { team: 'rest', priority: 'urgent' }, 3, 'always'],
    ['counts in the calendar of the team', { team: 'nordic' }, 5, 'oslo'],
    ['counts every minute without a team', { network: 'mastodon' }, 6, 'always'],
    ['counts every minute for a team that is gone', { network: 'mastodon', team: 'gone' }, 6, 'always'],
    ['is that of the language, whatever the country', { language: 'pt-BR' }, 4, 'always'],
    ['is none where nothing was promised', { priority: 'low' }, null, 'always'],
  ])('%s', (_story, over, first, calendar) => {
    expect(targetFor(desk, { ...one, ...over })).toEqual({ ...hours(0), first: first === null ? null : first * 60 * MIN, calendar });
  });
});

describe('a calendar', () => {
  it('is found by its id, and one that is not known counts every minute', () => {
    expect([calendarOf(desk, 'oslo'), calendarOf(desk, 'gone').always, calendarOf(desk, 'always').always]).toEqual([
      calendars[0],
      true,
      true,
    ]);
  });

  it('is the same object each time, so that what is known of it is kept', () => {
    expect(calendarOf(desk, 'gone')).toBe(calendarOf(defaultDesk(), 'always'));
  });
});

describe('a new case goes to', () => {
  test.each<[string, Partial<typeof one>, string | null]>([
    ['the team of its watch', { watches: ['baggage'] }, 'bags'],
    ['of several such the one that speaks the language', { watches: ['baggage'], language: 'no' }, 'bags-no'],
    ['the first team of its watch when none speaks the language', { watches: ['baggage'], language: 'ja' }, 'bags'],
    ['the team that speaks the language', { language: 'da' }, 'nordic'],
    ['the team for all languages when none speaks it', { language: 'ja' }, 'rest'],
  ])('%s', (_story, over, team) => {
    expect(teamFor(desk, { ...one, ...over })).toBe(team);
  });

  it('nobody when there is no team for it', () => {
    expect(teamFor({ ...desk, teams: teams.slice(0, 3) }, one)).toBe(null);
  });
});

describe('a signature', () => {
  test.each<[string, string, string | undefined, string | null]>([
    ['is that of the person with the initials', 'MK', undefined, 'mara'],
    ['may be in small letters', 'mk', undefined, 'mara'],
    ['may be one of several initials', 'JZ', undefined, 'jose'],
    ['may be the first name', 'Mara', undefined, 'mara'],
    ['may be the whole name', 'jonas dahl', undefined, 'jonas'],
    ['may leave out accents', 'Jose', undefined, 'jose'],
    ['of two people is nobody’s', 'JD', undefined, null],
    ['of two people is that of the one who speaks the language', 'JD', 'tl', 'joy'],
    ['of two people is that of the one whose team speaks the language', 'JD', 'no', 'jonas'],
    ['of two people who both speak the language is nobody’s', 'LS', 'no', null],
    ['of two people who both do not is nobody’s', 'JD', 'ja', null],
    ['that nobody has is nobody’s', 'ZZ', undefined, null],
    ['of nothing is nobody’s', ' ', undefined, null],
  ])('%s', (_story, signature, language, id) => {
    expect(personBySignature(desk, signature, language)).toBe(id);
  });
});

describe('the local day and month', () => {
  test.each([
    ['of Oslo begin before those of UTC', 'Europe/Oslo', '2026-06-30T22:30', '2026-06-30T22:00', '2026-07'],
    ['of New York begin after them', 'America/New_York', '2026-07-01T03:59', '2026-06-30T04:00', '2026-06'],
    ['are known on the day the clocks go forward', 'Europe/Oslo', '2026-03-29T12:00', '2026-03-28T23:00', '2026-03'],
    ['are known on the day the clocks go back', 'Europe/Oslo', '2026-10-25T12:00', '2026-10-24T22:00', '2026-10'],
    ['begin at one where the clocks jump over midnight', 'America/Sao_Paulo', '2018-11-04T12:00', '2018-11-04T03:00', '2018-11'],
    ['know leap days', 'UTC', '2028-02-29T23:59', '2028-02-29T00:00', '2028-02'],
    ['know years before there were any clocks here', 'UTC', '1969-12-31T23:59', '1969-12-31T00:00', '1969-12'],
  ])('%s', (_story, zone, at, start, month) => {
    const time = Date.parse(`${at}Z`);
    expect([new Date(dayStart(zone, time)).toISOString().slice(0, 16), monthKey(zone, time)]).toEqual([start, month]);
  });
});
