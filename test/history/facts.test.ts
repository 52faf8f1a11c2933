import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { REPLY_WORDS, type ReplyColumns, replyColumns } from '../../server/core/desk/report/columns.ts';
import type { ReplyFacts } from '../../server/core/desk/report/facts.ts';
import { type PackedReply, REPLY_PACKING } from '../../server/core/desk/report/packed.ts';
import { Words } from '../../server/core/desk/report/words.ts';
import { DailyFacts } from '../../server/history/facts.ts';
import { keysOf, Places } from '../../server/history/keys.ts';
import { prepareTables } from '../../server/history/tables.ts';

const DAY = 86_400_000;
const NOON = Date.UTC(2026, 4, 4, 12);
const SHAPE = { ...REPLY_PACKING, ...REPLY_WORDS, columns: replyColumns };

const reply = (mention: string, day: number, agent: string | null): ReplyFacts => ({
  network: 'x',
  language: 'en',
  watches: ['halden', mention],
  team: null,
  mention,
  at: NOON + day * DAY,
  bot: false,
  agent,
  substance: 'answer',
  template: false,
  signed: true,
  next: null,
  nextWorked: null,
});

function opened(bytes?: number) {
  const db = new DatabaseSync(':memory:');
  prepareTables(db);
  const words = new Words();
  const facts = new DailyFacts<ReplyFacts, PackedReply, ReplyColumns>(db, 'reply', SHAPE, words, bytes);
  const told = () => [...facts.between(NOON, NOON + 9 * DAY)].map((day) => sayings(day, words));
  return { db, facts, told };
}

const sayings = ({ count, agent, watches }: ReplyColumns, words: Words) =>
  Array.from({ length: count }, (_, row) => [words.word(agent[row]!), ...words.of(watches[row]!).map((watch) => words.word(watch))]);

const SAID = [[['', 'halden', 'a']], [['mara', 'halden', 'b']], [['noor', 'halden', 'c']]];

test.each([
  ['all of it is kept', undefined],
  ['one day is kept', 70],
  ['nothing may be kept', 0],
])('facts are told by day, however often: %s', (_what, bytes) => {
  const { facts, told } = opened(bytes);
  facts.set('1', [reply('a', 0, null), reply('b', 1, 'mara')]);
  facts.set('2', [reply('c', 2, 'noor')]);
  expect([told(), told()]).toEqual([SAID, SAID]);
  facts.shelve();
  facts.forget();
  expect([told(), told()]).toEqual([SAID, SAID]);
  facts.remove('1');
  expect(told()).toEqual([SAID[2]]);
});

test('what was stored ready by another version is made anew', () => {
  const { db, facts } = opened();
  facts.set('1', [reply('a', 0, null), reply('b', 1, 'mara')]);
  for (const day of facts.between(NOON, NOON + DAY)) expect(day.count).toBe(1);
  facts.shelve();
  db.exec('UPDATE shelved SET format = 0');
  const words = new Words();
  const again = new DailyFacts<ReplyFacts, PackedReply, ReplyColumns>(db, 'reply', SHAPE, words);
  expect([...again.between(NOON, NOON + 2 * DAY)].map((day) => sayings(day, words))).toEqual(SAID.slice(0, 2));
  expect(db.prepare('SELECT count(*) AS n FROM shelved').get()).toEqual({ n: 0 });
});

test('every id is found at its place by its key, and no other', () => {
  const seeds = { high: 7, low: 11 };
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ maxLength: 30 }), { maxLength: 60 }), (ids) => {
      const here = ids.filter((_, i) => i % 2 === 0);
      const places = new Places(keysOf(here, seeds));
      const { high, low } = keysOf(ids, seeds);
      const found = ids.map((_, i) => places.of(high[i]!, low[i]!));
      expect(found).toEqual(ids.map((_, i) => (i % 2 === 0 ? i / 2 : undefined)));
    }),
  );
});
