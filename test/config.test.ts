import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ConfigError, explainConfig, jsonSchema, type KnownKind, loadConfig, quickConfig } from '../server/config.ts';
import { QueryError } from '../server/core/analysis/query/query.ts';
import { defaultDesk } from '../server/core/desk/setting.ts';
import { defaultAlerting } from '../server/core/settings.ts';
import { Board, PANELS } from '../shared/board.ts';

const example = readFileSync(new URL('../fixtures/earshot.example.yaml', import.meta.url), 'utf8');

const kinds: KnownKind[] = [
  { kind: 'bluesky', options: z.object({ url: z.url().optional(), follow: z.strictObject({ likes: z.boolean() }).optional() }) },
  { kind: 'feed', options: z.looseObject({ every: z.int() }) },
  { kind: 'push' },
];

const load = (text: string) => loadConfig(text, 'earshot.yaml', { sourceKinds: kinds });

/** The lines of the error; none when the file is right. */
function problems(text: string): string[] {
  try {
    load(text);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n');
    throw error;
  }
}

describe('a config file', () => {
  it('may be empty and then shows everything that comes in', () => {
    expect(load('')).toEqual({
      settings: {
        brand: 'Earshot',
        watches: [],
        scopes: [{ id: 'all', watches: [], rivals: [] }],
        accounts: [],
        zone: 'UTC',
        spike: { minimum: 20, times: 2 },
        viral: { size: 500, level: 0.5 },
        desk: defaultDesk(),
        alerting: defaultAlerting(),
      },
      boards: [
        {
          name: 'main',
          title: 'Earshot',
          scope: 'all',
          scenes: [
            {
              name: 'overview',
              title: 'Overview',
              panels: ['pulse', 'volume', 'sentiment', 'alerts', 'voices', 'trends', 'viral', 'sources'],
              seconds: 60,
            },
            { name: 'where', title: 'Who and where', panels: ['where', 'share', 'mix', 'alerts', 'voices', 'sources'], seconds: 30 },
            {
              name: 'care',
              title: 'Care',
              panels: ['waiting', 'answers', 'desk', 'wins', 'shift', 'load', 'alerts', 'sources'],
              seconds: 30,
            },
          ],
          zones: [{ label: 'UTC', zone: 'UTC' }],
          screen: undefined,
          theme: 'dark',
          takeover: true,
        },
      ],
      sources: [],
      retention: { days: 90, megabytes: 4096 },
    });
  });

  it('gives each watch an id from its name, its place, and the kind ours', () => {
    const { settings } = load(
      'watches: [{name: Norvik Åir!, query: norvik}, {name: ノルヴィク, query: ノルヴィク, kind: topic, owner: Ada}]',
    );
    expect(settings.watches).toEqual([
      { id: 'norvik-air', name: 'Norvik Åir!', query: 'norvik', kind: 'ours', rank: 0 },
      { id: 'ノルヴィク', name: 'ノルヴィク', query: 'ノルヴィク', kind: 'topic', rank: 1, owner: 'Ada' },
    ]);
  });

  it('keeps competitors beside ours in every scope, and by themselves makes them the scope', () => {
    const { settings, boards } = load(`
watches:
  - {name: A, query: a}
  - {name: B, query: b, kind: competitor}
  - {name: C, query: c, kind: product}
boards:
  - {name: main}
  - {name: part, watches: [c, b]}
  - {name: rivals, watches: [b]}
`);
    expect(settings.scopes).toEqual([
      { id: 'all', watches: [], rivals: [] },
      { id: 'ours', watches: ['a', 'c'], rivals: ['b'] },
      { id: 'board-part', watches: ['c'], rivals: ['b'] },
      { id: 'board-rivals', watches: ['b'], rivals: [] },
    ]);
    expect(boards.map((board) => board.scope)).toEqual(['ours', 'board-part', 'board-rivals']);
  });

  it('takes handles with or without @, in any case, each once', () => {
    expect(load("accounts: {Bluesky: ['@Norvik.example', norvik.example], '*': [norvik]}").settings.accounts).toEqual([
      { network: 'bluesky', handle: 'norvik.example' },
      { network: '*', handle: 'norvik' },
    ]);
  });

  it('passes the options of a source on as they are', () => {
    expect(load('sources: [{kind: bluesky, url: "https://a.example"}, {id: news, kind: feed, every: 5, more: [1]}]').sources).toEqual([
      { id: 'bluesky', kind: 'bluesky', options: { url: 'https://a.example' } },
      { id: 'news', kind: 'feed', options: { every: 5, more: [1] } },
    ]);
  });

  it('takes any kind of source when none is named', () => {
    expect(loadConfig('sources: [{kind: anything, at: all}]', 'x.yaml').sources).toEqual([
      { id: 'anything', kind: 'anything', options: { at: 'all' } },
    ]);
  });

  it('fills in what a board leaves out', () => {
    const [board] = load(
      '{zones: [{label: Oslo, zone: Europe/Oslo}], boards: [{name: care-team, scenes: [{name: who, panels: [voices]}]}]}',
    ).boards;
    expect(board).toEqual({
      name: 'care-team',
      title: 'Care team',
      scope: 'all',
      scenes: [{ name: 'who', title: 'Who', panels: ['voices'], seconds: 30 }],
      zones: [{ label: 'Oslo', zone: 'Europe/Oslo' }],
      screen: undefined,
      theme: 'dark',
      takeover: true,
    });
  });

  it.each([
    ['zones: [{label: Oslo, zone: Europe/Oslo}, {label: Manila, zone: Asia/Manila}]', 'Europe/Oslo'],
    ['{zone: Asia/Manila, zones: [{label: Oslo, zone: Europe/Oslo}]}', 'Asia/Manila'],
    ['brand: Halden Air', 'UTC'],
  ])('has alerts tell the time of the first clock unless a zone is named: %s', (yaml, zone) => {
    expect(load(yaml).settings.zone).toBe(zone);
  });

  it('names the clock after the city of its zone', () => {
    expect(load('zone: America/New_York').boards[0]?.zones).toEqual([{ label: 'New York', zone: 'America/New_York' }]);
  });
});

