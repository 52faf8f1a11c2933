import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { explainConfig, jsonSchema, loadConfig } from '../../server/config.ts';
import { defaultRules } from '../../server/core/rules/defaults.ts';
import { rulesInForce } from '../../server/core/rules/rules.ts';
import { type AlertingSetting, alertingOf, defaultSettings } from '../../server/core/settings.ts';
import { emptyState } from '../../server/core/state.ts';
import { step } from '../../server/core/step.ts';
import { NOTIFIERS } from '../../server/notifiers/index.ts';
import { Rule } from '../../shared/rule.ts';

const load = (text: string) => loadConfig(text, 'earshot.yaml', { channelKinds: NOTIFIERS });
const WATCHES = `
zone: Europe/Oslo
watches:
  - {name: Norvik, query: norvik}
  - {id: app, name: Norvik app, query: app, kind: product}
  - {name: Fjordjet, query: fjordjet, kind: competitor}
`;
const alerting = (text: string): AlertingSetting => alertingOf(load(`${WATCHES}${text}`).settings);
const usual = (kind: Rule['kind']) => defaultRules(defaultSettings()).find((rule) => rule.kind === kind);

describe('a rule of the file', () => {
  test.each<[why: string, rule: string, expected: object]>([
    ['changes the default of its kind', '{kind: spike, minimum: 30}', { ...usual('spike'), minimum: 30 }],
    [
      'that names watches stands beside the default',
      '{kind: spike, watches: [app], hold: 2m}',
      { ...usual('spike'), id: 'spike-app', name: 'More mentions than usual: Norvik app', watches: ['app'], hold: 120_000 },
    ],
    ['has its id from its name', '{kind: rival, name: They Surge!}', { ...usual('rival'), id: 'they-surge', name: 'They Surge!' }],
    ['is switched on by being there', '{kind: share, drop: 0.2}', { ...usual('share'), enabled: true, drop: 0.2 }],
    ['may be switched off', '{kind: trend, enabled: false}', { ...usual('trend'), enabled: false }],
    ['may say how severe it always is', '{kind: trend, severity: critical}', { ...usual('trend'), severity: 'critical' }],
    ['clears no higher than it fires', '{kind: spike, times: 1.2}', { ...usual('spike'), times: 1.2, clear: 1.2 }],
    ['of a likelihood clears at half of it', '{kind: viral, level: 0.8}', { ...usual('viral'), level: 0.8, clear: 0.4 }],
    [
      'of the budget clears at half of it',
      '{kind: burn, times: 10, window: 2h}',
      { ...usual('burn'), times: 10, clear: 5, window: 7_200_000 },
    ],
    [
      'takes handles as they are written',
      "{kind: influencer, followers: 1000, authors: ['@Reisebrevet', reisebrevet]}",
      { ...usual('influencer'), followers: 1000, authors: ['reisebrevet'] },
    ],
    [
      'of what should be said takes times of the day',
      "{id: launch, kind: absence, from: '08:00', by: '24:00', days: mon-wed, minimum: 5}",
      { ...usual('absence'), id: 'launch', enabled: true, from: 480, by: 1440, days: [1, 2, 3], minimum: 5 },
    ],
    [
      'of what should be said may be for one day',
      "{kind: absence, by: '10:00', date: 2026-12-01}",
      { ...usual('absence'), enabled: true, from: 0, by: 600, date: '2026-12-01' },
    ],
  ])('%s', (_, rule, expected) => {
    const rules = alerting(`rules: [${rule}]`).rules;
    expect(rules).toEqual([expected]);
    expect(Rule.parse(rules[0])).toEqual(expected);
  });

  it('follows the bounds for all surges where it says nothing itself', () => {
    expect(alerting('spike: {minimum: 50, times: 3}\nrules: [{kind: spike, watches: [app]}]').rules).toMatchObject([
      { minimum: 50, times: 3 },
    ]);
  });
});

