import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MentionEntry } from '../../server/core/entry.ts';
import { folded, searchWords } from '../../server/history/fold.ts';
import { type History, type HistoryQuery, openHistory, PAGE_BOUND } from '../../server/history/history.ts';
import { makeFolder, removeFolder } from '../support/temp.ts';
import { entry, found, MINUTE, opened, START, STORIES } from './stories.ts';

const folder = makeFolder();
let stories: History;

beforeAll(async () => {
  stories = await openHistory({ folder });
  await stories.keep(STORIES, 5);
});
afterAll(async () => {
  await stories.close();
  removeFolder(folder);
});

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
  expect(await found(stories, query)).toEqual(expected);
});

test('whatever is typed, a search answers, and finds what really contains the words', async () => {
  const typed = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('f', 'e', 'r', 'y', '"', '*', '%', ' ', '(', 'ä', '東', '\u0000', '\ud800') }),
  );
  await fc.assert(
    fc.asyncProperty(typed, async (text) => {
      const words = searchWords(text);
      const expected = STORIES.filter((story) => words.every((word) => folded(story.mention.text).includes(word)));
      expect(new Set(await found(stories, { text }))).toEqual(
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
    Array.from({ length: PAGE_BOUND + 50 }, (_, i) => entry(`n${i}`)),
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
