import { describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import { ConfigError, type KnownChannel, loadConfig } from '../../server/config.ts';
import { NOTIFIERS } from '../../server/notifiers/index.ts';
import { Secret } from '../../server/notifiers/secret.ts';

/** The lines of the error without the file's name; none when the file is right. */
function problems(text: string, channelKinds: readonly KnownChannel[] = NOTIFIERS): string[] {
  try {
    loadConfig(text, 'f', { channelKinds });
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n').map((line) => line.replace('f:', ''));
    throw error;
  }
}

const WATCHES = 'watches: [{id: app, name: App, query: a}, {id: fjordjet, name: F, query: f, kind: competitor}]\n';

describe('a mistake in a rule is told where it stands', () => {
  test.each<[string, string, string]>([
    ['a kind', '{kind: spiek}', '[0].kind: "spiek" is not one of KINDS. Did you mean "spike"?'],
    ['a parameter', '{kind: spike, minimun: 3}', '[0].minimun: "minimun" is not a key that is known here. Did you mean "minimum"?'],
    [
      'a parameter of another kind',
      '{kind: spike, followers: 3}',
      '[0].followers: "followers" is not a key that is known here. The keys here are id, name, enabled, watches, severity, hold, minimum, times, clear.',
    ],
    ['a bound', '{kind: spike, times: 0.5}', '[0].times: 0.5 is out of range; it may be at least 1'],
    ['a share', '{kind: share, drop: 15}', '[0].drop: 15 is out of range; it may be at most 1'],
    [
      'an amount of time',
      '{kind: spike, hold: 90s}',
      '[0].hold: "90s": an amount of time is written like 30m, 1h, 1h 30m or 2d; 0m is at once',
    ],
    ['a wait of days', '{kind: spike, hold: 2d}', '[0].hold: "2d": it may be a day at most: 1d'],
    ['a window of seconds', '{kind: urgent, window: 0.5m}', '[0].window: "0.5m": it may be from a minute to a day: 1m to 1d'],
    ['a severity', '{kind: spike, severity: grave}', '[0].severity: "grave" is not one of critical, high, medium.'],
    ['an urgency', '{kind: urgent, urgency: [safty]}', '[0].urgency[0]: "safty" is not one of URGENCIES. Did you mean "safety"?'],
    ['an id', '{kind: spike, id: My Rule}', '[0].id: "My Rule": it may only have small letters a to z, digits and -, 64 at most'],
    [
      'a name without letters a to z',
      '{kind: spike, name: 消息}',
      '[0].name: no id of letters a to z can be made from this name; give the rule an id',
    ],
    ['the id of another default', '{kind: spike, id: viral}', '[0].id: "viral" is the default rule of the kind viral; choose another id'],
    ['two of one id', '{kind: spike}, {kind: spike}', '[1].id: rules[0] has the id "spike" already; give one of them another id'],
    [
      'a watch that is not there',
      '{kind: spike, watches: [ap]}',
      '[0].watches[0]: there is no watch with the id "ap". Did you mean "app"?',
    ],
    [
      'a watch where a source belongs',
      '{kind: silence, watches: [blusky]}',
      '[0].watches[0]: there is no source with the id "blusky". Did you mean "bluesky"?',
    ],
    [
      'a competitor among ours',
      '{kind: spike, watches: [fjordjet]}',
      '[0].watches[0]: "fjordjet" is a competitor; these have rules of kind rival',
    ],
    [
      'one of ours among competitors',
      '{kind: rival, watches: [app]}',
      '[0].watches[0]: "app" is no competitor; ours have rules of kind spike',
    ],
    [
      'watches of a rule about the desk',
      '{kind: breach, watches: [app]}',
      '[0].watches: leave it out: this kind is about the whole desk, not about watches',
    ],
    ['a level to clear at', '{kind: spike, clear: 3}', '[0].clear: 3 is more than times, 2: it would be over as soon as it begins'],
    [
      'a likelihood to clear at',
      '{kind: viral, level: 0.3, clear: 0.4}',
      '[0].clear: 0.4 is more than level, 0.3: it would be over as soon as it begins',
    ],
    ['no end of the wait', '{kind: absence}', '[0].by: is missing; it wants text'],
    [
      'an end before its beginning',
      "{kind: absence, from: '10:00', by: '10:00'}",
      '[0].by: it is no later than from, so that nothing could be said by then',
    ],
    [
      'days beside a date',
      "{kind: absence, by: '10:00', date: 2026-12-01, days: mon}",
      '[0].days: with a date there are no days of the week',
    ],
    ['a date', "{kind: absence, by: '10:00', date: 2026-02-30}", '[0].date: "2026-02-30": not a day; it wants one such as 2026-12-01'],
  ])('%s', (_, rules, told) => {
    const [line = '', ...more] = problems(`${WATCHES}sources: [{kind: bluesky}]\nrules: [${rules}]`);
    expect(more).toEqual([]);
    expect(
      line
        .replace(/^3:\d+ rules/, '')
        .replace(/spike, negative-spike.*absence(?=\.)/, 'KINDS')
        .replace(/(?<=one of )\w+(, \w+)+(?=\. Did you mean "safety")/, 'URGENCIES'),
    ).toBe(told);
  });
});

const WHOM = 'whom to tell is on-shift, {person: id}, {people: [ids]} or {team: id, onShift: true}';
const DESK = `
desk:
  teams: [{id: oslo, name: Oslo}, {id: empty, name: Empty}]
  people: [{id: ida, name: Ida, team: oslo}]
channels: [{id: room, kind: slack, url: {env: ROOM}}, {id: phones, kind: web-push}]
`;

describe('a mistake in who is told is told where it stands', () => {
  const step = (text: string) => `${DESK}routes: [{name: A, steps: [${text}]}]`;
  test.each<[string, string, string]>([
    ['a channel', step('{channels: [rom]}'), 'routes[0].steps[0].channels[0]: there is no channel with the id "rom". Did you mean "room"?'],
    [
      'a person',
      step('{channels: [phones], to: {person: ina}}'),
      'routes[0].steps[0].to.person: there is no person with the id "ina". Did you mean "ida"?',
    ],
    [
      'one of several people',
      step('{channels: [phones], to: {people: [ida, x]}}'),
      'routes[0].steps[0].to.people[1]: there is no person with the id "x".',
    ],
    [
      'a team',
      step('{channels: [phones], to: {team: olso}}'),
      'routes[0].steps[0].to.team: there is no team with the id "olso". Did you mean "oslo"?',
    ],
    ['a team of nobody', step('{channels: [phones], to: {team: empty}}'), 'routes[0].steps[0].to.team: nobody is in the team "empty"'],
    [
      'nobody to choose from',
      'channels: [{kind: web-push}]\nroutes: [{name: A, steps: [{channels: [web-push], to: on-shift}]}]',
      'routes[0].steps[0].to: nobody is ever on shift: there are no people under desk',
    ],
    [
      'whom to tell, of a channel that reaches one person at a time',
      step('{channels: [room, phones]}'),
      'routes[0].steps[0].channels[1]: "phones" reaches one person at a time; say whom with to: on-shift, {person: id} or {team: id}',
    ],
    [
      'whom to tell, of a channel that a room reads',
      step('{channels: [room], to: on-shift}'),
      'routes[0].steps[0].to: is for channels that reach one person at a time; whoever reads room is told',
    ],
    ['who', step('{channels: [phones], to: everybody}'), `routes[0].steps[0].to: "everybody": ${WHOM}`],
    ['how to say who', step('{channels: [phones], to: {persn: ida}}'), `routes[0].steps[0].to: {"persn":"ida"}: ${WHOM}`],
    [
      'a step before the one before it',
      step('{after: 10m, channels: [room]}, {after: 5m, channels: [phones], to: on-shift}'),
      'routes[0].steps[1].after: "5m" is sooner than "10m" of the step before it; each counts from the beginning',
    ],
    ['no steps', `${DESK}routes: [{name: A, steps: []}]`, 'routes[0].steps: is empty; leave it out, or fill it in'],
    ['no routes', `${DESK}routes: []`, 'routes: is empty; leave it out, or fill it in'],
    [
      'a calendar',
      `${DESK}routes: [{name: A, calendar: office, steps: [{channels: [room]}]}]`,
      'routes[0].calendar: there is no calendar with the id "office".',
    ],
    [
      'a watch',
      `${DESK}routes: [{name: A, watches: [app], steps: [{channels: [room]}]}]`,
      'routes[0].watches[0]: there is no watch with the id "app".',
    ],
    [
      'two routes of one name',
      `${DESK}routes: [{name: A, steps: [{channels: [room]}]}, {name: a, steps: [{channels: [room]}]}]`,
      'routes[1].id: routes[0] has the id "a" already; give one of them another id',
    ],
    [
      'the hour of a digest',
      `${DESK}digests: [{channels: [room], daily: '7'}]`,
      'digests[0].daily: "7": a time of the day is written like 07:30',
    ],
    [
      'whom a digest is for',
      `${DESK}digests: [{channels: [phones]}]`,
      'digests[0].channels[0]: "phones" reaches one person at a time; say whom with to: on-shift, {person: id} or {team: id}',
    ],
    [
      'an e-mail address',
      'desk: {people: [{name: Bo, email: bo.norvik.example}]}',
      'desk.people[0].email: "bo.norvik.example": not an e-mail address',
    ],
    [
      'a Telegram chat',
      'desk: {people: [{name: Bo, telegram: bo}]}',
      'desk.people[0].telegram: "bo": not the number of a Telegram chat, or @name of a public one',
    ],
  ])('%s', (_, text, told) => {
    expect(problems(text).map((line) => line.replace(/^\d+:\d+ /, ''))).toEqual([told]);
  });
});

describe('a mistake in a channel, a time or an address is told where it stands', () => {
  test.each<[string, string, string[]]>([
    [
      'a kind of channel',
      'channels: [{kind: slak}]',
      [
        '1:19 channels[0].kind: "slak" is no kind of channel; there is slack, teams, pagerduty, email, web-push, webhook, mattermost, discord, ntfy, telegram. Did you mean "slack"?',
      ],
    ],
    [
      'two channels of one id',
      'channels: [{kind: web-push}, {kind: web-push}]',
      ['1:30 channels[1].id: channels[0] has the id "web-push" already; give one of them another id'],
    ],
    [
      'quiet hours',
      'channels: [{kind: web-push, quiet: {hours: 22}}]',
      ['1:44 channels[0].quiet.hours: 22 is a number; put it in quotes to make it text'],
    ],
    [
      'quiet hours around the clock',
      'channels: [{kind: web-push, quiet: {hours: 22-22}}]',
      ['1:44 channels[0].quiet.hours: "22-22": hours are written like 22-07, or 22:30-07:00'],
    ],
    [
      'a time without an hour',
      'silences: [{reason: A, until: 2026-12-01}]',
      [
        '1:31 silences[0].until: "2026-12-01": a time is written like 2026-12-01 10:00, by the clocks of the zone, or like 2026-12-01T10:00Z',
      ],
    ],
    [
      'a silence that is over before it begins',
      'silences: [{reason: A, from: 2026-12-01 10:00, until: 2026-12-01 10:00}]',
      ['1:55 silences[0].until: "2026-12-01 10:00" is no later than from, "2026-12-01 10:00": it would be over before it begins'],
    ],
    [
      'a silence and a window of one id',
      'silences: [{id: a, reason: A, until: 2026-12-01 10:00}]\nmaintenance: [{id: a, reason: B, until: 2026-12-02 10:00}]',
      ['2:20 maintenance[0].id: another one has the id "a" already; give one of them another id'],
    ],
    [
      'a silence of a watch that is not there',
      'silences: [{watches: [x], reason: A, until: 2026-12-01 10:00}]',
      ['1:23 silences[0].watches[0]: there is no watch with the id "x".'],
    ],
    [
      'an event that expects less',
      'planned: [{name: A, from: 2026-12-01 10:00, until: 2026-12-01 12:00, times: 0.5}]',
      ['1:77 planned[0].times: 0.5 is out of range; it may be at least 1'],
    ],
    [
      'two things to do of one id',
      'playbooks: [{checks: [Call them, call them]}]',
      ['1:34 playbooks[0].checks[1].id: checks[0] has the id "call-them" already; give one of them another id'],
    ],
    [
      'an address with a query',
      "address: 'https://a.example/?x=1'",
      ['1:10 address: "https://a.example/?x=1": not an address such as https://wall.example'],
    ],
    [
      'a host with a scheme',
      "outgoing: {allow: ['http://a']}",
      ['1:20 outgoing.allow[0]: "http://a": not a host such as chat.intern.example, or host:port'],
    ],
  ])('%s', (_, text, told) => {
    expect(problems(text)).toEqual(told);
  });
});

const SAFE = 'write {env: NAME} for a variable of the environment, or {file: /path}';
const NOT_HERE = `a secret does not stand in this file: ${SAFE}`;

describe('a secret in the file is refused without being repeated', () => {
  const kinds: KnownChannel[] = [
    {
      kind: 'slack',
      personal: false,
      options: z.strictObject({
        url: Secret.describe('Where it stands.'),
        spare: z.array(Secret).default([]),
        login: z.union([z.literal('none'), z.strictObject({ user: z.string(), password: Secret })]).optional(),
        headers: z.record(z.string(), Secret).optional(),
        deep: z.strictObject({ key: Secret.optional(), size: z.int() }).optional(),
      }),
    },
  ];
  test.each<[options: string, told: string[]]>([
    ['url: https://hooks.example/hunter2', [`url: ${NOT_HERE}`]],
    ['url: {env: https://hooks.example/hunter2}', [`url: ${NOT_HERE}`]],
    ['url: {env: A, value: hunter2}', [`url: ${NOT_HERE}`]],
    ['url: [hunter2]', [`url: ${NOT_HERE}`]],
    ['url:', [`url: is missing; ${SAFE}`]],
    ['url: {env: A}, spare: hunter2', [`spare: ${NOT_HERE}`]],
    ['url: {env: A}, spare: [{env: B}, hunter2]', [`spare[1]: ${NOT_HERE}`]],
    ['url: {env: A}, login: hunter2', [`login: ${NOT_HERE}`]],
    ['url: {env: A}, login: {user: ida, password: hunter2}', [`login.password: ${NOT_HERE}`]],
    ['url: {env: A}, headers: {x-key: hunter2}', [`headers.x-key: ${NOT_HERE}`]],
    ['url: {env: A}, deep: hunter2', [`deep: ${NOT_HERE}`]],
    ['url: {env: A}, deep: {key: hunter2, size: large}', [`deep.key: ${NOT_HERE}`, 'deep.size: "large" is not a number']],
    ['url: {env: A}, ulr: hunter2', ['ulr: "ulr" is not a key that is known here. Did you mean "url"?']],
  ])('%s', (options, told) => {
    expect(problems(`channels: [{kind: slack, ${options}}]`, kinds).map((line) => line.replace(/^\S+ channels\[0\]\./, ''))).toEqual(told);
  });

  test.each(['channels: https://hooks.example/hunter2', 'channels: [https://hooks.example/hunter2]', 'channels: {slack: hunter2}'])(
    'also where it stands for a channel: %s',
    (text) => {
      const told = problems(text).join('\n');
      expect(told).toMatch(/^1:\d+ channels/);
      expect(told).not.toContain('hunter2');
    },
  );

  it('is told for each kind of channel that there is', () => {
    for (const { kind } of NOTIFIERS) {
      const told = problems(
        `channels: [{kind: ${kind}, url: hunter2, token: hunter2, key: hunter2, secrets: [hunter2], from: a@b.example}]`,
      ).join('\n');
      expect(told).not.toContain('hunter2');
      expect(told).not.toBe('');
    }
  });
});
