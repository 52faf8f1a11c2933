import { once } from 'node:events';
import { closeSync, openSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { emptyState } from '../server/core/state.ts';
import { step } from '../server/core/step.ts';
import { storyClock } from '../server/files/clock.ts';
import { follow } from '../server/follow.ts';
import { HistoryCorrupt, HistoryFull } from '../server/history/history.ts';
import { type Journal, JournalCorrupt, JournalFull } from '../server/journal/journal.ts';
import { openSqliteJournal } from '../server/journal/sqlite.ts';
import type { Server } from '../server/main.ts';
import { Problems } from '../server/problems.ts';
import { ReplayOptions, replaySource, storyOf } from '../server/sources/replay.ts';
import { command } from './support/command.ts';
import { config, joinBoard, push, spawnServer, startServer, stats, until } from './support/server.ts';
import { MIN, START, Tale } from './support/tale.ts';
import { tempFolder } from './support/temp.ts';
import { troubled } from './support/trouble.ts';

const YAML = `
brand: Halden Air
watches:
  - { name: Halden Air, query: halden }
`;
const post = (id: number | string, text = `halden is late again, number ${id}`) => ({ id: String(id), text });
const many = (from: number, n: number, text?: string) => Array.from({ length: n }, (_, i) => post(from + i, text));
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
    expect(await push(server.address, [post('later')])).toMatchObject({ accepted: 1 });
    await until(
      () => screen.beats.at(-1),
      (beat) => beat?.problem === undefined,
    );
    expect(await readyz(server.address)).toEqual({ status: 200, ready: true, problems: [] });
    expect((await stats(server.address)).mentions).toBe(accepted + 1);
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

describe('a start', () => {
  it('with a mistake in the configuration ends with exit code 1, and tells line and column', async () => {
    const folder = tempFolder();
    const file = join(folder, 'earshot.yaml');
    writeFileSync(file, 'brand: Halden Air\nwatches:\n  - { name: Halden, qurey: halden }\n');
    const { code, out, errors } = await command(['serve', '--port', '0', '--data', folder, '--config', file]).ended;
    expect([code, out]).toEqual([1, '']);
    expect(errors).toMatch(/earshot\.yaml:3:\d+.*qurey.*Did you mean "query"/s);
  });

  it('on a port that is taken ends with exit code 1, and tells how to choose another', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    onTestFinished(() => void taken.close());
    const address = taken.address();
    const port = String(typeof address === 'object' && address ? address.port : 0);
    const { code, errors } = await command(['serve', '--port', port, '--no-demo', '--data', tempFolder()]).ended;
    expect(code).toBe(1);
    expect(errors).toMatch(new RegExp(`^earshot: 127\\.0\\.0\\.1:${port} is in use by another program: .*--port`, 'm'));
  });

  it('after a crash in which alerts had opened since the last snapshot finds them open', async () => {
    const folder = tempFolder();
    const journal = await openSqliteJournal({ folder });
    const tale = new Tale().settings().steady(0, 120, 2).steady(120, 130, 40);
    await journal.append(tale.entries.map(({ entry }) => entry));
    await journal.close();
    const server = await startServer({ folder, config: config(YAML), clock: { now: () => START + 130 * MIN, pace: 1 } });
    expect(server.engine.alerts().map(({ kind, subject }) => [kind, subject])).toContainEqual(['spike', 'halden']);
  });
});

