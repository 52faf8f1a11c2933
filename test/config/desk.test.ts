import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Config, explainConfig, jsonSchema, loadConfig } from '../../server/config.ts';
import { defaultDesk } from '../../server/core/desk/setting.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const load = (text: string): Config => loadConfig(text, 'earshot.yaml');
/** The settings of a desk from lines that stand under `desk:`. */
const deskOf = (lines: string, rest = '') => load(`${rest}desk:\n${lines.replace(/^/gm, '  ')}`).settings.desk;

describe('a desk', () => {
  it('that is not in the file is the usual one', () => {
    expect(load('').settings.desk).toEqual(defaultDesk());
  });

  it('has people as they sign, with the languages as posts are counted', () => {
    const desk = deskOf(
      'teams: [{name: Oslo}]\npeople: [{name: Jonas Dahl, initials: [jd, JoD], team: oslo, languages: [nb, pt-BR, pt]}, {id: mk, name: Mara}]',
    );
    expect(desk?.people).toEqual([
      { id: 'jonas-dahl', name: 'Jonas Dahl', initials: ['JD', 'JOD'], languages: ['no', 'pt'], team: 'oslo' },
      { id: 'mk', name: 'Mara', initials: [], languages: [], team: null },
    ]);
  });

  it('has teams, which work always unless they say when', () => {
    const rest = 'watches: [{name: Bags, query: bags}]\n';
    expect(deskOf('teams: [{id: bag, name: Baggage, watches: [bags], languages: [en]}]', rest)?.teams).toEqual([
      { id: 'bag', name: 'Baggage', calendar: 'always', languages: ['en'], watches: ['bags'] },
    ]);
  });

  it('has calendars in minutes of the day, from Sunday on, in the zone of the file', () => {
    const office =
      "{id: office, hours: {mon-tue: ['13:00-17:00', '8:00-12:00'], 'fri, sun': ['22:00-06:00'], sat: ['00:00-24:00']}, holidays: [2026-12-25, 05-17, {date: 01-01, name: New Year}]}";
    const weekday = [
      { from: 480, to: 720 },
      { from: 780, to: 1020 },
    ];
    const night = [{ from: 1320, to: 1800 }];
    expect(deskOf(`calendars: [${office}, {id: open, zone: Asia/Manila, always: true}]`, 'zone: Europe/Oslo\n')?.calendars).toEqual([
      {
        id: 'office',
        zone: 'Europe/Oslo',
        always: false,
        hours: [night, weekday, weekday, [], [], night, [{ from: 0, to: 1440 }]],
        holidays: ['2026-12-25', '05-17', '01-01'],
      },
      { id: 'open', zone: 'Asia/Manila', always: true, hours: [], holidays: [] },
    ]);
  });

  it('has targets in the order of the file, in place of the usual ones', () => {
    const rest = 'watches: [{name: Bags, query: bags}]\n';
    const lines =
      'targets: [{network: X, watch: bags, language: nb, priority: high, first: 30m, next: none}, {first: 1h 30m, next: 2d, resolution: 1w, calendar: always}]';
    expect(deskOf(lines, rest)?.targets).toEqual([
      { network: 'x', watch: 'bags', language: 'no', priority: 'high', first: 30 * MINUTE, next: null, resolution: null },
      { first: 90 * MINUTE, next: 2 * DAY, resolution: 7 * DAY, calendar: 'always' },
    ]);
  });

  it('may promise nothing at all', () => {
    expect(deskOf('targets: []')?.targets).toEqual([]);
  });

  it('knows bots, times and expectations', () => {
    const lines = [
      'automatic: {accounts: ["@HaldenBot"], signatures: [bot]}',
      'again: 12h',
      'resolveAfter: 1d 12h',
      'lapseAfter: 2w',
      'inTime: 0.8',
      'expectations: {source: A survey, curve: [{within: 15m, share: 0.2}, {within: 1d, share: 0.9}]}',
      'sheet: [{question: Was it kind?}, {id: right, question: Was it right?}]',
    ];
    expect(deskOf(lines.join('\n'))).toEqual({
      ...defaultDesk(),
      automatic: { accounts: ['haldenbot'], signatures: ['BOT'] },
      again: 12 * HOUR,
      resolveAfter: 36 * HOUR,
      lapseAfter: 14 * DAY,
      inTime: 0.8,
      expectations: [
        { within: 15 * MINUTE, share: 0.2 },
        { within: DAY, share: 0.9 },
      ],
      expectationsSource: 'A survey',
      sheet: [
        { id: 'was-it-kind', question: 'Was it kind?' },
        { id: 'right', question: 'Was it right?' },
      ],
    });
  });

  it('knows the accounts of competitors, each once and in small letters', () => {
    const { settings } = load('watches: [{name: Norvik, query: norvik, kind: competitor, accounts: ["@NorvikFly", norvikfly, norvik]}]');
    expect(settings.desk?.rivals).toEqual(['norvikfly', 'norvik']);
    expect(settings.watches).toEqual([{ id: 'norvik', name: 'Norvik', query: 'norvik', kind: 'competitor', rank: 0 }]);
  });
});

