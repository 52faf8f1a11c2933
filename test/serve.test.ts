import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyState } from '../server/core/state.ts';
import { step } from '../server/core/step.ts';
import { openSqliteJournal } from '../server/journal/sqlite.ts';
import { config, joinBoard, push, spawnServer, startServer, stats, until } from './support/server.ts';
import { tempFolder } from './support/temp.ts';

const YAML = `
brand: Halden Air
watches:
  - { name: Halden Air, query: halden }
  - { name: Norvik, query: norvik, kind: competitor }
`;
const post = (id: number | string, over: object = {}) => ({ id: String(id), text: `halden is late again, number ${id}`, ...over });
const many = (from: number, n: number) => Array.from({ length: n }, (_, i) => post(from + i));

describe('a running server', () => {
  it('shows a pushed post on every screen of its board, with the same numbers', async () => {
    const server = await startServer({ config: config(YAML) });
    const screens = await Promise.all([joinBoard(server.address), joinBoard(server.address, 'main')]);
    expect(screens[0].hello).toMatchObject({ mode: 'live', brand: 'Halden Air', mayAct: true, board: { name: 'main' } });
    expect(await push(server.address, [post(1), post(2), post(1)])).toEqual({ accepted: 2, duplicate: 1, rejected: [] });
    for (const screen of screens) {
      await screen.sees('volume-now', (slice) => slice.lastMinute === 2);
      await screen.sees('voices', ({ voices }) => voices.length === 1 && voices[0]!.alike === 1);
    }
  });

  it('counts everything that is pushed, whether or not a watch matches, and a repeated post once', async () => {
    const server = await startServer({ config: config(YAML) });
    await push(server.address, [post(1), { id: 'other', text: 'nothing of ours' }, post(1)]);
    await until(
      () => stats(server.address),
      ({ mentions, duplicates }) => mentions === 2 && duplicates === 1,
    );
    expect(Array.from(server.engine.state.watches.get('halden-air')!.total.hours.counts).reduce((a, b) => a + b)).toBe(1);
  });

  it('opens an alert within two seconds of its cause, which an operator takes for all screens', async () => {
    const now = { base: Date.now() - 3 * 3_600_000 };
    const server = await startServer({ config: config(YAML), clock: { now: () => now.base, pace: 1 }, tickMs: 50 });
    for (let minute = 0; minute < 180; minute += 3, now.base += 180_000)
      await push(server.address, [post(`usual-${minute}`), post(`too-${minute}`)]);
    const [one, other] = await Promise.all([joinBoard(server.address), joinBoard(server.address)]);
    await push(server.address, many(0, 60));
    const caused = now.base;
    now.base += 1000;
    const { alerts } = await one.sees('alerts', (slice) => slice.alerts.length === 1);
    expect(alerts[0]!.openedAt - caused).toBeLessThanOrEqual(2000);
    expect(alerts[0]).toMatchObject({ kind: 'spike', subject: 'halden-air' });
    const act = (type: 'acknowledge' | 'unacknowledge', id: string) =>
      one.socket.emitWithAck('action', { id, type, alert: alerts[0]!.id, by: 'Ingrid' });
    expect(await act('acknowledge', 'action-0001')).toEqual({ ok: true });
    await other.sees('alerts', (slice) => slice.alerts[0]?.owner === 'Ingrid');
    expect(await act('unacknowledge', 'action-0002')).toEqual({ ok: true });
    await other.sees('alerts', (slice) => slice.alerts[0]?.owner === undefined);
    expect(await one.socket.emitWithAck('action', { id: 'action-0003', type: 'acknowledge', alert: 'gone', by: 'Ingrid' })).toMatchObject({
      ok: false,
    });
  });

  it('removes a retracted post from screens, search and journal, and keeps its count', async () => {
    const folder = tempFolder();
    const server = await startServer({ config: config(YAML), folder });
    const screen = await joinBoard(server.address);
    await push(server.address, [{ id: 'x', text: 'halden: unspeakable words', author: 'whistler' }]);
    const found = async () =>
      ((await (await fetch(`${server.address}/api/v1/mentions?q=unspeakable`)).json()) as { found: unknown[] }).found.length;
    await until(found, (n) => n === 1);
    const answer = await fetch(`${server.address}/api/v1/retractions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"mention":"x"}',
    });
    expect([answer.status, await answer.json()]).toEqual([202, { accepted: 1, duplicate: 0, rejected: [] }]);
    await screen.sees('voices', ({ voices }) => voices.length === 0);
    await until(found, (n) => n === 0);
    await until(
      async () => (await server.journal.read(0, 100)).filter(({ entry }) => JSON.stringify(entry).includes('unspeakable')).length,
      (n) => n === 0,
    );
    expect((await stats(server.address)).mentions).toBe(1);
    await server.stop();
    for (const file of ['journal.db', 'history.db']) expect(readFileSync(join(folder, file)).includes('unspeakable')).toBe(false);
  });

  it('goes on where it stopped', async () => {
    const folder = tempFolder();
    const first = await startServer({ folder, config: config(YAML) });
    await push(first.address, many(0, 50));
    await first.stop();
    const second = await startServer({ folder, config: config(YAML) });
    expect(await stats(second.address)).toMatchObject({ mentions: 50, lag: 0 });
    expect(await push(second.address, many(0, 60))).toMatchObject({ accepted: 10, duplicate: 50 });
  });

  it('puts a changed configuration in force for what comes, and keeps the last good one when told of a mistake', async () => {
    const server = await startServer({ config: config(YAML) });
    const screen = await joinBoard(server.address);
    await server.configure(config(`${YAML}  - { name: Bags, query: bags, kind: topic }\n`), null);
    await push(server.address, [{ id: '1', text: 'where are the bags' }]);
    await until(
      () => server.engine.state.watches.get('bags')?.total.firstAt,
      (at) => typeof at === 'number',
    );
    await server.configure(null, 'earshot.yaml:4:5 something is wrong');
    await screen.sees('sources', (slice) => slice.config.message === 'earshot.yaml:4:5 something is wrong');
    expect(server.engine.state.settings.watches).toHaveLength(3);
  });

  it('refuses to listen beyond this machine before there is a token', async () => {
    await expect(startServer({ host: '0.0.0.0' })).rejects.toThrow(/earshot token create/);
  });
});

describe('the server as a process', () => {
  it('stops within a second of Ctrl-C, with exit code 0, and leaves the folder to the next', async () => {
    const folder = tempFolder();
    const first = await spawnServer(['--no-demo', '--data', folder]);
    await push(first.address, many(0, 500));
    expect(await first.kill('SIGINT')).toBe(0);
    const second = await spawnServer(['--no-demo', '--data', folder]);
    expect((await stats(second.address)).mentions).toBe(500);
  });

  it('refuses a folder that another server holds, and says which', async () => {
    const folder = tempFolder();
    const first = await spawnServer(['--no-demo', '--data', folder]);
    await expect(spawnServer(['--no-demo', '--data', folder])).rejects.toThrow(new RegExp(`${first.child.pid}`));
  });

  it('watches its configuration file, and says on the wall when the newest is wrong', async () => {
    const folder = tempFolder();
    const file = join(folder, 'earshot.yaml');
    writeFileSync(file, YAML);
    const server = await spawnServer(['--config', file, '--data', folder]);
    const screen = await joinBoard(server.address);
    writeFileSync(file, `${YAML}colour: blue\n`);
    await screen.sees('sources', (slice) => !slice.config.ok && /earshot\.yaml:6:1/.test(slice.config.message ?? ''));
    writeFileSync(file, `${YAML}  - { name: Bags, query: bags }\n`);
    await screen.sees('sources', (slice) => slice.config.ok);
  });

  it('keeps every acknowledged post exactly once through kill -9 at any moment, and comes to the state of an undisturbed fold', async () => {
    const folder = tempFolder();
    const acknowledged = new Set<string>();
    let sent = 0;
    for (let round = 0; round < 6; round++) {
      const server = await spawnServer(['--no-demo', '--data', folder]);
      // Kills after a number of batches that differs from round to round, with others still under way.
      const batches = 3 + ((round * 7) % 11);
      let done = 0;
      const sending = Array.from({ length: 4 }, async () => {
        while (done < batches) {
          const batch = many(sent, 40);
          sent += 40;
          const receipt = await push(server.address, batch).catch(() => null);
          if (receipt === null) return;
          expect(receipt.accepted).toBe(40);
          for (const { id } of batch) acknowledged.add(`push:${id}`);
          done++;
        }
        await server.kill();
      });
      await Promise.all(sending);
    }
    const last = await spawnServer(['--no-demo', '--data', folder]);
    const { mentions } = await stats(last.address);
    await last.kill('SIGTERM');

    const journal = await openSqliteJournal({ folder: join(folder, 'live') });
    const entries = [];
    for (let at = 0; ; ) {
      const batch = await journal.read(at, 5000);
      if (!batch.length) break;
      entries.push(...batch);
      at = batch.at(-1)!.seq;
    }
    await journal.close();
    const held = entries.flatMap(({ entry }) => (entry.kind === 'mention' ? [entry.id] : []));
    expect(new Set(held).size).toBe(held.length);
    expect([...acknowledged].filter((id) => !held.includes(id))).toEqual([]);
    const undisturbed = emptyState();
    for (const stored of entries) step(undisturbed, stored);
    expect(undisturbed.totals.mentions).toBe(mentions);

    const again = await startServer({ folder: join(folder, 'live') });
    await again.engine.caughtUp(undisturbed.seq);
    const fresh = emptyState();
    for (const stored of await again.journal.read(0, 100_000)) if (stored.seq <= again.engine.seq) step(fresh, stored);
    expect(again.engine.state).toEqual(fresh);
  });
});