describe('a mistake in the file', () => {
  const rows: [why: string, text: string, told: string][] = [
    [
      'a kind that there is not',
      'watches:\n  - name: A\n    query: a\n    kind: competitors',
      'earshot.yaml:4:11 watches[0].kind: "competitors" is not one of ours, product, property, competitor, topic. Did you mean "competitor"?',
    ],
    ['an unknown key', 'brnad: A', 'earshot.yaml:1:1 brnad: "brnad" is not a key that is known here. Did you mean "brand"?'],
    [
      'an unknown key inside',
      'boards:\n  - name: a\n    scrren: {}',
      'earshot.yaml:3:5 boards[0].scrren: "scrren" is not a key that is known here. Did you mean "screen"?',
    ],
    ['a missing key', 'watches:\n  - name: A', 'earshot.yaml:2:5 watches[0].query: is missing; it wants text'],
    [
      'a hashtag that YAML takes for a comment',
      'watches:\n  - name: A\n    query: #a',
      'earshot.yaml:3:12 watches[0].query: is empty; it wants text (what begins with # must stand in quotes)',
    ],
    ['a number for text', 'brand: 1688', 'earshot.yaml:1:8 brand: 1688 is a number; put it in quotes to make it text'],
    ['a value for a list', 'accounts: {x: norvik}', 'earshot.yaml:1:15 accounts.x: "norvik" is not a list (lines that begin with -)'],
    ['a handle with a space', "accounts: {x: ['a b']}", 'earshot.yaml:1:16 accounts.x[0]: "a b": not a handle'],
    [
      'a zone that there is not',
      'zone: Europe/Olso',
      'earshot.yaml:1:7 zone: "Europe/Olso": not a time zone; it wants a name such as Europe/Oslo or UTC',
    ],
    [
      'an offset for a zone',
      "zone: '+02:00'",
      'earshot.yaml:1:7 zone: "+02:00": not a time zone; it wants a name such as Europe/Oslo or UTC',
    ],
    ['a Redis that is no Redis', 'redis: http://x', 'earshot.yaml:1:8 redis: "http://x": not an address like redis://host:6379'],
    ['a number out of range', 'spike: {times: 0}', 'earshot.yaml:1:16 spike.times: 0 is out of range; it may be at least 1'],
    [
      'a panel that there is not',
      'boards: [{name: a, scenes: [{name: a, panels: [pulse, sentimant]}]}]',
      `earshot.yaml:1:55 boards[0].scenes[0].panels[1]: "sentimant" is not one of ${PANELS.join(', ')}. Did you mean "sentiment"?`,
    ],
    ['an empty list of boards', 'boards: []', 'earshot.yaml:1:9 boards: is empty; leave it out, or fill it in'],
    [
      'two watches of one name',
      'watches:\n  - {name: A, query: a}\n  - {name: a, query: b}',
      'earshot.yaml:3:5 watches[1].id: watches[0] has the id "a" already; give one of them another id',
    ],
    [
      'a name without letters',
      'watches: [{name: "!", query: a}]',
      'earshot.yaml:1:18 watches[0].name: no id can be made from this name; give the watch an id',
    ],
    [
      'an id that means everything',
      'watches: [{id: all, name: A, query: a}]',
      'earshot.yaml:1:16 watches[0].id: "all": this means every mention; choose another id',
    ],
    [
      'a board with a watch that there is not',
      'watches: [{name: Norvik, query: a}]\nboards:\n  - name: a\n    watches: [norvk]',
      'earshot.yaml:4:15 boards[0].watches[0]: there is no watch with the id "norvk". Did you mean "norvik"?',
    ],
    [
      'two boards of one name',
      'boards: [{name: a}, {name: a}]',
      'earshot.yaml:1:28 boards[1].name: boards[0] has the name "a" already; give one of them another name',
    ],
    [
      'a kind of source that there is not',
      'sources: [{kind: blusky}]',
      'earshot.yaml:1:18 sources[0].kind: "blusky" is no kind of source; there is bluesky, feed, push. Did you mean "bluesky"?',
    ],
    [
      'two sources without ids',
      'sources: [{kind: push}, {kind: push}]',
      'earshot.yaml:1:25 sources[1].id: sources[0] has the id "push" already; give one of them another id',
    ],
    [
      'an unknown option of a source',
      'sources:\n  - kind: bluesky\n    ulr: x',
      'earshot.yaml:3:5 sources[0].ulr: "ulr" is not a key that is known here. Did you mean "url"?',
    ],
    [
      'a wrong option deep in a source',
      'sources:\n  - kind: bluesky\n    follow: {likes: no-way}',
      'earshot.yaml:3:21 sources[0].follow.likes: "no-way" is not true or false',
    ],
    ['a list for the whole', '- brand', 'earshot.yaml:1:1 a list is not keys with values'],
    [
      'an unquoted handle',
      'brand: @norvik',
      'earshot.yaml:1:8 Plain value cannot start with reserved character @: put the whole value in quotes',
    ],
    [
      'a phrase that ends too soon',
      'brand: "a b" OR c',
      'earshot.yaml:1:14 Unexpected scalar at node end: a query with phrases must stand in single quotes as a whole: \'"norvik air" OR norvik\'',
    ],
    [
      'a star that YAML takes for an alias',
      'zone: UTC\nbrand: *a',
      'earshot.yaml:2:8 *a refers to nothing: a value that begins with * must stand in quotes',
    ],
    ['a key twice', 'brand: a\nbrand: b', 'earshot.yaml:2:1 Map keys must be unique: remove one of the two'],
  ];
  it.each(rows)('is told with its place: %s', (_, text, told) => {
    expect(problems(text)).toEqual([told]);
  });

  it('is told with all others, in the order of the file', () => {
    const told = problems('zone: Nowhere/Land\nwatches:\n  - name: 5\n    query: ""\nretention: {days: -1}');
    expect(told.map((line) => line.split(/[: ]/).slice(1, 3).join(':'))).toEqual(['1:7', '3:11', '4:13', '5:19']);
  });

  const places: [how: string, text: string, place: string][] = [
    ['plain', 'watches: [{name: a, query: norvik )}]', '1:35'],
    ['in single quotes with doubled ones', "watches: [{name: a, query: 'it''s \"a'}]", '1:35'],
    ['in double quotes with escapes', 'watches: [{name: a, query: "a \\"b\\" (c"}]', '1:37'],
    ['folded over lines', 'watches:\n  - name: a\n    query: >-\n      norvik OR\n      langauge:en', '5:7'],
    ['in a block', 'watches:\n  - name: a\n    query: |\n      norvik\n      (b', '5:7'],
    ['going on in the next line', 'watches:\n  - name: a\n    query: norvik\n      - b', '4:7'],
  ];
  it.each(places)('inside a query that stands %s is pointed at', (_, text, place) => {
    expect(problems(text).map((line) => line.split(/[: ]/).slice(1, 3).join(':'))).toEqual([place]);
  });

  it('does not let aliases grow without end', () => {
    const bomb = [
      'a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1]',
      ...'bcdefghij'.split('').map((key, i) => `${key}: &${key} [${Array(9).fill(`*${'abcdefghi'[i]}`)}]`),
    ];
    expect(problems(bomb.join('\n'))[0]).toMatch(/Excessive alias count/);
  });
});

