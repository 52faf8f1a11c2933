import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { quickConfig } from '../server/config.ts';
import type { Stored } from '../server/core/entry.ts';
import { emptyState } from '../server/core/state.ts';
import { step } from '../server/core/step.ts';
import type { Journal } from '../server/journal/journal.ts';
import { openRedisJournal } from '../server/journal/redis.ts';
import type { ServeOptions, Server } from '../server/main.ts';
import { FEED, feed } from './support/feed.ts';
import { type RunningRedis, startRedis } from './support/redis.ts';
import { config, DIST, joinBoard, push, startServer, stats, until } from './support/server.ts';
import { tempFolder } from './support/temp.ts';

const YAML = `
brand: Halden Air
watches:
  - { name: Halden Air, query: halden }
`;
/** Short, so that a test of taking over is quick. */
const LEASE_MS = 1500;
const post = (id: number | string) => ({ id: String(id), text: `halden is late again, number ${id}` });
const many = (from: number, n: number) => Array.from({ length: n }, (_, i) => post(from + i));

let redis: RunningRedis;
beforeAll(async () => {
  redis = await startRedis();
  return () => redis.stop();
});

/** A Redis that begins empty. Databases of one Redis are told apart by number; each test takes the next. */
let databases = 0;
const freshRedis = (): string => `${redis.url}/${++databases}`;

const node = (url: string, over: Partial<ServeOptions> = {}): Promise<Server> =>
  startServer({ redis: url, config: config(YAML), leaseMs: LEASE_MS, ...over });

async function journalAt(url: string): Promise<Journal> {
  const journal = await openRedisJournal({ url });
  onTestFinished(() => journal.close());
  return journal;
}

async function allOf(journal: Journal): Promise<Stored[]> {
  const all: Stored[] = [];
  for (let batch = await journal.read(0, 5000); batch.length; batch = await journal.read(all.at(-1)!.seq, 5000)) all.push(...batch);
  return all;
}

/** Numbers that the feed brought, in the order of the journal, and who brought each. */
const broughtIn = (entries: Stored[]) =>
  entries.flatMap(({ entry }) =>
    entry.kind === 'mention' && entry.mention.source === 'feed' ? [{ n: Number(entry.id.slice(5)), by: entry.mention.author.id }] : [],
  );

async function spawnNode(name: string, url: string): Promise<{ child: ChildProcess; address: string }> {
  const file = join(import.meta.dirname, 'support/node-child.ts');
  const args = ['--disable-warning=ExperimentalWarning', file, name, tempFolder(), url, String(LEASE_MS), DIST];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null && child.kill('SIGKILL')) await once(child, 'exit');
  });
  const [address] = await once(child.stdout.setEncoding('utf8'), 'data');
  return { child, address: String(address).trim() };
}

