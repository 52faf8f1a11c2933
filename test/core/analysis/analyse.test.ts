import { PassThrough, Writable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../../server/commands/analyse.ts';
import { buildAnalyser } from '../../../server/core/analysis/analyse.ts';
import { defaultSettings, type Settings } from '../../../server/core/settings.ts';
import { Analysis, type Mention } from '../../../shared/mention.ts';

const settings: Settings = {
  ...defaultSettings(),
  watches: [
    { id: 'norvik', name: 'Norvik', kind: 'ours', query: 'norvik OR @norvikcare', rank: 0 },
    { id: 'halden', name: 'Halden', kind: 'competitor', query: '"halden air"', rank: 1 },
  ],
  accounts: [
    { network: '*', handle: 'norvikcare' },
    { network: 'mastodon', handle: 'help@social.example' },
    { network: 'bluesky', handle: 'norvik.example' },
  ],
};

const mention = (text: string, more: Partial<Mention> = {}): Mention => ({
  id: 'web:1',
  source: 'web',
  network: 'web',
  author: { id: 'ann', handle: 'ann', name: 'Ann' },
  text,
  postedAt: 0,
  receivedAt: 0,
  ...more,
});

const by = (handle: string): Mention['author'] => ({ id: handle, handle, name: handle });
const analyser = buildAnalyser(settings);
const hear = (text: string, more?: Partial<Mention>): Analysis => analyser.analyse(mention(text, more));

describe('The analysis of a mention', () => {
  it('holds everything that was heard', () => {
    expect(hear('@NorvikCare the Norvik app crashed again, battery drain is awful 😡 #NorvikDown')).toEqual({
      language: 'en',
      label: 'negative',
      score: expect.closeTo(-0.87, 1),
      confidence: expect.closeTo(0.93, 1),
      terms: ['😡', '#norvikdown', 'norvik', 'norvik app', 'app', 'app crashed', 'crashed', 'battery', 'battery drain', 'drain', 'awful'],
      watches: ['norvik'],
      intent: 'complaint',
      urgency: [],
      places: [],
      own: false,
      addressed: true,
    });
  });

  it('names every watch that matches, in the order of the settings', () => {
    expect(hear('Halden Air is cheaper than Norvik').watches).toEqual(['norvik', 'halden']);
  });

  it('does not count our own handles as news', () => {
    expect(hear('They merge with Sundby, and norvikcare moves').terms).toEqual(['merge', 'sundby', 'moves']);
  });

  it('is the same for the same mention, whatever came between', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (text, between) => {
        const first = hear(text);
        hear(between, { lang: 'ja' });
        expect(hear(text)).toEqual(first);
        expect(Analysis.parse(first)).toEqual(first);
      }),
    );
  });

  it('fits its schema for a thousand watches that all match', () => {
    const watches = Array.from({ length: 1000 }, (_, i) => ({
      id: `w${i}`,
      name: `w${i}`,
      kind: 'topic' as const,
      query: 'rain',
      rank: i,
    }));
    const heard = buildAnalyser({ ...defaultSettings(), watches }).analyse(mention('rain'));
    expect(Analysis.parse(heard).watches.length).toBe(64);
  });

  it('needs settings that can be read', () => {
    const broken: Settings = { ...settings, watches: [{ id: 'x', name: 'x', kind: 'ours', query: '"open', rank: 0 }] };
    expect(() => buildAnalyser(broken)).toThrow(/quote|"/);
  });
});

describe('Our own posts', () => {
  const rows: [string, string, boolean][] = [
    ['web', 'norvikcare', true],
    ['x', 'NorvikCare', true],
    ['x', '@norvikcare', true],
    ['mastodon', 'help@social.example', true],
    ['mastodon', 'help@evil.example', false],
    ['mastodon', 'help', false],
    ['web', 'help@social.example', false],
    ['bluesky', 'norvik.example', true],
    ['bluesky', 'norvik.example.evil', false],
    ['web', 'ann', false],
    ['web', '', false],
  ];
  for (const [network, handle, own] of rows) {
    it(`${own ? 'are' : 'are not'} those of ${handle || 'nobody'} on ${network}`, () => {
      expect(hear('hello', { network, author: by(handle) }).own).toBe(own);
    });
  }
});