describe('the example file', () => {
  const config = loadConfig(example, 'earshot.example.yaml', { sourceKinds: kinds });

  it('loads and gives boards that fit the wire', () => {
    expect(config.settings.watches.map((watch) => watch.id)).toEqual([
      'norvik-air',
      'app',
      'lounge-bergen',
      'safety',
      'fjordjet',
      'skerry-lines',
    ]);
    for (const board of config.boards) expect(Board.safeParse(board).error).toBeUndefined();
  });

  it('shows every key that there is', () => {
    const { properties } = jsonSchema();
    for (const key of Object.keys(properties ?? {})) expect(example).toMatch(new RegExp(`^${key}:`, 'm'));
  });

  it('is explained in a few lines', () => {
    expect(explainConfig(config).split('\n')).toEqual([
      'brand      Norvik Air, hours in Europe/Oslo',
      'watches    6 (1 ours, 1 product, 1 property, 1 topic, 2 competitor): norvik-air, app, lounge-bergen, safety, fjordjet, skerry-lines',
      'accounts   @norvikair.example on bluesky, @norvikcare.example on bluesky, @norvikair@social.example on mastodon, @norvikair, @norvikcare',
      'places     Bergen lounge, Nordvik Airport',
      'sources    bluesky',
      'board      main: Norvik Air, command center, 4 watches beside 2 competitors, 3 scenes',
      'board      care: Customer care, 3 watches beside 1 competitor, 2 scenes',
      'viral      from 500 reposts, answers and quotes within a day, when they are 50% likely',
      'desk       4 people, 3 teams: Oslo desk (oslo-office), Manila desk (manila-nights), Lounges (oslo-office)',
      'hours      oslo-office: mon-fri 08:00-12:00 12:30-17:00, sat 10:00-14:00, in Europe/Oslo, 6 holidays',
      'hours      manila-nights: mon-sun 22:00-06:00, in Asia/Manila',
      'target     urgent: first answer in 15m, next in 15m, resolved in 8h',
      'target     safety: first answer in 30m, next in 30m, resolved in 1d, of every minute',
      'target     mastodon: first answer in 4h, next in 4h',
      'target     all others: first answer in 1h, next in 1h 30m, resolved in 2d',
      'rule       spike: from 25 mentions and 2.5 times the usual, over below 1.4 times',
      'rule       spike-lounge-bergen: from 8 mentions and 2 times the usual, over below 1.4 times, for 2m, always high, of lounge-bergen',
      'rule       influencer: from 100,000 followers, or one of 2 on the list',
      'rule       share: 20% below its usual, from 150 posts an hour, for 30m',
      'rule       trend-app: from 30 people and 5 times the usual, 50% of it negative, for 2m, of app',
      'rule       burn: switched off',
      'rule       launch-absence: fewer than 10 mentions from 00:00 to 10:00 on 2026-12-01, of app',
      'rules      and as usual: negative-spike, rival, trend, viral, breach, promise, urgent, silence',
      'channel    care-room: Care room (slack), quiet 22:00-07:00 in Europe/Oslo unless critical or high, at most 10 in 1h',
      'channel    phones: Phones (web-push, to one person at a time), quiet 23:30-06:30 in Europe/Oslo unless critical',
      'channel    mail: Mail (email, to one person at a time)',
      'channel    duty: Duty (pagerduty)',
      'route      Safety (urgent): at once by duty; and what follows',
      'route      Grave (critical or high): at once by care-room, phones to whoever is on shift; not acknowledged after 10m by phones to everybody of Oslo desk; not acknowledged after 20m by phones to Ida Lund, Maria Kvist, mail to Ida Lund, Maria Kvist',
      'route      By day (everything, while oslo-office is open): at once by care-room',
      'route      Everything else (everything): not acknowledged after 15m by care-room',
      'digest     daily at 07:30, in a crisis every 1h, by mail to Ida Lund',
      'silence    rival, about skerry-lines, to 2026-12-24 18:00: Their strike is known to us (earshot.yaml)',
      'silence    silence, about bluesky, from 2026-12-06 02:00 to 2026-12-06 04:00: Network works at the office (maintenance)',
      'planned    Launch of the new app, 2026-12-01 10:00 to 2026-12-01 14:00: 5 times as much of norvik-air, app',
      'playbook   urgent: 4 things to do',
      'links      to https://earshot.norvik.example',
      'outgoing   also to chat.norvik.example:8065, whatever their addresses are',
      'kept       90 days, at most 4096 MB',
    ]);
  });

  it('is the place to warn of an or in small letters', () => {
    const told = explainConfig(load('watches: [{name: a, query: a or b}, {name: b, query: \'"a or b"\'}]'));
    expect(told.split('\n').filter((line) => line.startsWith('note'))).toEqual([
      'note       a listens for the word "or"; if you mean OR, write it in capitals',
    ]);
  });
});