describe('what was understood', () => {
  const told = (lines: string) =>
    explainConfig(load(`zone: Europe/Oslo\ndesk:\n${lines.replace(/^/gm, '  ')}`))
      .split('\n')
      .filter((line) => /^(desk|hours|target|note) /.test(line))
      .map((line) => line.replace(/ {2,}/, ': '));

  it('of no desk is what customers are promised anyway', () => {
    expect(told('again: 3d')).toEqual([
      'desk: nobody by name: replies are told apart by how they are signed',
      'target: urgent: first answer in 15m, next in 15m, resolved in 8h',
      'target: all others: first answer in 1h, next in 1h, resolved in 1d',
    ]);
  });

  it('is told day by day', () => {
    const lines = [
      "calendars: [{id: office, hours: {mon-fri: ['08:00-12:00', '13:00-17:00'], sat: ['22:00-06:00'], sun: ['00:00-24:00']}, holidays: [12-25]}, {id: open, always: true}]",
      'teams: [{name: Oslo, calendar: office}]',
      'people: [{name: Jo, team: oslo}]',
      'targets: [{first: 1h 30m, calendar: always}, {team: oslo, first: none}]',
    ];
    expect(told(lines.join('\n'))).toEqual([
      'desk: 1 person, 1 team: Oslo (office)',
      'hours: office: mon-fri 08:00-12:00 13:00-17:00, sat 22:00-06:00, sun 00:00-24:00, in Europe/Oslo, 1 holiday',
      'hours: open: every minute',
      'target: all others: first answer in 1h 30m, of every minute',
      'target: oslo: nothing',
      'note: target 1 holds for every case; those after it are never reached',
    ]);
  });
});

describe('the files that come with it', () => {
  it.each(['earshot.example.yaml', 'scenarios/halden-air/earshot.yaml'])('%s has a desk of three teams', (name) => {
    const text = readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), 'utf8');
    const { desk } = load(text).settings;
    expect(desk?.teams.length).toBe(3);
    expect(desk?.people.every(({ team }) => desk.teams.some(({ id }) => id === team))).toBe(true);
  });

  it('has somebody for each signature of the demo', () => {
    const folder = new URL('../../fixtures/scenarios/halden-air/', import.meta.url);
    const { desk } = load(readFileSync(new URL('earshot.yaml', folder), 'utf8')).settings;
    const english: { signers: string[] } = JSON.parse(readFileSync(new URL('languages/en.json', folder), 'utf8'));
    const initials = desk?.people.flatMap((person) => person.initials);
    expect(english.signers.filter((sign) => !initials?.includes(sign))).toEqual([]);
    expect(new Set(initials).size).toBe(initials?.length);
  });

  it('and the JSON Schema for editors knows the keys of the desk', () => {
    const { desk } = jsonSchema().properties ?? {};
    expect(Object.keys((typeof desk === 'object' && desk.properties) || {})).toEqual(
      Object.keys({
        people: 0,
        teams: 0,
        calendars: 0,
        targets: 0,
        automatic: 0,
        again: 0,
        resolveAfter: 0,
        lapseAfter: 0,
        inTime: 0,
        expectations: 0,
        sheet: 0,
      }),
    );
  });
});