describe('an import', () => {
  const lines = (n: number) =>
    many(0, n)
      .map((one) => JSON.stringify({ ...one, postedAt: START }))
      .join('\n');
  const entriesIn = (file: string): number => {
    try {
      const db = new DatabaseSync(file, { readOnly: true });
      try {
        return Number(db.prepare('SELECT count(*) AS n FROM entries WHERE body LIKE \'%"kind":"mention"%\'').get()?.n);
      } finally {
        db.close();
      }
    } catch {
      return 0;
    }
  };

  it('that is interrupted leaves what was accepted, and a second one brings the rest', async () => {
    const folder = tempFolder();
    const file = join(folder, 'live', 'journal.db');
    const { child, ended } = command(['import', '--data', folder, '-']);
    child.stdin?.write(lines(2500));
    await until(
      () => entriesIn(file),
      (n) => n >= 2000,
    );
    child.kill('SIGINT');
    await ended;
    const accepted = entriesIn(file);
    expect(accepted).toBe(2000);
    const whole = await command(['import', '--data', folder, '-'], lines(3000)).ended;
    expect([whole.code, entriesIn(file)]).toEqual([0, 3000]);
    expect(whole.out).toMatch(/accepted +1,000\nduplicate +2,000\n/);
  });

  it('goes to the server that runs on the folder', async () => {
    const folder = tempFolder();
    const server = await spawnServer(['--no-demo', '--data', folder]);
    const { code, errors } = await command(['import', '--data', folder, '-'], lines(1200)).ended;
    expect(code).toBe(0);
    expect(errors).toContain(`pushing to it at ${server.address}`);
    expect((await stats(server.address)).mentions).toBe(1200);
  });

  it('without a configuration leaves the one in the journal in force, and hears the posts by it', async () => {
    const folder = tempFolder();
    const live = join(folder, 'live');
    const server = await startServer({ folder: live, config: config(YAML) });
    await push(server.address, many(5000, 3));
    await server.stop();
    expect((await command(['import', '--data', folder, '-'], lines(4)).ended).code).toBe(0);
    const again = await startServer({ folder: live, config: config(YAML) });
    expect(again.engine.state.settings.watches.map(({ id }) => id)).toEqual(['halden-air']);
    const entries = (await again.journal.read(0, 1000)).map(({ entry }) => entry);
    expect(entries.flatMap((entry) => (entry.kind === 'mention' ? [entry.analysis.watches] : []))).toEqual(Array(7).fill(['halden-air']));
    expect(entries.filter(({ kind }) => kind === 'settings')).toHaveLength(1);
  });
});

describe('counts', () => {
  it('of what was brought again or refused are exact at once', async () => {
    const server = await startServer({ config: config(YAML) });
    for (let round = 1; round <= 5; round++) {
      await send(server.address, 'mentions', [post(1), { id: 'no text' }]);
      await server.engine.caughtUp();
      const { mentions, duplicates, rejected, sources } = await stats(server.address);
      expect([mentions, duplicates, rejected]).toEqual([1, round - 1, round]);
      expect(sources.push).toEqual({ mentions: 1, duplicates: round - 1, rejected: round });
    }
  });
});

describe('names of sources', () => {
  it('cannot be single letters, which stand before ids of our own', async () => {
    const server = await startServer({ config: config(YAML) });
    for (const source of ['t', 'e', 'r', 'a', 'c', 's', 'p']) {
      const answer = await send(server.address, 'mentions', { ...post(5), source });
      expect([answer.status, await answer.json()]).toMatchObject([400, { field: 'source', reason: expect.stringMatching(/2 to 64/) }]);
      expect(() => config(`sources:\n  - { id: ${source}, kind: demo }\n`)).toThrow(/2:\d+.*2 to 64/s);
    }
    const { code, errors } = await command(['import', '--source', 't', '--data', tempFolder(), '-'], '').ended;
    expect([code, errors]).toEqual([2, expect.stringMatching(/--source: .*2 to 64/)]);
  });
});

describe('a story told fast', () => {
  it('blinds nobody, and its end stays told', async () => {
    const folder = tempFolder();
    const file = join(folder, 'story.ndjson');
    const posts = Array.from({ length: 90 }, (_, i) => JSON.stringify({ ...post(i), postedAt: START + i * MIN }));
    writeFileSync(file, posts.join('\n'));
    const options = ReplayOptions.parse({ files: [file], speed: 3000 });
    const story = await storyOf('replay', options);
    const server = await startServer({
      folder,
      mode: 'replay',
      config: { ...config(YAML), sources: [{ id: 'replay', kind: 'replay', options }] },
      clock: storyClock(story.first, options.speed, Date.now),
      kinds: [replaySource(story)],
      tickMs: 100,
    });
    const screen = await joinBoard(server.address);
    expect(screen.hello).toMatchObject({ mode: 'replay', pace: 3000 });
    const { sources } = await screen.sees('sources', (slice) => slice.sources[0]?.status === 'stopped');
    expect(sources[0]).toMatchObject({ accepted: 90, message: 'the story has ended at 2026-03-07 07:29:00 UTC', gaps: [] });
    const blind = server.engine.slice('volume', 'all')!.data.blind;
    expect([blind, server.engine.slice('pulse', 'all')!.data.blind]).toEqual([[], []]);
  });
});