describe('--listen', () => {
  const rows: [query: string, name: string, id: string][] = [
    ['Norvik OR @norvikair', 'Norvik', 'norvik'],
    ['-spam "Norvik Air"', 'Norvik Air', 'norvik-air'],
    ['Delay* lang:en', 'Delay', 'delay'],
    ["Wendy's", "Wendy's", 'wendys'],
    ['lang:nb', 'lang:nb', 'lang-nb'],
    ['😡', '😡', 'listen'],
  ];
  it.each(rows)('%s is one watch on Bluesky named after its first term', (listen, name, id) => {
    const { settings, sources } = quickConfig({ listen });
    expect(settings.watches).toEqual([{ id, name, query: listen, kind: 'ours', rank: 0 }]);
    expect(settings.brand).toBe(name);
    expect(settings.scopes.at(-1)).toEqual({ id: 'ours', watches: [id], rivals: [] });
    expect(sources).toEqual([{ id: 'bluesky', kind: 'bluesky', options: {} }]);
  });

  it('may come with the brand', () => {
    expect(quickConfig({ listen: 'a', brand: 'Norvik' }).settings.brand).toBe('Norvik');
  });

  it('refuses a query that cannot be read', () => {
    expect(() => quickConfig({ listen: '(' })).toThrow(QueryError);
  });

  it('left out gives no watch and no source', () => {
    const { settings, sources } = quickConfig();
    expect([settings.watches, sources]).toEqual([[], []]);
  });
});

describe('the JSON Schema for editors', () => {
  it('describes every key', () => {
    expect(undescribed(jsonSchema(), '')).toEqual([]);
  });

  it('knows the options of each kind of source', () => {
    const text = JSON.stringify(jsonSchema(kinds).properties?.sources);
    for (const kind of kinds) expect(text).toContain(`"kind":{"const":"${kind.kind}"}`);
    expect(text).toContain('"every"');
  });
});

/** Paths of the keys without a description. */
function undescribed(schema: unknown, path: string): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const properties: object = Reflect.get(schema, 'properties') ?? {};
  const here = Object.entries(properties).flatMap(([key, value]) => [
    ...(typeof value.description === 'string' ? [] : [`${path}.${key}`]),
    ...undescribed(value, `${path}.${key}`),
  ]);
  return [...here, ...undescribed(Reflect.get(schema, 'items'), `${path}[]`)];
}
