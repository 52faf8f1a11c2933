import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import type { MentionEntry } from '../../server/core/entry.ts';
import { folded, searchWords } from '../../server/history/fold.ts';
import { type History, HistoryCorrupt, type HistoryQuery, openHistory, PAGE_BOUND } from '../../server/history/history.ts';
import { tempFolder } from '../support/temp.ts';

const START = Date.UTC(2026, 4, 4, 8);
const MINUTE = 60_000;

async function opened(folder = tempFolder()): Promise<History> {
  const history = await openHistory({ folder });
  onTestFinished(() => history.close());
  return history;
}

interface Told {
  text?: string;
  minute?: number;
  network?: string;
  language?: string;
  label?: 'negative' | 'neutral' | 'positive';
  watches?: string[];
}

function entry(
  name: string,
  { text = `${name} sails at noon`, minute = 0, network = 'web', language = 'en', label = 'neutral', watches = [] }: Told = {},
): MentionEntry {
  const postedAt = START + minute * MINUTE;
  const id = `${network}:${name}`;
  const author = { id: `author-${name}`, handle: `${name}_writes`, name: `Skipper ${name}` };
  return {
    kind: 'mention',
    id,
    at: postedAt + 1500,
    mention: { id, source: network, network, author, text, url: `https://posts.example/${name}`, postedAt, receivedAt: postedAt + 1500 },
    analysis: { language, label, score: 0, confidence: 0.6, terms: ['sails'], watches, own: false, addressed: false },
  };
}

async function found(history: History, query: HistoryQuery): Promise<string[]> {
  return (await history.search(query)).mentions.map(({ id }) => id.slice(id.indexOf(':') + 1));
}

const STORIES = [
  entry('ferry', {
    text: 'The FERRY was late — again! Café closed, 100% "annoyed"',
    minute: 1,
    label: 'negative',
    watches: ['harbour', 'food'],
  }),
  entry('tokyo', {
    text: '東京のフェリーは最高でした',
    minute: 2,
    network: 'mastodon',
    language: 'ja',
    label: 'positive',
    watches: ['harbour'],
  }),
  entry('strasse', { text: 'Die Fähre in der Hafenstraße, ja', minute: 3, language: 'de' }),
  entry('wide', { text: 'ＦＥＲＲＹ ｔｉｃｋｅｔｓ _ok_', minute: 4, network: 'mastodon', watches: ['food'] }),
  entry('syntax', { text: 'ferry AND late OR NOT (nothing) near* col:val ^x', minute: 5 }),
];

test.each<[string, HistoryQuery, string[]]>([
  ['nothing asked for: everything, newest first', {}, ['syntax', 'wide', 'strasse', 'tokyo', 'ferry']],
  ['a word in any case and width', { text: 'Ferry' }, ['syntax', 'wide', 'ferry']],
  ['a part of a word', { text: 'erry' }, ['syntax', 'wide', 'ferry']],
  ['without the accents that the post has', { text: 'fahre cafe' }, []],
  ['an accent too many', { text: 'féhre' }, []],
  ['words that are all there, in any order', { text: 'late ferry' }, ['syntax', 'ferry']],
  ['quoted words, which stand so', { text: '"late — again"' }, ['ferry']],
  ['quoted words in another order', { text: '"again late"' }, []],
  ['accents dropped on both sides', { text: 'café' }, ['ferry']],
  ['plain letters for accented ones', { text: 'fahre' }, ['strasse']],
  ['three signs of a script without spaces', { text: 'フェリー' }, ['tokyo']],
  ['two signs of a script without spaces', { text: '東京' }, ['tokyo']],
  ['one letter beside a word', { text: 'ferry x' }, ['syntax']],
  ['a percent sign, which is no wildcard', { text: '0%' }, ['ferry']],
  ['an underscore, which is no wildcard', { text: '_o' }, ['wide']],
  ['query syntax, which is text', { text: 'NOT' }, ['syntax']],
  ['a column filter, which is text', { text: 'col:val' }, ['syntax']],
  ['a star, which is text', { text: 'near*' }, ['syntax']],
  ['an unbalanced quote', { text: '"ferry' }, ['syntax', 'wide', 'ferry']],
  ['a watch', { watch: 'harbour' }, ['tokyo', 'ferry']],
  ['a watch and a word', { watch: 'food', text: 'ferry' }, ['wide', 'ferry']],
  ['two watches at once are two searches', { watch: 'harbour,food' }, []],
  ['a network', { network: 'mastodon' }, ['wide', 'tokyo']],
  ['a language', { language: 'de' }, ['strasse']],
  ['a label', { label: 'negative' }, ['ferry']],
  ['a label that nothing has', { label: 'unsure' }, []],
  [
    'a stretch of time: its start belongs to it, its end does not',
    { from: START + 2 * MINUTE, to: START + 4 * MINUTE },
    ['strasse', 'tokyo'],
  ],
  ['a stretch of time and a word', { text: 'ferry', from: START + 2 * MINUTE, to: START + 5 * MINUTE }, ['wide']],
  ['a time before all', { to: -5 }, []],
  ['a time after all', { from: Number.MAX_SAFE_INTEGER }, []],
])('searching finds %s', async (_what, query, expected) => {
  const history = await opened();
  await history.keep(STORIES, 5);
  expect(await found(history, query)).toEqual(expected);
});

