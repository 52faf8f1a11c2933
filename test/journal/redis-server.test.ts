import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClient } from 'redis';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Stored } from '../../server/core/entry.ts';
import { type Journal, JournalCorrupt, JournalFull, JournalUnavailable } from '../../server/journal/journal.ts';
import { openRedisJournal, type RedisJournalOptions } from '../../server/journal/redis.ts';
import { type RedisOptions, type RunningRedis, startRedis } from '../support/redis.ts';
import { ids, mentionEntry, mentions, START } from './entries.ts';

async function running(options: RedisOptions = {}): Promise<RunningRedis> {
  const redis = await startRedis(options);
  onTestFinished(() => redis.stop());
  return redis;
}

async function opened(options: RedisJournalOptions): Promise<Journal> {
  const journal = await openRedisJournal(options);
  onTestFinished(() => journal.close());
  return journal;
}

async function beside(url: string) {
  const client = createClient({ url });
  await client.connect();
  onTestFinished(() => client.close());
  return client;
}

/** Every byte in the folder and those below it. */
const raw = (folder: string) =>
  Buffer.concat(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile())
      .map((file) => readFileSync(join(file.parentPath, file.name))),
  );

const entriesOf = (stored: Stored[]) => stored.map(({ entry }) => entry);

test('two nodes see the same entries under the same numbers, hear each other and refuse what the other brought', async () => {
  const { url } = await running();
  const [north, south] = [await opened({ url }), await opened({ url })];
  let heard = 0;
  south.onAppend(() => heard++);
  await north.append([mentionEntry('own')]);
  await vi.waitFor(() => expect(heard).toBe(1));

  const both = await Promise.all([north, south].flatMap((node) => mentions(1, 30).map((entry) => node.append([entry]))));
  expect(both.flat().filter((receipt) => !receipt.duplicate).length).toBe(30);
  expect(await north.read(0, 100)).toEqual(await south.read(0, 100));
  expect((await north.read(0, 100)).map(({ seq }) => seq)).toEqual(Array.from({ length: 31 }, (_, i) => i + 1));
  expect(await north.acquire('ticks', 'north', 60_000)).toEqual({ name: 'ticks', token: 1 });
  expect(await south.acquire('ticks', 'south', 60_000)).toBeNull();
});

test('installations with different prefixes share a Redis and nothing else', async () => {
  const { url } = await running();
  const [ours, theirs] = [await opened({ url, prefix: 'ours' }), await opened({ url, prefix: 'theirs' })];
  await ours.append(mentions(1, 3));
  expect(await theirs.last()).toBe(0);
  expect((await theirs.append(mentions(1, 1)))[0]).toEqual({ seq: 1, duplicate: false });
});

