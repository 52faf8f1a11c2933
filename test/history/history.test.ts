import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { HistoryCorrupt, openHistory } from '../../server/history/history.ts';
import { HistoryFull } from '../../server/history/read-model.ts';
import { failure, thrown } from '../../server/history/trouble.ts';
import { tempFolder } from '../support/temp.ts';
import { entry, found, MINUTE, opened, START, STORIES } from './stories.ts';

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
  const disk = raw(folder);
  const left = Array.from({ length: 300 }, (_, i) => i).filter((i) =>
    [`quizzical${i}x`, `vexing${i}y`, `Skipper w${i}"`].some((word) => disk.includes(word)),
  );
  expect(left).toEqual(Array.from({ length: 300 }, (_, i) => i).filter((i) => i >= 100 && i % 5 !== 0));

  await history.close();
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

test('a file that may not be written is told apart from a damaged one, over the threads', () => {
  const file = join(tempFolder(), 'some.db');
  new DatabaseSync(file).exec('CREATE TABLE words (word TEXT)');
  const write = () => new DatabaseSync(file, { readOnly: true }).exec("INSERT INTO words VALUES ('one')");
  const told = (error: unknown) => thrown(structuredClone(failure(error, file)));
  let refusal: unknown;
  try {
    write();
  } catch (error) {
    refusal = told(error);
  }
  expect(refusal).toBeInstanceOf(HistoryFull);
  expect(String(refusal)).toContain('check free space and permissions');
  expect(told(new SyntaxError('Unexpected end'))).toBeInstanceOf(HistoryCorrupt);
  expect(told(new RangeError('odd'))).toEqual(new Error('odd'));
});