test('whatever is typed, a search answers, and finds what really contains the words', async () => {
  const history = await opened();
  await history.keep(STORIES, 5);
  const typed = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('f', 'e', 'r', 'y', '"', '*', '%', ' ', '(', 'ä', '東', '\u0000', '\ud800') }),
  );
  await fc.assert(
    fc.asyncProperty(typed, async (text) => {
      const words = searchWords(text);
      const expected = STORIES.filter((story) => words.every((word) => folded(story.mention.text).includes(word)));
      expect(new Set(await found(history, { text }))).toEqual(
        new Set(expected.map(({ mention }) => mention.id.slice(mention.id.indexOf(':') + 1))),
      );
    }),
    { numRuns: 200 },
  );
});

test('pages add up to everything, each once, in order of posting, many posts of one millisecond included', async () => {
  const history = await opened();
  const entries = [
    ...Array.from({ length: 3000 }, (_, i) => entry(`same${i}`)),
    entry('older', { minute: -1 }),
    entry('newer', { minute: 1 }),
  ];
  await history.keep(entries, 1);
  const seen: MentionEntry[] = [];
  let next: number | undefined;
  do {
    const page = await history.search({ text: 'sails', limit: 170, before: next });
    expect(page.mentions.length).toBeLessThanOrEqual(170);
    seen.push(...page.mentions);
    next = page.next;
  } while (next !== undefined);
  expect(new Set(seen.map(({ id }) => id)).size).toBe(3002);
  expect([seen[0], seen.at(-1)].map((one) => one?.id)).toEqual(['web:newer', 'web:older']);
});

test.each([
  [undefined, PAGE_BOUND],
  [100_000, PAGE_BOUND],
  [3.7, 3],
  [0, 1],
  [-4, 1],
])('a limit of %s gives at most %i', async (limit, expected) => {
  const history = await opened();
  await history.keep(
    Array.from({ length: 250 }, (_, i) => entry(`n${i}`)),
    1,
  );
  expect((await history.search({ limit })).mentions.length).toBe(expected);
});

test('a search that finds next to nothing among very many stops, says so and goes on from there', async () => {
  const history = await opened();
  const many = Array.from({ length: 20_500 }, (_, i) => entry(`c${i}`, { text: 'calm', minute: i }));
  await history.keep([entry('needle', { text: 'calm, but a needle', minute: -1, language: 'fi' }), ...many], 1);
  const first = await history.search({ language: 'fi' });
  expect(first.mentions).toEqual([]);
  const second = await history.search({ language: 'fi', before: first.next });
  expect([second.mentions.map(({ id }) => id), second.next]).toEqual([['web:needle'], undefined]);
  expect(await found(history, { text: 'needle' })).toEqual(['needle']);
});

test('keeping the same entries again changes nothing, and the place in the journal never goes back', async () => {
  const folder = tempFolder();
  const history = await opened(folder);
  expect(await history.upTo()).toBe(0);
  await history.keep(STORIES, 7);
  await history.keep([{ ...STORIES[0]!, mention: { ...STORIES[0]!.mention, text: 'changed' } }], 3);
  expect(await history.upTo()).toBe(7);
  await history.close();
  const again = await opened(folder);
  expect(await again.upTo()).toBe(7);
  expect(await again.get('web:ferry')).toEqual(STORIES[0]);
  expect(await found(again, { text: 'changed' })).toEqual([]);
  expect((await again.search({})).mentions.length).toBe(STORIES.length);
});