describe('settings of before there were rules', () => {
  it('fold as they did, and the defaults hold', () => {
    const state = emptyState();
    const { alerting: _, viral: _viral, ...before } = load(WATCHES).settings;
    step(state, { seq: 1, entry: { kind: 'settings', id: 'c:1', at: 1_000, settings: before } });
    expect(state.settings).toEqual(before);
    expect(rulesInForce(state).map(({ rule, origin }) => [rule, origin])).toEqual(defaultRules(before).map((rule) => [rule, 'default']));
  });
});

describe('channels', () => {
  it('are told to the fold without what only the shell needs', () => {
    const config = load(`
channels:
  - id: room
    kind: slack
    url: {env: ROOM}
    quiet: {hours: 22-7, unless: [critical, high]}
    cap: {most: 5}
  - {kind: web-push, quiet: {hours: '23:30-06:15', zone: Asia/Manila}}
`);
    expect(alertingOf(config.settings).channels).toEqual([
      {
        id: 'room',
        name: 'Room',
        kind: 'slack',
        personal: false,
        quiet: { from: 1320, to: 420, zone: 'UTC', unless: ['critical', 'high'] },
        cap: { most: 5, within: 3_600_000 },
      },
      {
        id: 'web-push',
        name: 'Web push',
        kind: 'web-push',
        personal: true,
        quiet: { from: 1410, to: 375, zone: 'Asia/Manila', unless: ['critical'] },
        cap: null,
      },
    ]);
    expect(config.channels).toEqual([
      { id: 'room', kind: 'slack', options: { url: { env: 'ROOM' } } },
      { id: 'web-push', kind: 'web-push', options: {} },
    ]);
  });

  test.each<[string, boolean]>([
    ['{kind: email, url: {env: SMTP}, from: a@norvik.example}', true],
    ['{kind: email, url: {env: SMTP}, from: a@norvik.example, to: [leads@norvik.example]}', false],
    ['{kind: telegram, token: {env: BOT}}', true],
    ["{kind: telegram, token: {env: BOT}, chat: '-100123'}", false],
    ['{kind: slack, url: {env: ROOM}}', false],
  ])('reach one person at a time unless they have an address of their own: %s is %j', (channel, personal) => {
    expect(alerting(`channels: [${channel}]`).channels).toMatchObject([{ personal }]);
  });

  it('find people by addresses that the fold never hears of', () => {
    const config = load('desk: {people: [{name: Ida Lund, email: ida@norvik.example, telegram: 4711}, {name: Bo}]}');
    expect(config.contacts).toEqual({ 'ida-lund': { email: 'ida@norvik.example', telegram: '4711' } });
    expect(JSON.stringify(config.settings)).not.toMatch(/ida@norvik|4711/);
  });

  it('link to the address that people use, and may reach private hosts by name', () => {
    const { base, allow } = load("{address: 'https://wall.norvik.example/', outgoing: {allow: ['chat.local:8065', '[fd00::1]']}}");
    expect([base, allow]).toEqual(['https://wall.norvik.example', ['chat.local:8065', '[fd00::1]']]);
  });
});