describe('two servers on one Redis', () => {
  it('show on the screens of both what is pushed to either, and count once what is pushed to both', async () => {
    const url = freshRedis();
    const [one, other] = await Promise.all([node(url), node(url)]);
    const screens = await Promise.all([joinBoard(one.address), joinBoard(other.address)]);
    expect(await push(one.address, many(0, 20))).toMatchObject({ accepted: 20, duplicate: 0 });
    expect(await push(other.address, many(10, 20))).toMatchObject({ accepted: 10, duplicate: 10 });
    for (const screen of screens) await screen.sees('volume-now', (slice) => slice.lastMinute === 30);
    for (const { address } of [one, other]) expect(await stats(address)).toMatchObject({ mentions: 30 });
    await until(
      () => Promise.all([stats(one.address), stats(other.address)]),
      (both) => both.every(({ duplicates }) => duplicates === 10),
    );
  });

  it('come to the same state at the same entry, which is that of one fold alone', async () => {
    const url = freshRedis();
    const [one, other] = await Promise.all([node(url), node(url)]);
    await Promise.all([push(one.address, many(0, 300)), push(other.address, many(100, 300)), push(one.address, many(350, 100))]);
    const same = await until(
      () => [one.engine.seq, other.engine.seq, structuredClone([one.engine.state, other.engine.state])] as const,
      ([mine, theirs]) => mine === theirs && mine >= 450,
    );
    expect(same[2][0]).toEqual(same[2][1]);
    const alone = emptyState();
    for (const stored of await allOf(await journalAt(url))) if (stored.seq <= same[0]) step(alone, stored);
    expect(same[2][0]).toEqual(alone);
    expect(alone.totals.mentions).toBe(450);
  });

  it('show an alert on both, and who took it on one', async () => {
    const clock = { at: Date.now() - 3 * 3_600_000 };
    const over = { clock: { now: () => clock.at, pace: 1 }, tickMs: 50 };
    const url = freshRedis();
    const [one, other] = await Promise.all([node(url, over), node(url, over)]);
    for (let minute = 0; minute < 180; minute += 3, clock.at += 180_000) await push(one.address, [post(`a${minute}`), post(`b${minute}`)]);
    const [here, there] = await Promise.all([joinBoard(one.address), joinBoard(other.address)]);
    await push(other.address, many(0, 60));
    clock.at += 1000;
    const [mine, theirs] = await Promise.all([here, there].map((screen) => screen.sees('alerts', ({ alerts }) => alerts.length === 1)));
    expect(mine!.alerts[0]!.id).toBe(theirs!.alerts[0]!.id);
    const action = { id: 'action-0001', type: 'acknowledge', alert: mine!.alerts[0]!.id, by: 'Ingrid' } as const;
    expect(await there.socket.emitWithAck('action', action)).toEqual({ ok: true });
    await here.sees('alerts', ({ alerts }) => alerts[0]?.owner === 'Ingrid');
  });

  it('run a source and the clock on one of them; when that one stops, on the other, with nothing lost or brought twice', async () => {
    const url = freshRedis();
    const over = (name: string) => ({ config: { ...quickConfig({}), sources: [FEED] }, kinds: [feed(name)], tickMs: 100 });
    const one = await node(url, over('one'));
    const journal = await journalAt(url);
    await until(
      async () => broughtIn(await allOf(journal)).length,
      (n) => n >= 50,
    );
    const other = await node(url, over('other'));
    await until(
      async () => broughtIn(await allOf(journal)).length,
      (n) => n >= 100,
    );
    expect(new Set(broughtIn(await allOf(journal)).map(({ by }) => by))).toEqual(new Set(['one']));
    await one.stop();
    const after = await journal.last();
    await until(async () => (await journal.read(after, 500)).some(({ entry }) => entry.kind === 'tick'), Boolean);
    const brought = await until(
      async () => broughtIn(await allOf(journal)),
      (list) => list.some(({ by }) => by === 'other'),
    );
    expect(brought.map(({ n }) => n)).toEqual(brought.map((_, i) => i));
    expect(brought.map(({ by }) => by).lastIndexOf('one')).toBeLessThan(brought.findIndex(({ by }) => by === 'other'));
    await until(
      () => other.engine.state.sources.get('feed')?.status,
      (status) => status === 'live',
    );
    const ticks = (await allOf(journal)).filter(({ entry }) => entry.kind === 'tick').map(({ entry }) => entry.id);
    expect(new Set(ticks).size).toBe(ticks.length);
  });

  it('take over from one that was killed, with nothing lost or brought twice', async () => {
    const url = freshRedis();
    const dying = await spawnNode('dying', url);
    const journal = await journalAt(url);
    await until(
      async () => broughtIn(await allOf(journal)).length,
      (n) => n >= 30,
    );
    const acknowledged = await push(dying.address, many(0, 40));
    const heir = await node(url, { config: { ...quickConfig({}), sources: [FEED] }, kinds: [feed('heir')] });
    await until(
      async () => broughtIn(await allOf(journal)).length,
      (n) => n >= 100,
    );
    dying.child.kill('SIGKILL');
    const brought = await until(
      async () => broughtIn(await allOf(journal)),
      (list) => list.some(({ by }) => by === 'heir'),
    );
    expect(brought.map(({ n }) => n)).toEqual(brought.map((_, i) => i));
    expect(acknowledged.accepted).toBe(40);
    const seq = await journal.last();
    await heir.engine.caughtUp(seq);
    expect(heir.engine.state.sources.get('push')).toMatchObject({ mentions: 40 });
    const { mentions } = heir.engine.state.sources.get('feed')!;
    expect(mentions).toBeGreaterThanOrEqual(brought.length);
  });

  it('stop also while Redis is away', async () => {
    const mortal = await startRedis();
    onTestFinished(() => mortal.stop());
    const [one, other] = await Promise.all([node(mortal.url), node(mortal.url)]);
    expect(await push(one.address, many(0, 5))).toMatchObject({ accepted: 5 });
    await mortal.kill();
    // By now everything that reads waits for Redis.
    for (const { address } of [one, other])
      await until(
        async () => (await fetch(`${address}/readyz`)).status,
        (status) => status === 503,
      );
    await Promise.all([one.stop(), other.stop()]);
    await expect(fetch(`${one.address}/healthz`)).rejects.toThrow();
  });

  it('refuse what is pushed while Redis is away, say so on their screens, and go on by themselves with nothing acknowledged lost', async () => {
    const mortal = await startRedis({ args: ['--appendfsync', 'always'] });
    onTestFinished(() => mortal.stop());
    const [one, other] = await Promise.all([node(mortal.url), node(mortal.url)]);
    await push(one.address, many(0, 50));
    const screens = await Promise.all([joinBoard(one.address), joinBoard(other.address)]);
    await mortal.kill();
    const refused = await fetch(`${other.address}/api/v1/mentions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(many(50, 10)),
    });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '10']);
    for (const screen of screens)
      await until(
        () => screen.beats.at(-1)?.problem,
        (problem) => /Redis at .* can't be reached/.test(problem ?? ''),
      );
    const again = await startRedis({ port: mortal.port, folder: mortal.folder });
    onTestFinished(() => again.stop());
    expect(await until(() => push(one.address, many(50, 10)).catch(() => null), Boolean)).toMatchObject({ accepted: 10 });
    for (const screen of screens)
      await until(
        () => screen.beats.at(-1),
        (beat) => beat?.problem === undefined,
      );
    for (const { address } of [one, other])
      await until(
        () => stats(address),
        ({ mentions }) => mentions === 60,
      );
    const ready = await fetch(`${other.address}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([200, { ready: true, problems: [] }]);
  });
});