test('an erased mention is not found, not by its id either, and keeping it again does not bring it back', async () => {
  const history = await opened();
  await history.keep(STORIES, 5);
  await history.erase('web:ferry');
  await history.erase('web:ferry');
  await history.erase('web:unknown');
  await history.keep([STORIES[0]!], 6);
  expect(await history.get('web:ferry')).toBeNull();
  expect(await history.get('web:unknown')).toBeNull();
  for (const query of [{}, { text: 'ferry' }, { text: 'café' }, { watch: 'harbour' }, { label: 'negative' }]) {
    expect(await found(history, query)).not.toContain('ferry');
  }
  expect(await found(history, { text: 'ferry' })).toEqual(['syntax', 'wide']);
});

test('keeping and erasing in one call is one step', async () => {
  const history = await opened();
  await history.keep(STORIES, 9, ['web:syntax', 'mastodon:wide']);
  expect(await found(history, { text: 'ferry' })).toEqual(['ferry']);
  expect(await history.upTo()).toBe(9);
});

/** Every byte in the folder. */
const raw = (folder: string) => Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));

test('erased and retired words leave the disk and the index', async () => {
  const folder = tempFolder();
  const history = await opened(folder);
  const words = (i: number) => `quizzical${i}x vexing${i}y`;
  for (let from = 0; from < 300; from += 50) {
    await history.keep(
      Array.from({ length: 50 }, (_, i) =>
        entry(`w${from + i}`, { text: words(from + i).padEnd(40 + i * 20, ' and so on'), minute: from + i }),
      ),
      from,
      Array.from({ length: 10 }, (_, i) => `web:w${from + 5 * i}`),
    );
  }
  expect(await history.retain(START + 100 * MINUTE)).toBe(100);
  await history.close();
  const disk = raw(folder);
  const left = Array.from({ length: 300 }, (_, i) => i).filter((i) =>
    [`quizzical${i}x`, `vexing${i}y`, `Skipper w${i}"`].some((word) => disk.includes(word)),
  );
  expect(left).toEqual(Array.from({ length: 300 }, (_, i) => i).filter((i) => i >= 100 && i % 5 !== 0));

  const db = new DatabaseSync(join(folder, 'history.db'));
  db.exec("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)");
  const matching = db.prepare('SELECT count(*) AS n FROM words WHERE words MATCH ?');
  expect(matching.get('"qui" AND "cal"')?.n).toBe(160);
  db.close();
});

test('what is older than the bound goes, watches and all, and the rest stays', async () => {
  const history = await opened();
  await history.keep(STORIES, 5);
  expect(await history.retain(START + 3 * MINUTE)).toBe(2);
  expect(await history.retain(START + 3 * MINUTE)).toBe(0);
  expect(await found(history, {})).toEqual(['syntax', 'wide', 'strasse']);
  expect(await found(history, { text: 'フェリー' })).toEqual([]);
  expect(await found(history, { watch: 'harbour' })).toEqual([]);
  expect(await history.upTo()).toBe(5);
});

test('a post from the future takes its place where it came in, one from before all time the first', async () => {
  const history = await opened();
  const future = entry('future', { minute: 5 });
  future.mention.postedAt = START + 1e15;
  const ancient = entry('ancient');
  ancient.mention.postedAt = -1e15;
  await history.keep([future, ancient, entry('now', { minute: 6 })], 1);
  expect(await found(history, {})).toEqual(['now', 'future', 'ancient']);
});

test('a damaged file is told, by name and with what to do', async () => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'history.db'), 'Dear diary, '.repeat(2000));
  const refusal = await openHistory({ folder }).catch((error) => error);
  expect(refusal).toBeInstanceOf(HistoryCorrupt);
  expect(refusal.message).toMatch(/history\.db is damaged.*delete it/);
});

test('a closed history refuses, and may be closed twice', async () => {
  const history = await opened();
  await history.close();
  await history.close();
  await expect(history.search({})).rejects.toThrow('closed');
});