describe('routes and digests', () => {
  const rest = `
desk:
  calendars: [{id: office, hours: {mon-fri: ['08:00-16:00']}}]
  teams: [{id: oslo, name: Oslo, calendar: office}]
  people: [{name: Ida Lund, team: oslo}, {name: Bo}]
channels: [{id: room, kind: slack, url: {env: ROOM}}, {kind: web-push}]
`;

  it('say who is told, and who next', () => {
    const { routes } = alerting(`${rest}
routes:
  - name: Grave
    severities: [critical]
    kinds: [urgent]
    watches: [app]
    calendar: office
    goesOn: true
    steps:
      - {channels: [room]}
      - {after: 10m, channels: [web-push], to: on-shift}
      - {after: 15m, channels: [web-push], to: {team: oslo, onShift: true}}
      - {after: 20m, channels: [web-push], to: {team: oslo}}
      - {after: 30m, channels: [room, web-push], to: {person: ida-lund}}
      - {after: 1h, channels: [web-push], to: {people: [ida-lund, bo]}}
  - {id: rest, name: All that is left, steps: [{after: 0m, channels: [room]}]}
`);
    expect(routes).toEqual([
      {
        id: 'grave',
        name: 'Grave',
        matcher: { kinds: ['urgent'], severities: ['critical'], watches: ['app'] },
        calendar: 'office',
        goesOn: true,
        steps: [
          { after: 0, channels: ['room'], to: null },
          { after: 600_000, channels: ['web-push'], to: { onShift: true } },
          { after: 900_000, channels: ['web-push'], to: { team: 'oslo', onShift: true } },
          { after: 1_200_000, channels: ['web-push'], to: { team: 'oslo', onShift: false } },
          { after: 1_800_000, channels: ['room', 'web-push'], to: { people: ['ida-lund'] } },
          { after: 3_600_000, channels: ['web-push'], to: { people: ['ida-lund', 'bo'] } },
        ],
      },
      {
        id: 'rest',
        name: 'All that is left',
        matcher: { kinds: [], severities: [], watches: [] },
        calendar: null,
        goesOn: false,
        steps: [{ after: 0, channels: ['room'], to: null }],
      },
    ]);
  });

  it('tell managers daily, and more often in a crisis unless they do not want it', () => {
    const { digests } = alerting(
      `${rest}digests: [{channels: [room]}, {id: mine, channels: [web-push], to: {person: bo}, daily: '18:05', crisis: none}]`,
    );
    expect(digests).toEqual([
      { id: 'digest-1', channels: ['room'], to: null, daily: 450, crisis: 3_600_000 },
      { id: 'mine', channels: ['web-push'], to: { people: ['bo'] }, daily: 1085, crisis: null },
    ]);
  });
});

describe('what is known beforehand', () => {
  it('is meant by the clocks of the zone', () => {
    const { silences, planned } = alerting(`
silences: [{kinds: [rival], reason: Their strike, until: 2026-07-01 18:00}]
maintenance: [{id: works, watches: [norvik], reason: Works, by: Ida, from: 2026-12-06T01:00Z, until: '2026-12-06T04:00+01:00'}]
planned: [{name: Launch, watches: [app], from: 2026-12-01 10:00, until: 2026-12-01 12:00, times: 5}]
`);
    expect(silences).toEqual([
      {
        id: 'file:their-strike@2026-07-01T18:00',
        matcher: { kinds: ['rival'], severities: [], watches: [] },
        reason: 'Their strike',
        by: 'earshot.yaml',
        from: 0,
        until: Date.UTC(2026, 6, 1, 16),
        maintenance: false,
      },
      {
        id: 'file:works',
        matcher: { kinds: [], severities: [], watches: ['norvik'] },
        reason: 'Works',
        by: 'Ida',
        from: Date.UTC(2026, 11, 6, 1),
        until: Date.UTC(2026, 11, 6, 3),
        maintenance: true,
      },
    ]);
    expect(planned).toEqual([
      {
        id: 'file:launch@2026-12-01T10:00',
        name: 'Launch',
        watches: ['app'],
        from: Date.UTC(2026, 11, 1, 9),
        until: Date.UTC(2026, 11, 1, 11),
        times: 5,
        by: 'earshot.yaml',
      },
    ]);
  });

  it('is what must be done: playbooks keep the ids of their items', () => {
    expect(alerting("playbooks: [{kinds: [urgent], checks: [Call the lead, {id: tell, text: Tell all}, '消息']}]").playbooks).toEqual([
      {
        kinds: ['urgent'],
        checks: [
          { id: 'call-the-lead', text: 'Call the lead' },
          { id: 'tell', text: 'Tell all' },
          { id: 'check-3', text: '消息' },
        ],
      },
    ]);
  });

  it('is how much people can bear', () => {
    expect(alerting('load: {average: 0.5}').load).toEqual({ average: 0.5, upset: 10 });
  });
});

