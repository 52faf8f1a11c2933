import { io } from 'socket.io-client';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Server } from '../../server/main.ts';
import type { Stats } from '../../shared/push.ts';
import type { Hello } from '../../shared/socket.ts';
import type { Travel } from '../../shared/travel.ts';
import { config, push, startServer, until } from '../support/server.ts';
import { tempFolder } from '../support/temp.ts';

const post = (id: string) => ({ id, source: 'push', network: 'web', text: `fjordkaffe ${id}`, author: { handle: 'ada' } });
const YAML = 'brand: Fjordkaffe\nwatches:\n  - name: Fjordkaffe\n    query: fjordkaffe\nsources: []\n';

const sent = (body: object, method = 'POST') => ({ method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const statsAt = async (address: string) => (await (await fetch(`${address}/api/v1/stats`)).json()) as Stats;
const found = async (address: string) => {
  const { found } = (await (await fetch(`${address}/api/v1/mentions`)).json()) as { found: { mention: { id: string } }[] };
  return found.map(({ mention }) => mention.id);
};

/** A server that heard one post, and a second one after the moment that is told. */
async function twoPosts(): Promise<{ server: Server; between: number }> {
  let now = Date.UTC(2026, 10, 20, 14);
  const clock = { now: () => now, pace: 1 };
  const server = await startServer({ config: config(YAML), folder: tempFolder(), clock, tickMs: 50 });
  await push(server.address, [post('one')]);
  now += 60_000;
  const between = now;
  await until(
    () => server.engine.state.now,
    (at) => at >= between,
  );
  now += 60_000;
  await push(server.address, [post('two')]);
  await until(
    () => found(server.address),
    (ids) => ids.length === 2,
  );
  now += 60_000;
  return { server, between };
}

async function travelTo(server: Server, at: number): Promise<Travel> {
  const answer = await fetch(`${server.address}/api/v1/travels`, sent({ at }));
  expect(answer.status).toBe(200);
  return (await answer.json()) as Travel;
}

describe('looking back', () => {
  it('shows what was known then under an address of its own, while live goes on', async () => {
    const { server, between } = await twoPosts();
    const travel = await travelTo(server, between);
    const then = `${server.address}/at/${travel.id}`;
    expect(travel).toMatchObject({ state: 'ready', mode: 'replay', asked: between, at: between, paused: true });
    expect([(await statsAt(then)).mentions, (await statsAt(server.address)).mentions]).toEqual([1, 2]);
    expect(await found(then)).toEqual(['push:one']);
    expect((await fetch(`${then}/desk`)).headers.get('content-type')).toContain('text/html');
  });

  it('lets nobody act on it', async () => {
    const { server, between } = await twoPosts();
    const travel = await travelTo(server, between);
    const action = { id: 'acknowledge-0001', type: 'acknowledge', alert: 'spike:all', by: 'ada' };
    const answer = await fetch(`${server.address}/at/${travel.id}/api/v1/actions`, sent(action));
    expect([answer.status, await answer.json()]).toEqual([409, { error: 'This is the past: nothing can be changed here.' }]);
  });

  it('is streamed to screens, which are welcomed anew when it moves', async () => {
    const { server, between } = await twoPosts();
    const travel = await travelTo(server, between);
    const hellos: Hello[] = [];
    const counts: number[] = [];
    const screen = io(server.address, { path: `/at/${travel.id}/socket.io`, transports: ['websocket'], auth: { board: '' } });
    onTestFinished(() => void screen.disconnect());
    screen.on('hello', (hello: Hello) => hellos.push(hello));
    screen.on('slice', () => counts.push(counts.length));
    await until(
      () => counts.length,
      (count) => count > 0,
    );
    expect(hellos[0]).toMatchObject({ mode: 'replay', mayAct: false, pace: 0, now: between });
    const moved = (await (await fetch(`${server.address}/api/v1/travels/${travel.id}`, sent({ at: between - 30_000 }))).json()) as Travel;
    expect(moved).toMatchObject({ state: 'ready', at: between - 30_000 });
    await until(
      () => hellos.at(-1)?.now,
      (now) => now === between - 30_000,
    );
  });

  it('plays on through what came then, and stops where now begins', async () => {
    const { server, between } = await twoPosts();
    const travel = await travelTo(server, between);
    await fetch(`${server.address}/api/v1/travels/${travel.id}`, sent({ paused: false, speed: 600 }));
    await until(
      async () => (await statsAt(`${server.address}/at/${travel.id}`)).mentions,
      (mentions) => mentions === 2,
    );
  });

  it('is shared by those who look at the same moment, and gone when it is ended', async () => {
    const { server, between } = await twoPosts();
    const [one, other] = [await travelTo(server, between), await travelTo(server, between)];
    expect(other.id).toBe(one.id);
    expect((await fetch(`${server.address}/api/v1/travels/${one.id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await fetch(`${server.address}/at/${one.id}/api/v1/stats`)).status).toBe(404);
  });

  it('does not show the words of a post that was taken back meanwhile', async () => {
    const { server, between } = await twoPosts();
    const travel = await travelTo(server, between);
    await server.journal.append([{ kind: 'retraction', id: 'r:push:one', at: between + 1_000, mention: 'push:one' }]);
    await until(
      () => found(`${server.address}/at/${travel.id}`),
      (ids) => ids.length === 0,
    );
  });

  it('refuses a moment that has not come yet', async () => {
    const { server, between } = await twoPosts();
    const answer = await fetch(`${server.address}/api/v1/travels`, sent({ at: between + 86_400_000 }));
    expect([answer.status, await answer.json()]).toEqual([409, { error: 'That moment has not come yet.' }]);
  });
});

it('lets in at a look back whom the server lets in, and nobody past it', async () => {
  const { server, between } = await twoPosts();
  const travel = await travelTo(server, between);
  const strangers = await fetch(`${server.address}/at/unknown/api/v1/stats`);
  expect(strangers.status).toBe(404);
  const elsewhere = await fetch(`${server.address}/at/${travel.id}/api/v1/actions`, {
    ...sent({}),
    headers: { 'content-type': 'application/json', origin: 'https://elsewhere.example' },
  });
  expect(elsewhere.status).toBe(403);
});
