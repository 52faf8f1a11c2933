import { describe, expect, it, test } from 'vitest';
import { type Config, ConfigError, explainConfig, loadConfig } from '../../server/config.ts';

const load = (text: string): Config => loadConfig(text, 'earshot.yaml');
/** The settings of a desk from lines that stand under `desk:`. */
const deskOf = (lines: string, rest = '') => load(`${rest}desk:\n${lines.replace(/^/gm, '  ')}`).settings.desk;

function problems(lines: string, rest = ''): string[] {
  try {
    deskOf(lines, rest);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n').map((line) => line.replace('earshot.yaml:', ''));
    throw error;
  }
}

describe('a mistake in the desk is told where it stands', () => {
  test.each<[string, string, string[]]>([
    [
      'a key',
      'resolve-after: 3d',
      ['2:3 desk.resolve-after: "resolve-after" is not a key that is known here. Did you mean "resolveAfter"?'],
    ],
    ['an amount of time', 'again: 3 days', ['2:10 desk.again: "3 days": an amount of time is written like 30m, 1h, 1h 30m or 2d']],
    ['an amount of nothing', 'again: 0m', ['2:10 desk.again: "0m": an amount of time is written like 30m, 1h, 1h 30m or 2d']],
    [
      'an amount without a unit',
      'targets: [{first: 30}]',
      ['2:21 desk.targets[0].first: an amount of time is written like 30m, 1h, 1h 30m or 2d; none is no target'],
    ],
    [
      'a shift',
      'calendars: [{id: a, hours: {mon: [8-16]}}]',
      ['2:37 desk.calendars[0].hours.mon[0]: "8-16": a shift is written like 08:00-16:00, or 22:00-06:00 past midnight'],
    ],
    [
      'a day of the week',
      "calendars: [{id: a, hours: {mo: ['08:00-16:00']}}]",
      ['2:31 desk.calendars[0].hours.mo: "mo": days are written like mon, mon-fri, "sat, sun" or daily'],
    ],
    [
      'a day that there is not',
      "calendars: [{id: a, hours: {mon: ['08:00-16:00']}, holidays: [2027-02-29]}]",
      ['2:65 desk.calendars[0].holidays[0]: "2027-02-29": not a day; it wants one such as 2026-12-25, or 12-25 for every year'],
    ],
    [
      'a zone',
      'calendars: [{id: a, zone: Europe/Olso, always: true}]',
      ['2:29 desk.calendars[0].zone: "Europe/Olso": not a time zone; it wants a name such as Europe/Oslo or UTC'],
    ],
    [
      'a team that is not there',
      'teams: [{name: Oslo}]\npeople: [{name: A, team: olso}]',
      ['3:28 desk.people[0].team: there is no team with the id "olso". Did you mean "oslo"?'],
    ],
    [
      'a calendar that is not there',
      'teams: [{name: Oslo, calendar: alwais}]',
      ['2:34 desk.teams[0].calendar: there is no calendar with the id "alwais". Did you mean "always"?'],
    ],
    [
      'a watch of a team that is not there',
      'teams: [{name: Oslo, watches: [air]}]',
      ['2:34 desk.teams[0].watches[0]: there is no watch with the id "air".'],
    ],
    [
      'a watch of a target that is not there',
      'targets: [{watch: air, first: 1h}]',
      ['2:21 desk.targets[0].watch: there is no watch with the id "air".'],
    ],
    [
      'a target that promises nothing',
      'targets: [{priority: low}]',
      ['2:13 desk.targets[0]: promises nothing; give it first, next or resolution, "none" for no target'],
    ],
    [
      'two in a team who sign alike',
      'people: [{name: Jo D, initials: [JD]}, {name: Jan D, initials: [jd]}]',
      ['2:67 desk.people[1].initials[0]: "jd" is how Jo D signs already, in the same team; nobody could tell whose reply it is'],
    ],
    [
      'two of one name',
      'people: [{name: Jo}, {name: Jo}]',
      ['2:24 desk.people[1].id: people[0] has the id "jo" already; give one of them another id'],
    ],
    [
      'initials with a sign',
      'people: [{name: Jo, initials: [^JD]}]',
      ['2:34 desk.people[0].initials[0]: "^JD": initials are one to four letters, without ^ or -'],
    ],
    ['a name without letters', 'teams: [{name: "!!"}]', ['2:18 desk.teams[0].name: no id can be made from this name; give the team an id']],
    [
      'a calendar without work',
      'calendars: [{id: a}]',
      ['2:15 desk.calendars[0]: nobody ever works by it; give it hours such as mon-fri: ["08:00-16:00"], or always: true'],
    ],
    [
      'a calendar that is always open on a holiday',
      'calendars: [{id: a, always: true, holidays: [12-25]}]',
      ['2:15 desk.calendars[0]: with "always: true" it has neither hours nor holidays'],
    ],
    [
      'a calendar named as one that is there',
      'calendars: [{id: always, always: true}]',
      ['2:20 desk.calendars[0].id: "always" is there already and counts every minute; choose another id'],
    ],
    [
      'a day with two lines',
      "calendars: [{id: a, hours: {mon-fri: ['08:00-16:00'], tue: ['08:00-12:00']}}]",
      ['2:57 desk.calendars[0].hours.tue: tue has its hours above already; name each day once'],
    ],
    [
      'shifts in each other’s way',
      "calendars: [{id: a, hours: {mon: ['12:00-16:00', '08:00-13:00']}}]",
      ['2:37 desk.calendars[0].hours.mon[0]: "12:00-16:00" begins before "08:00-13:00" ends'],
    ],
    [
      'expectations out of order',
      'expectations: {source: A, curve: [{within: 1h, share: 0.4}, {within: 60m, share: 0.5}]}',
      ['2:72 desk.expectations.curve[1].within: "60m" is no longer than the step before it; put the soonest first'],
    ],
    [
      'expectations that fall',
      'expectations: {source: A, curve: [{within: 1h, share: 0.4}, {within: 2h, share: 0.3}]}',
      ['2:83 desk.expectations.curve[1].share: 0.3 is less than 0.4 of the step before it; more customers expect an answer later'],
    ],
    ['a share in percent', 'inTime: 90', ['2:11 desk.inTime: 90 is out of range; it may be at most 0.999']],
  ])('%s', (_what, lines, expected) => {
    expect(problems(lines)).toEqual(expected);
  });

  it('accounts of our own watch', () => {
    expect(problems('again: 3d', 'watches: [{name: Air, query: air, accounts: [air]}]\n')).toEqual([
      '1:35 watches[0].accounts: only a watch of kind competitor has accounts; ours stand under "accounts" of the file, by network',
    ]);
  });

  it('but not two in different teams who sign alike', () => {
    const lines =
      'teams: [{name: A, languages: [en]}, {name: B, languages: [no]}]\npeople: [{name: Jo, initials: [JD], team: a}, {name: Jan, initials: [JD], team: b}]';
    expect(problems(lines)).toEqual([]);
    expect(explainConfig(load(`desk:\n${lines.replace(/^/gm, '  ')}`))).toContain(
      'note       Jo and Jan sign JD: a reply is theirs who alone of them speaks its language',
    );
  });
});

test('a helpdesk that is said to belong to a watch that there is not is told so', () => {
  const text = 'watches: [{name: Bergen, query: bergen}]\nsources: [{kind: zendesk, watches: [bergn]}]\n';
  expect(() => loadConfig(text, 'earshot.yaml')).toThrow(
    'earshot.yaml:2:37 sources[0].watches[0]: there is no watch with the id "bergn". Did you mean "bergen"?',
  );
});