describe('what was understood', () => {
  const told = (text: string) => explainConfig(load(`${WATCHES}${text}`)).split('\n');
  const about = (text: string, ...labels: string[]) => told(text).filter((line) => labels.includes(line.split(' ')[0] ?? ''));

  test.each<[why: string, text: string, lines: string[]]>([
    ['nobody is told', '', ['told       nobody: incidents show on the screens alone']],
    [
      'a default that leaves other watches without',
      'rules: [{kind: spike, id: spike, watches: [app]}]',
      [
        'told       nobody: incidents show on the screens alone',
        'note       nothing but app has a rule of kind spike, since its default is limited to that; give the rule another id',
      ],
    ],
    [
      'without routes everybody is told everything',
      'desk: {people: [{name: Bo}]}\nchannels: [{id: room, kind: slack, url: {env: ROOM}}, {kind: web-push}]',
      ['told       everything at once, by room, web-push to whoever is on shift'],
    ],
    [
      'what no route takes',
      'channels: [{kind: slack, url: {env: ROOM}}]\nroutes: [{name: A, kinds: [spike], steps: [{channels: [slack]}]}]',
      [
        'route      A (spike): at once by slack',
        'note       nobody is told of what no route matches; a last route without conditions would take it',
      ],
    ],
    [
      'a route that is never reached, and a channel that nobody uses',
      'channels: [{id: a, kind: slack, url: {env: A}}, {id: b, kind: slack, url: {env: B}}]\nroutes: [{name: A, steps: [{channels: [a]}]}, {name: B, kinds: [spike], steps: [{channels: [a]}]}]',
      [
        'route      A (everything): at once by a',
        'route      B (spike): at once by a',
        'note       the route "A" takes everything; those after it are never reached',
        'note       no route and no digest uses the channel b',
      ],
    ],
    [
      'people without an address',
      'desk: {people: [{name: Bo}, {name: Ida, email: ida@norvik.example}]}\nchannels: [{kind: email, url: {env: SMTP}, from: a@norvik.example}]',
      [
        'told       everything at once, by email to whoever is on shift',
        'note       email cannot reach Bo: under desk, people, they have no "email"',
      ],
    ],
  ])('%s', (_, text, lines) => {
    expect(about(text, 'told', 'route', 'note')).toEqual(lines);
  });

  it('names each rule once', () => {
    expect(about('rules: [{kind: spike, minimum: 30}, {kind: urgent, urgency: [], minimum: 9}]', 'rule', 'alerts')).toEqual([
      'rule       spike: from 30 mentions and 2 times the usual, over below 1.4 times',
      'rule       urgent: anything by 9 people within 30m',
    ]);
  });
});

describe('the example file', () => {
  it('is right for the kinds of channel that there are', () => {
    const example = readFileSync(new URL('../../fixtures/earshot.example.yaml', import.meta.url), 'utf8');
    const config = load(example);
    expect(config.channels?.map(({ kind }) => kind)).toEqual(['slack', 'web-push', 'email', 'pagerduty']);
    expect(alertingOf(config.settings).rules.map(({ id }) => id)).toContain('launch-absence');
  });
});

describe('the JSON Schema for editors', () => {
  it('knows the parameters of each kind of rule and the options of each kind of channel', () => {
    const { properties } = jsonSchema([], NOTIFIERS);
    const text = (key: string) => JSON.stringify(properties?.[key]);
    for (const kind of ['spike', 'absence', 'burn']) expect(text('rules')).toContain(`"kind":{"const":"${kind}"}`);
    expect(text('rules')).toContain('"followers"');
    for (const { kind } of NOTIFIERS) expect(text('channels')).toContain(`"kind":{"const":"${kind}"}`);
  });
});