describe('A post is addressed to us', () => {
  const rows: [string, string, Partial<Mention>, boolean][] = [
    ['when it names us', 'hey @norvikcare!', {}, true],
    ['when it names us in capitals at the end of a sentence', 'Ask @NORVIKCARE.', {}, true],
    ['not when it names somebody who is called nearly so', '@norvikcare_fan hello', {}, false],
    ['not when it holds an e-mail address', 'mail joe@norvikcare', {}, false],
    ['not when it only speaks of us', 'norvikcare is slow', {}, false],
    ['when our host is left out', '@help hello', { network: 'mastodon' }, true],
    ['when our host is named', '@help@social.example hello', { network: 'mastodon' }, true],
    ['not when another host is named', '@help@evil.example hello', { network: 'mastodon' }, false],
    ['on any host when we named none', '@norvikcare@any.example', { network: 'mastodon' }, true],
    ['when it answers a post of ours', 'really?', { network: 'bluesky', inReplyTo: 'bluesky:at://norvik.example/post/3k' }, true],
    [
      'not when it answers somebody else',
      'really?',
      { network: 'bluesky', inReplyTo: 'bluesky:at://ann.example/post/norvik.example' },
      false,
    ],
  ];
  for (const [when, text, more, addressed] of rows) it(when, () => expect(hear(text, more).addressed).toBe(addressed));
});

describe('earshot analyse', () => {
  async function run(lines: string[], given?: Settings): Promise<{ out: unknown[]; errors: string; answered: number; refused: number }> {
    const [input, output, errors] = [new PassThrough(), new PassThrough(), new PassThrough()];
    input.end(lines.join('\n'));
    const done = await analyse(input, output, given, errors);
    const out = (output.read()?.toString() ?? '').split('\n').filter(Boolean);
    return { out: out.map((line: string) => JSON.parse(line)), errors: errors.read()?.toString() ?? '', ...done };
  }

  it('answers every line in order', async () => {
    const { out, errors, answered } = await run([
      '{"id":"a","text":"I love it"}',
      '',
      '{"id":7,"text":"Ich hasse es sehr, wirklich","lang":"de"}',
    ]);
    expect(out).toMatchObject([
      { id: 'a', language: 'en', label: 'positive', addressed: false, terms: ['love'] },
      { id: 7, language: 'de', label: 'negative' },
    ]);
    expect(Object.keys(out[0] as object)).toEqual([
      'id',
      'language',
      'label',
      'score',
      'confidence',
      'intent',
      'urgency',
      'addressed',
      'places',
      'terms',
    ]);
    expect([errors, answered]).toEqual(['', 2]);
  });

  it('tells what is said of each watch', async () => {
    const { out } = await run(['{"id":"a","text":"Halden Air is cheaper than Norvik"}'], settings);
    expect(out).toMatchObject([
      {
        watches: [
          { watch: 'norvik', label: 'negative', score: -0.6 },
          { watch: 'halden', label: 'positive', score: 0.6 },
        ],
      },
    ]);
  });

  it('names the watches with the label when there are settings', async () => {
    const { out } = await run(
      ['{"id":"a","text":"@norvikcare I love it","author":"@ann","network":"x"}', '{"id":"b","text":"rain"}'],
      settings,
    );
    expect(out).toMatchObject([{ addressed: true, watches: [{ watch: 'norvik', label: 'positive' }] }, { watches: [] }]);
  });

  const wrong: [string, string][] = [
    ['not json', 'line 1, line: not JSON'],
    ['[1]', 'line 1, line: not a JSON object'],
    ['{"text":"no id"}', 'line 1, id:'],
    ['{"id":"a"}', 'line 1, text:'],
    ['{"id":"a","text":5}', 'line 1, text:'],
    ['{"id":"a","text":"b","author":[]}', 'line 1, author:'],
  ];
  for (const [line, told] of wrong) {
    it(`tells what is wrong with ${line} and goes on`, async () => {
      const { out, errors, answered, refused } = await run([line, '{"id":"z","text":"fine"}']);
      expect(errors).toContain(told);
      expect([out.length, answered, refused]).toEqual([1, 1, 1]);
    });
  }

  it('answers a line before the input ends', async () => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    const running = analyse(input, output);
    input.write('{"id":"a","text":"rain"}\n');
    const [first] = await new Promise<unknown[]>((resolve) => output.once('data', (chunk) => resolve([JSON.parse(String(chunk))])));
    expect(first).toMatchObject({ id: 'a' });
    input.end();
    expect(await running).toEqual({ answered: 1, refused: 0 });
  });

  it('waits while the output is full', async () => {
    const held: (() => void)[] = [];
    const output = new Writable({ highWaterMark: 1, write: (_chunk, _encoding, next) => void held.push(next) });
    const input = new PassThrough();
    input.write('{"id":"a","text":"rain"}\n');
    const running = analyse(input, output);
    while (held.length === 0) await new Promise((resolve) => setImmediate(resolve));
    input.end('{"id":"b","text":"snow"}\n');
    await new Promise((resolve) => setImmediate(resolve));
    expect(held.length).toBe(1);
    held.pop()!();
    while (held.length === 0) await new Promise((resolve) => setImmediate(resolve));
    held.pop()!();
    expect(await running).toEqual({ answered: 2, refused: 0 });
  });
});
