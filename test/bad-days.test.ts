import { closeSync, openSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { emptyState } from '../server/core/state.ts';
import { step } from '../server/core/step.ts';
import { follow } from '../server/follow.ts';
import { HistoryCorrupt, HistoryFull } from '../server/history/history.ts';
import { type Journal, JournalCorrupt, JournalFull } from '../server/journal/journal.ts';
import { openSqliteJournal } from '../server/journal/sqlite.ts';
import type { Server } from '../server/main.ts';
import { Problems } from '../server/problems.ts';
import { command } from './support/command.ts';
import { config, joinBoard, push, spawnServer, startServer, stats, until } from './support/server.ts';
import { Tale } from './support/tale.ts';
import { tempFolder } from './support/temp.ts';
import { troubled } from './support/trouble.ts';

const YAML = `
brand: Halden Air
watches:
  - { name: Halden Air, query: halden }
`;
const post = (id: number | string, text = `halden is late again, number ${id}`) => ({ id: String(id), text });
const many = (from: number, n: number) => Array.from({ length: n }, (_, i) => post(from + i));
const FOREVER = Number.MAX_SAFE_INTEGER;

const send = (address: string, path: string, body: unknown) =>
  fetch(`${address}/api/v1/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const readyz = async (address: string) => {
  const answer = await fetch(`${address}/readyz`);
  return { status: answer.status, ...((await answer.json()) as { ready: boolean; problems: string[] }) };
};
const found = async (address: string, words: string) =>
  ((await (await fetch(`${address}/api/v1/mentions?q=${encodeURIComponent(words)}`)).json()) as { found: unknown[] }).found.length;

/** A server whose journal has troubles that come and go with `trouble`. */
async function troubledServer(trouble: Partial<Journal>, folder = tempFolder(), fatal?: (error: unknown) => void): Promise<Server> {
  const openJournal = async () => troubled(await openSqliteJournal({ folder }), trouble);
  return startServer({ folder, config: config(YAML), openJournal, ...(fatal ? { fatal } : {}) });
}

/** What an undisturbed fold of the journal comes to at the server's place in it. */
async function undisturbed({ journal, engine }: Server) {
  const state = emptyState();
  for (const stored of await journal.read(0, 100_000)) if (stored.seq <= engine.seq) step(state, stored);
  return state;
}

describe('a full disk', () => {
  it('stops intake loudly, keeps serving screens, and is over by itself when there is room again', async () => {
    const folder = tempFolder();
    const openJournal = () => openSqliteJournal({ folder, quota: 600_000 });
    const server = await startServer({ folder, config: config(YAML), openJournal, tickMs: 100, leaseMs: 900 });
    const screen = await joinBoard(server.address);
    let accepted = 0;
    let refusal: Response | null = null;
    for (let from = 0; !refusal; from += 50) {
      const answer = await send(server.address, 'mentions', many(from, 50));
      if (answer.status === 202) accepted += 50;
      else refusal = answer;
    }
    expect([refusal.status, refusal.headers.get('retry-after')]).toEqual([503, '10']);
    expect(await refusal.json()).toMatchObject({ error: expect.stringMatching(/nothing was taken in.*send it again later/) });
    await until(
      () => screen.beats.at(-1)?.problem,
      (problem) => /Nothing new is taken in: The disk with .*journal\.db is full/.test(problem ?? ''),
    );
    expect(await readyz(server.address)).toMatchObject({ status: 503, ready: false, problems: [expect.stringMatching(/is full/)] });
    expect((await fetch(`${server.address}/healthz`)).status).toBe(200);
    const late = await joinBoard(server.address);
    await late.sees('voices', ({ voices }) => voices.length > 0);
    expect((await stats(server.address)).mentions).toBe(accepted);

    await server.journal.retain({ before: FOREVER, bytes: FOREVER, keepAfter: server.engine.seq });
    const now = server.engine.state.now;
    await until(
      () => server.engine.state.now,
      (at) => at > now,
    );
    expect(await push(server.address, many(100_000, 50))).toMatchObject({ accepted: 50 });
    await until(
      () => screen.beats.at(-1),
      (beat) => beat?.problem === undefined,
    );
    expect(await readyz(server.address)).toEqual({ status: 200, ready: true, problems: [] });
    expect((await stats(server.address)).mentions).toBe(accepted + 50);
  });

  it('leaves no words of a post that was taken back meanwhile: erasing is tried until it is done', async () => {
    const trouble: Partial<Journal> = { erase: () => Promise.reject(new JournalFull('the disk is full')) };
    const server = await troubledServer(trouble);
    const screen = await joinBoard(server.address);
    await push(server.address, [post('x', 'halden: unspeakable words')]);
    await send(server.address, 'retractions', { mention: 'x' });
    await until(
      () => screen.beats.at(-1)?.problem,
      (problem) => /taken back are still in the journal/.test(problem ?? ''),
    );
    const spoken = async () => JSON.stringify(await server.journal.read(0, 100)).includes('unspeakable');
    expect(await spoken()).toBe(true);
    delete trouble.erase;
    await until(spoken, (still) => !still);
    await until(
      () => screen.beats.at(-1),
      (beat) => beat?.problem === undefined,
    );
  });

  it('that outlives the server leaves no words either: the next start erases them', async () => {
    const folder = tempFolder();
    const trouble: Partial<Journal> = { erase: () => Promise.reject(new JournalFull('the disk is full')) };
    const server = await troubledServer(trouble, folder);
    await push(server.address, [post('x', 'halden: unspeakable words')]);
    await send(server.address, 'retractions', { mention: 'x' });
    await until(
      () => server.engine.state.totals.retractions,
      (n) => n === 1,
    );
    await server.stop();
    const next = await startServer({ folder, config: config(YAML) });
    await until(
      async () => JSON.stringify(await next.journal.read(0, 100)).includes('unspeakable'),
      (still) => !still,
    );
    await next.stop();
    expect(readFileSync(join(folder, 'journal.db')).includes('unspeakable')).toBe(false);
  });

  it('does not stop a fold that wants to keep a snapshot, nor the end of the server', async () => {
    const full = () => Promise.reject(new JournalFull('the disk is full'));
    const server = await troubledServer({ saveSnapshot: full, setKey: full });
    await push(server.address, many(0, 10));
    await server.stop();
    expect(server.engine.state.totals.mentions).toBe(10);
  });
});

describe('a journal that another program locks', () => {
  it('refuses what comes meanwhile, and goes on afterwards', async () => {
    const folder = tempFolder();
    const server = await startServer({ folder, config: config(YAML) });
    const other = new DatabaseSync(join(folder, 'journal.db'));
    onTestFinished(() => other.close());
    other.exec('BEGIN IMMEDIATE');
    const refused = await send(server.address, 'mentions', many(0, 5));
    expect(refused.status).toBe(503);
    other.exec('ROLLBACK');
    expect(await until(() => push(server.address, many(0, 5)).catch(() => null), Boolean)).toMatchObject({ accepted: 5 });
  });
});

describe('a damaged journal', () => {
  const damaged = (): never => {
    throw new JournalCorrupt('journal.db is damaged: restore it from a backup, or move it away to start anew.');
  };
  const rejects = () => Promise.resolve().then(damaged);

  it.each<[what: string, method: keyof Journal, provoke: (server: Server) => unknown]>([
    ['appending', 'append', ({ address }) => send(address, 'mentions', [post(2)])],
    ['reading', 'read', ({ address }) => send(address, 'mentions', [post(2)])],
    ['erasing', 'erase', ({ address }) => send(address, 'retractions', { mention: '1' })],
    ['asking for a lease', 'acquire', () => {}],
  ])('that shows in %s stops the server with its reason', async (_what, method, provoke) => {
    const errors: unknown[] = [];
    const trouble: Partial<Journal> = {};
    const server = await troubledServer(trouble, tempFolder(), (error) => errors.push(error));
    await push(server.address, [post(1)]);
    await server.engine.caughtUp();
    Object.assign(trouble, { [method]: rejects });
    await provoke(server);
    const [error] = await until(
      () => errors,
      (all) => all.length > 0,
    );
    expect(error).toBeInstanceOf(JournalCorrupt);
  });

  it('ends the process with exit code 1, and names the file and what to do', async () => {
    const folder = tempFolder();
    const server = await spawnServer(['--no-demo', '--data', folder]);
    await push(server.address, many(0, 20));
    await server.kill('SIGTERM');
    const file = join(folder, 'live', 'journal.db');
    const bytes = readFileSync(file);
    bytes[bytes.indexOf('number 7')] = 0x4e;
    writeFileSync(file, bytes);
    const { code, errors } = await command(['serve', '--port', '0', '--no-demo', '--data', folder]).ended;
    expect(code).toBe(1);
    expect(errors).toMatch(
      /earshot: Entry \d+ in .*journal\.db is damaged: .*Restore the file from a backup, or move it away to start anew/,
    );
  });
});

describe('a damaged snapshot', () => {
  it.each([
    ['the newest', 'seq = (SELECT max(seq) FROM snapshots)'],
    ['every', 'true'],
  ])('(%s of those kept) changes nothing but the time to start', async (_which, where) => {
    const folder = tempFolder();
    for (let run = 0; run < 3; run++) {
      const server = await startServer({ folder, config: config(YAML) });
      await push(server.address, many(run * 30, 30));
      await server.engine.caughtUp();
      await server.stop();
    }
    const db = new DatabaseSync(join(folder, 'journal.db'));
    expect(db.prepare(`UPDATE snapshots SET packed = zeroblob(length(packed)) WHERE ${where}`).run().changes).toBeGreaterThan(0);
    db.close();
    const server = await startServer({ folder, config: config(YAML) });
    expect(server.engine.state.totals.mentions).toBe(90);
    expect(server.engine.state).toEqual(await undisturbed(server));
  });
});

describe('a history', () => {
  const damages: [how: string, damage: (file: string) => void][] = [
    ['was deleted', (file) => rmSync(file)],
    ['begins with nonsense', (file) => overwrite(file, 0, 100)],
    ['is nonsense behind its first page', (file) => overwrite(file, 8192, statSync(file).size - 8192)],
    ['was cut off', (file) => writeFileSync(file, readFileSync(file).subarray(0, 9000))],
  ];

  it.each(damages)('that %s is made anew from the journal', async (_how, damage) => {
    const folder = tempFolder();
    const first = await startServer({ folder, config: config(YAML) });
    await push(first.address, many(0, 40));
    await until(
      () => found(first.address, 'halden'),
      (n) => n === 40,
    );
    await first.stop();
    damage(join(folder, 'history.db'));
    const second = await startServer({ folder, config: config(YAML) });
    await until(
      () => found(second.address, 'halden'),
      (n) => n === 40,
    );
    await push(second.address, [post('new', 'halden is on time')]);
    await until(
      () => found(second.address, 'on time'),
      (n) => n === 1,
    );
  });

  it('whose disk is full is tried again until it is written, and one that is damaged is told of', async () => {
    const entries = new Tale().say(0).say(1).entries;
    const told: (string | null)[] = [];
    const problems = new Problems((_part, message) => told.push(message));
    const failures = [new HistoryFull('no room'), null, new HistoryCorrupt('it is damaged')];
    const kept: number[] = [];
    const follower = {
      upTo: async () => 0,
      async keep(_entries: unknown, upTo: number) {
        const failure = failures.shift();
        if (failure) throw failure;
        kept.push(upTo);
      },
    };
    const journal = { read: async (after: number) => entries.filter(({ seq }) => seq === after + 1) };
    await follow(journal, follower, problems, new AbortController().signal);
    expect(kept).toEqual([1]);
    expect(told).toEqual(['Search misses the newest posts: no room', null, 'Search misses the newest posts: it is damaged']);
  });
});

function overwrite(file: string, at: number, length: number): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(length, 0x2a), 0, length, at);
  closeSync(handle);
}
