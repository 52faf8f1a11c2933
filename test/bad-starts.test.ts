import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { storyClock } from '../server/files/clock.ts';
import { openSqliteJournal } from '../server/journal/sqlite.ts';
import { ReplayOptions, replaySource, storyOf } from '../server/sources/replay.ts';
import { command } from './support/command.ts';
import { config, joinBoard, push, spawnServer, startServer, stats, until } from './support/server.ts';
import { MIN, START, Tale } from './support/tale.ts';
import { tempFolder } from './support/temp.ts';

const YAML = `
brand: Halden Air
watches:
  - { name: Halden Air, query: halden }
`;
const post = (id: number) => ({ id: String(id), text: `halden is late again, number ${id}` });
const many = (from: number, n: number) => Array.from({ length: n }, (_, i) => post(from + i));

const send = (address: string, path: string, body: unknown) =>
  fetch(`${address}/api/v1/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
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