test('what was acknowledged outlives the death of Redis; meanwhile appends are refused and reads wait', async () => {
  const first = await startRedis({ args: ['--appendfsync', 'always'] });
  const journal = await opened({ url: first.url });
  const acknowledged: string[] = [];
  const refusals: unknown[] = [];
  let heard = 0;
  for (let n = 0; refusals.length === 0; n += 5) {
    const batch = mentions(n, n + 4);
    await journal.append(batch).then(
      () => acknowledged.push(...ids(batch)),
      (error) => refusals.push(error),
    );
    if (n === 100) void first.kill();
  }
  expect(refusals[0]).toBeInstanceOf(JournalUnavailable);
  expect(refusals[0]).toBeInstanceOf(JournalFull);
  expect(String(refusals[0])).toMatch(/Redis at 127\.0\.0\.1:\d+ can't be reached .*brought again/);

  journal.onAppend(() => heard++);
  const waiting = journal.read(0, 10_000);
  await running({ port: first.port, folder: first.folder });
  const stored = ids(entriesOf(await waiting));
  expect(acknowledged.filter((id) => !stored.includes(id))).toEqual([]);
  expect(new Set(stored).size).toBe(stored.length);
  await vi.waitFor(() => expect(heard).toBeGreaterThan(0), 5000);
  expect((await journal.append([mentionEntry('later')]))[0]?.duplicate).toBe(false);
});

test('a Redis without memory left refuses what is new, serves reads and recovers', async () => {
  const { url } = await running();
  const journal = await opened({ url });
  await journal.append(mentions(1, 20));
  const redis = await beside(url);
  await redis.configSet('maxmemory', '1');
  const refusal = await journal.append(mentions(21, 40)).catch((error) => error);
  expect(refusal).toBeInstanceOf(JournalFull);
  expect(refusal).not.toBeInstanceOf(JournalUnavailable);
  expect(refusal.message).toContain('raise its maxmemory');
  expect((await journal.read(0, 100)).length).toBe(20);
  await redis.configSet('maxmemory', '0');
  expect((await journal.append(mentions(21, 40))).every((receipt) => !receipt.duplicate)).toBe(true);
});

test('erased words leave the keys at once and the file with its next rewrite, which follows by itself', async () => {
  const redis = await running();
  let clock = START;
  const journal = await opened({ url: redis.url, now: () => clock });
  await journal.append([mentionEntry('a', 'marzipan one'), mentionEntry('b', 'nougat two'), mentionEntry('c', 'praline three')]);
  await journal.erase('web:a');
  const keys = await beside(redis.url);
  const dumps = await Promise.all(
    (await keys.keys('*')).map(async (key) => (await keys.type(key)) + JSON.stringify(await contents(redis.url, key))),
  );
  expect(dumps.join()).not.toMatch(/marzipan|Guest a"/);
  expect(dumps.join()).toMatch(/nougat/);
  await vi.waitFor(() => expect(raw(redis.folder).includes('marzipan')).toBe(false), 10_000);

  await journal.erase('web:b');
  expect(raw(redis.folder).includes('nougat')).toBe(true);
  clock += 60_000;
  await vi.waitFor(async () => {
    await journal.retain({ before: 0, bytes: Number.MAX_SAFE_INTEGER, keepAfter: 0 });
    expect(raw(redis.folder).includes('nougat')).toBe(false);
    clock += 60_000;
  }, 10_000);
  expect(raw(redis.folder).includes('praline')).toBe(true);
});

/** What a key holds, whatever its type. */
async function contents(url: string, key: string): Promise<unknown> {
  const redis = await beside(url);
  switch (await redis.type(key)) {
    case 'hash':
      return redis.hGetAll(key);
    case 'stream':
      return redis.xRange(key, '-', '+');
    case 'zset':
      return redis.zRange(key, 0, -1);
    default:
      return redis.get(key);
  }
}

test.each([
  ['its log is off', ['--appendonly', 'no'], [/doesn't write its log to disk.*appendonly yes/]],
  ['its log is flushed each second', ['--appendfsync', 'everysec'], [/power cut there can lose that second/]],
  ['flushing is left to the system', ['--appendfsync', 'no'], [/power cut there can lose half a minute/]],
  [
    'it may evict keys',
    ['--appendfsync', 'always', '--maxmemory-policy', 'allkeys-lru'],
    [/maxmemory-policy noeviction", not "allkeys-lru/],
  ],
  ['nothing is wrong', ['--appendfsync', 'always'], []],
])('an operator is warned at the start when %s', async (_when, args, expected) => {
  const { url } = await running({ args });
  const warnings: string[] = [];
  await opened({ url, warn: (message) => warnings.push(message) });
  expect(warnings).toEqual(expected.map((pattern) => expect.stringMatching(pattern)));
});

test('a Redis that does not answer at the start is named', async () => {
  const redis = await startRedis();
  await redis.stop();
  const refusal = await openRedisJournal({ url: redis.url, patience: 1 }).catch((error) => error);
  expect(refusal).toBeInstanceOf(JournalUnavailable);
  expect(refusal.message).toContain(`127.0.0.1:${redis.port}`);
});

test('a wrong password is told, and is not shown', async () => {
  const { port } = await running({ args: ['--requirepass', 'right'] });
  const refusal = await openRedisJournal({ url: `redis://:wrong@127.0.0.1:${port}`, patience: 0 }).catch((error) => error);
  expect(refusal.message).toMatch(/refuses us.*check the user and password/);
  expect(refusal.message).not.toContain('wrong@');
});

test('a damaged entry, a key that something else wrote over and a stream that is gone are told as damage', async () => {
  const { url } = await running();
  const journal = await opened({ url });
  await journal.append(mentions(1, 3));
  const redis = await beside(url);
  await redis.hSet('{earshot}:words', '2', '{"text":"broken');
  const refusal = await journal.read(0, 10).catch((error) => error);
  expect(refusal).toBeInstanceOf(JournalCorrupt);
  expect(refusal.message).toContain('Entry 2 of {earshot}:log');

  await redis.del('{earshot}:log');
  await expect(openRedisJournal({ url })).rejects.toThrow(/has lost its stream/);
  await redis.set('{earshot}:log', 'something else');
  await expect(journal.append([mentionEntry('d')])).rejects.toThrow(JournalCorrupt);
  await redis.del('{earshot}:log');
  expect(await redis.zScore('{earshot}:ids', 'web:d')).toBeNull();
});

test('a closed journal refuses at once, also while Redis is away', async () => {
  const redis = await startRedis();
  const journal = await openRedisJournal({ url: redis.url });
  await redis.stop();
  const waiting = journal.read(0, 10);
  await expect(journal.append(mentions(1, 1))).rejects.toThrow(JournalUnavailable);
  await journal.close();
  await expect(waiting).rejects.toThrow();
  await expect(journal.last()).rejects.toThrow();
});
