import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import type { Stored } from '../../server/core/entry.ts';
import { type Journal, JournalBusy, JournalCorrupt, JournalFull } from '../../server/journal/journal.ts';
import { pack } from '../../server/journal/packed.ts';
import { openSqliteJournal, type SqliteJournalOptions } from '../../server/journal/sqlite.ts';
import { trouble } from '../../server/journal/trouble.ts';
import { tempFolder } from '../support/temp.ts';
import { ids, mentionEntry, mentions, tick } from './entries.ts';

async function opened(options: SqliteJournalOptions): Promise<Journal> {
  const journal = await openSqliteJournal(options);
  onTestFinished(() => journal.close());
  return journal;
}

/** Every byte in the folder. */
const raw = (folder: string) => Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));

async function all(journal: Journal): Promise<Stored[]> {
  const stored: Stored[] = [];
  for (let page = await journal.read(0, 500); page.length > 0; page = await journal.read(stored.at(-1)!.seq, 500)) stored.push(...page);
  return stored;
}

/** Overwrites a byte of the first place where `word` stands. */
function damage(file: string, word: string): void {
  const bytes = readFileSync(file);
  const at = bytes.indexOf(word);
  expect(at).toBeGreaterThan(0);
  bytes[at] = bytes[at]! ^ 1;
  writeFileSync(file, bytes);
}

test.each([40, 9_900])('erased words of %i letters leave the disk at once, also while the journal is open and grows', async (letters) => {
  const folder = tempFolder();
  const journal = await opened({ folder });
  const spoken = (n: number) => `marzipan${n}x `.padEnd(letters, `nougat${n}x `);
  for (let from = 0; from < 120; from += 20) {
    await journal.append(Array.from({ length: 20 }, (_, i) => mentionEntry(`p${from + i}`, spoken(from + i))));
    await Promise.all(Array.from({ length: 10 }, (_, i) => journal.erase(`web:p${from + 2 * i}`)));
    await journal.append([tick(from)]);
  }
  const disk = raw(folder);
  for (let n = 0; n < 120; n++) {
    const words = [`marzipan${n}x`, `nougat${n}x`, `Guest p${n}"`, `posts.example/p${n}"`, `Room p${n}"`];
    expect(words.filter((word) => disk.includes(word))).toEqual(n % 2 === 1 ? words : []);
  }
});

test('dropped snapshots and deleted entries leave the disk too', async () => {
  const folder = tempFolder();
  const journal = await opened({ folder });
  const noise = Buffer.from(Array.from({ length: 20_000 }, (_, i) => (i * i * 31 + i * 7) % 251));
  await journal.append(mentions(1, 900));
  await journal.saveSnapshot('v1', { seq: 900, bytes: noise });
  const packed = Buffer.from(await pack(noise));
  expect(raw(folder).includes(packed.subarray(100, 140))).toBe(true);
  await journal.dropSnapshots(900);
  expect(raw(folder).includes(packed.subarray(100, 140))).toBe(false);
  await journal.retain({ before: 0, bytes: 0, keepAfter: 700 });
  const disk = raw(folder);
  expect(mentions(1, 900).filter((entry) => disk.includes(`Guest ${entry.id.slice(4)}"`)).length).toBe(200);
});

test('a full disk refuses what is new, keeps what it has, serves reads and recovers when room was made', async () => {
  const folder = tempFolder();
  const journal = await opened({ folder, quota: 600_000 });
  const acknowledged: string[] = [];
  let refusal: unknown;
  for (let n = 0; refusal === undefined; n += 50) {
    const batch = mentions(n, n + 49);
    await journal.append(batch).then(
      () => acknowledged.push(...ids(batch)),
      (error) => {
        refusal = error;
      },
    );
  }
  expect(refusal).toBeInstanceOf(JournalFull);
  expect(String(refusal)).toMatch(/journal\.db is full.*free some space or keep fewer days/);
  expect(ids((await all(journal)).map(({ entry }) => entry))).toEqual(acknowledged);
  await expect(journal.append(mentions(9000, 9049))).rejects.toThrow(JournalFull);

  await journal.retain({ before: 0, bytes: 300_000, keepAfter: 10_000 });
  const [again] = await journal.append([mentionEntry('m9000')]);
  expect(again?.duplicate).toBe(false);
  expect(again!.seq).toBeGreaterThan(acknowledged.length);
});

test('a second server on the folder is told who has it; after that one closed it may have it', async () => {
  const folder = tempFolder();
  const first = await opened({ folder });
  await first.append(mentions(1, 1));
  const refusal = await openSqliteJournal({ folder }).catch((error) => error);
  expect(refusal).toBeInstanceOf(JournalBusy);
  expect(refusal.message).toContain(`process ${process.pid} on `);
  await first.append(mentions(2, 2));
  await first.close();
  expect(await (await opened({ folder })).last()).toBe(2);
});

test('a note of who has the folder that a dead server left behind stops nobody', async () => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'lock.pid'), '1 on elsewhere');
  writeFileSync(join(folder, 'lock.db'), '');
  expect(await (await opened({ folder })).last()).toBe(0);
});

test('a changed byte in an entry is recognised at the start, by number and file', async () => {
  const folder = tempFolder();
  const journal = await openSqliteJournal({ folder });
  await journal.append(mentions(1, 50));
  await journal.close();
  const file = join(folder, 'journal.db');
  damage(file, 'The m37 porridge');
  const refusal = await openSqliteJournal({ folder }).catch((error) => error);
  expect(refusal).toBeInstanceOf(JournalCorrupt);
  expect(refusal.message).toContain(`Entry 37 in ${file} is damaged`);
});

test('a changed byte in an entry is recognised when it is read, and then never repaired in silence', async () => {
  const folder = tempFolder();
  const journal = await opened({ folder });
  await journal.append(mentions(1, 50));
  const beside = new DatabaseSync(join(folder, 'journal.db'));
  beside.exec(`UPDATE entries SET body = replace(body, 'porridge', 'pancakes') WHERE seq = 20`);
  beside.close();
  expect((await journal.read(0, 19)).length).toBe(19);
  await expect(journal.read(0, 20)).rejects.toThrow(JournalCorrupt);
  await expect(journal.erase('web:m20')).rejects.toThrow(JournalCorrupt);
  await expect(journal.retain({ before: 0, bytes: 0, keepAfter: 50 })).rejects.toThrow(JournalCorrupt);
});

test.each([
  ['a file that is no database', (file: string) => writeFileSync(file, 'Dear diary, '.repeat(2000))],
  ['a file whose pages were overwritten', (file: string) => writeFileSync(file, readFileSync(file).fill(0xa5, 8192))],
  ['a file that was cut off', (file: string) => writeFileSync(file, readFileSync(file).subarray(0, 8192 * 3))],
])('%s stops the server with a message that names it', async (_what, spoil) => {
  const folder = tempFolder();
  const journal = await openSqliteJournal({ folder });
  await journal.append(mentions(1, 300));
  await journal.close();
  spoil(join(folder, 'journal.db'));
  const refusal = await openSqliteJournal({ folder }).catch((error) => error);
  expect(refusal).toBeInstanceOf(JournalCorrupt);
  expect(refusal.message).toMatch(/journal\.db.* is damaged.*restore .* from a backup/);
});

test('a journal of a newer version is left alone', async () => {
  const folder = tempFolder();
  await (await openSqliteJournal({ folder })).close();
  const beside = new DatabaseSync(join(folder, 'journal.db'));
  beside.exec('PRAGMA user_version = 99');
  beside.close();
  await expect(openSqliteJournal({ folder })).rejects.toThrow(/newer version/);
});

test('a file that may not be written counts as full, with advice about permissions', () => {
  const file = join(tempFolder(), 'some.db');
  new DatabaseSync(file).exec('CREATE TABLE words (word TEXT)');
  const db = new DatabaseSync(file, { readOnly: true });
  const refused = () => db.exec("INSERT INTO words VALUES ('one')");
  let cause: unknown;
  try {
    refused();
  } catch (error) {
    cause = error;
  }
  const meaning = trouble(cause, file);
  expect(meaning).toBeInstanceOf(JournalFull);
  expect(String(meaning)).toContain('check that its folder is writable');
});

test('a folder that can not be made counts as full, and one that a path runs through a file passes its error on', async () => {
  expect(trouble(Object.assign(new Error('no space left'), { code: 'ENOSPC' }), '/data')).toBeInstanceOf(JournalFull);
  const file = join(tempFolder(), 'file');
  writeFileSync(file, '');
  await expect(openSqliteJournal({ folder: join(file, 'data') })).rejects.toThrow('ENOTDIR');
});

test('an open that failed lets go of the folder', async () => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'journal.db'), 'Dear diary, '.repeat(2000));
  await expect(openSqliteJournal({ folder })).rejects.toThrow(JournalCorrupt);
  rmSync(join(folder, 'journal.db'));
  await (await opened({ folder })).append(mentions(1, 1));
  expect(existsSync(join(folder, 'journal.db'))).toBe(true);
});

test('what was asked for before closing is still committed, what comes after is refused', async () => {
  const folder = tempFolder();
  const journal = await openSqliteJournal({ folder });
  const pending = journal.append(mentions(1, 10));
  await journal.close();
  expect((await pending).length).toBe(10);
  await expect(journal.append(mentions(11, 11))).rejects.toThrow();
  await journal.close();
  expect(await (await opened({ folder })).last()).toBe(10);
});
