import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Server } from '../../server/main.ts';
import type { Drill, DrillPage } from '../../shared/drill.ts';
import type { IncidentList } from '../../shared/incident.ts';
import { makeApp } from '../support/app.ts';
import { standIn } from '../support/channels.ts';
import { config, joinBoard, push, startServer, stats, until } from '../support/server.ts';
import { tempFolder } from '../support/temp.ts';

const YAML = `
brand: Halden Air
watches:
  - { id: halden-air, name: Halden Air, kind: ours, query: haldenair OR "halden air" OR @haldencare }
boards:
  - { name: main, scenes: [{ name: all, panels: [pulse, alerts] }] }
  - { name: lobby, scenes: [{ name: all, panels: [pulse] }] }
sources: []
`;

const sent = (body: object) => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const pageAt = async (address: string) => (await (await fetch(`${address}/api/v1/drills`)).json()) as DrillPage;
const incidentsAt = async (address: string) => ((await (await fetch(`${address}/api/v1/incidents`)).json()) as IncidentList).incidents;

async function ready(folder = tempFolder()): Promise<Server> {
  return startServer({ config: config(YAML), folder });
}

async function begin(server: Server, over: object = {}): Promise<Drill> {
  const wanted = { scenario: 'smoke-in-the-cabin.ndjson', boards: ['main'], speed: 10, by: 'Mara', ...over };
  const answer = await fetch(`${server.address}/api/v1/drills`, sent(wanted));
  expect([answer.status, await answer.clone().text()]).toEqual([200, expect.any(String)]);
  return (await answer.json()) as Drill;
}

const end = async (server: Server, { id }: Drill) =>
  (await (await fetch(`${server.address}/api/v1/drills/${id}/end`, { method: 'POST' })).json()) as Drill;

describe('a drill', () => {
  it('opens its incident in a copy, where people act, while the live state and journal know nothing of it', async () => {
    const server = await ready();
    await push(server.address, [{ id: 'one', source: 'push', network: 'web', text: 'halden air was on time', author: { handle: 'ada' } }]);
    const drill = await begin(server);
    const there = `${server.address}/at/${drill.id}`;
    expect(drill).toMatchObject({ state: 'running', name: 'Smoke in the cabin', by: 'Mara', of: 44, told: 0 });
    const [incident] = await until(
      () => incidentsAt(there),
      (incidents) => incidents.length > 0,
    );
    const action = (more: object) =>
      sent({ id: `drill-act-${Object.keys(more).length}-${incident!.id}`, by: 'Ada', incident: incident!.id, ...more });
    expect(await (await fetch(`${there}/api/v1/actions`, action({ type: 'take' }))).json()).toEqual({ ok: true });
    const status = action({ type: 'status', text: 'We look into the smoke' });
    expect(await (await fetch(`${there}/api/v1/actions`, status)).json()).toEqual({ ok: true });
    const running = await until(
      async () => (await pageAt(server.address)).running,
      (one) => one?.incidents.some(({ statusAt }) => statusAt !== null) === true,
    );
    const [measured] = running!.incidents.filter(({ id }) => id === incident!.id);
    expect(measured).toMatchObject({ acknowledgedBy: 'Ada', answeredAt: null, closedAt: null });
    expect(measured!.openedAt).toBeGreaterThanOrEqual(running!.onsetAt!);
    expect(measured!.acknowledgedAt).toBeGreaterThanOrEqual(measured!.openedAt);
    expect(running!.deeds.map(({ by, what }) => [by, what.split(' ')[0]])).toEqual([
      ['Ada', 'take'],
      ['Ada', 'status'],
    ]);
    expect([(await incidentsAt(server.address)).length, (await stats(server.address)).mentions]).toEqual([0, 1]);
    expect((await stats(there)).mentions).toBeGreaterThan(1);
    const kinds = (await server.journal.read(0, 1_000)).map(({ entry }) => entry.kind);
    expect([kinds.includes('action'), kinds.filter((kind) => kind === 'mention').length]).toEqual([false, 1]);
  });

  it('takes the walls of the boards that were chosen, marks them, and lets them go when it ends', async () => {
    const server = await ready();
    const [chosen, other] = [await joinBoard(server.address, 'main'), await joinBoard(server.address, 'lobby')];
    const visits: [string, string][] = [];
    chosen.socket.on('visit', ({ to }) => visits.push(['main', to]));
    other.socket.on('visit', ({ to }) => visits.push(['lobby', to]));
    const drill = await begin(server);
    await until(
      () => visits.length,
      (count) => count > 0,
    );
    expect(visits).toEqual([['main', `/at/${drill.id}/wall/main`]]);
    expect((await fetch(`${server.address}/api/v1/drills/${drill.id}`)).status).toBe(200);
    await end(server, drill);
    expect((await fetch(`${server.address}/api/v1/drills/${drill.id}`)).status).toBe(404);
    expect((await fetch(`${server.address}/at/${drill.id}/api/v1/stats`)).status).toBe(404);
  });

  it('is kept with what came of it', async () => {
    const folder = tempFolder();
    const server = await ready(folder);
    const drill = await begin(server, { boards: [] });
    const ended = await end(server, drill);
    expect(ended).toMatchObject({ id: drill.id, state: 'ended', problem: null });
    expect(ended.endedAt).toBeGreaterThanOrEqual(ended.startedAt);
    expect(await pageAt(server.address)).toMatchObject({ running: null, past: [ended] });
    expect(readdirSync(join(folder, 'drills'))).toEqual([`${drill.id}.json`]);
  });

  it('takes back the words of a post that are taken back while it runs', async () => {
    const server = await ready();
    await push(server.address, [{ id: 'one', source: 'push', network: 'web', text: 'halden air was on time', author: { handle: 'ada' } }]);
    await until(
      () => server.engine.state.held.size,
      (size) => size === 1,
    );
    const drill = await begin(server);
    await server.journal.append([{ kind: 'retraction', id: 'r:push:one', at: Date.now(), mention: 'push:one' }]);
    await until(
      async () => (await stats(`${server.address}/at/${drill.id}`)).retractions,
      (count) => count === 1,
    );
  });

  it('is one at a time', async () => {
    const server = await ready();
    await begin(server);
    const second = await fetch(`${server.address}/api/v1/drills`, sent({ scenario: 'late-answers.ndjson' }));
    expect([second.status, await second.json()]).toEqual([409, { error: 'A drill is running already; end it first.' }]);
  });

  it('tells people through the channels when that is wanted, as DRILL and with links that lead into it', async () => {
    const hook = await standIn();
    process.env.DRILL_HOOK = hook.url;
    process.env.DRILL_KEY = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    const channels = 'channels:\n  - { id: ours, kind: webhook, url: { env: DRILL_HOOK }, secrets: [{ env: DRILL_KEY }] }\n';
    const server = await startServer({ config: config(`${YAML}${channels}outgoing: { allow: ['${hook.host}'] }\n`) });
    const heard = hook.next();
    const drill = await begin(server, { channels: 'test' });
    const { body } = await heard;
    expect(body).toContain('DRILL');
    expect(body).toContain(`${server.address}/at/${drill.id}/incidents/`);
    expect(server.engine.state.alerting.deliveries.size).toBe(0);
  });

  it('plays the scenarios of an installation, and tells by line what is wrong with one', async () => {
    const folder = tempFolder();
    mkdirSync(join(folder, 'scenarios'));
    const row = (text: string, postedAt: string) => JSON.stringify({ id: text.length, text, postedAt });
    writeFileSync(
      join(folder, 'scenarios', 'fog.ndjson'),
      [row('halden air fog', '2026-03-02T09:00:00Z'), row('halden air again', '2026-03-02T09:01:00Z')].join('\n'),
    );
    writeFileSync(
      join(folder, 'scenarios', 'torn.ndjson'),
      [row('halden air', '2026-03-02T09:00:00Z'), row('halden air', 'soon')].join('\n'),
    );
    writeFileSync(join(folder, 'scenarios', 'others.ndjson'), row('nothing of ours', '2026-03-02T09:00:00Z'));
    const server = await ready(folder);
    const { scenarios } = await pageAt(server.address);
    expect(scenarios.map(({ id, posts, ms }) => [id, posts, ms])).toEqual([
      ['late-answers.ndjson', 38, 250_000],
      ['smoke-in-the-cabin.ndjson', 44, 238_000],
      ['own/fog.ndjson', 2, 60_000],
      ['own/others.ndjson', 1, 0],
      ['own/torn.ndjson', 0, 0],
    ]);
    expect(scenarios.at(-1)?.problem).toMatch(/^line 2: postedAt: /);
    const refusals: [scenario: string, error: RegExp][] = [
      ['own/torn.ndjson', /cannot be played: line 2/],
      ['own/others.ndjson', /^No watch hears any post/],
      ['own/../earshot.yaml', /^There is no such scenario/],
    ];
    for (const [scenario, error] of refusals) {
      const answer = await fetch(`${server.address}/api/v1/drills`, sent({ scenario }));
      expect([answer.status, ((await answer.json()) as { error: string }).error]).toEqual([409, expect.stringMatching(error)]);
    }
  });
});

describe('who may rehearse', () => {
  it('is an operator of all boards: one board is not enough, and a screen may only see how far it is', async () => {
    const { app, parts } = await makeApp({ host: '0.0.0.0' });
    const asked = async (method: 'GET' | 'POST', url: string, secret: string) => {
      const payload = method === 'POST' && url.endsWith('drills') ? { scenario: 'late-answers.ndjson' } : undefined;
      return (await app.inject({ method, url, ...(payload ? { payload } : {}), headers: { authorization: `Bearer ${secret}` } }))
        .statusCode;
    };
    const rows: [who: string, secret: string, statuses: number[]][] = [
      ['operator', await parts.secret('operator'), [200, 404, 404, 404]],
      ['operator of a board', await parts.secret('operator', 'North', 'north'), [403, 403, 404, 403]],
      ['screen', await parts.secret('screen'), [403, 403, 404, 403]],
    ];
    for (const [who, secret, statuses] of rows) {
      const found = [
        await asked('GET', '/api/v1/drills', secret),
        await asked('POST', '/api/v1/drills', secret),
        await asked('GET', '/api/v1/drills/drill-1', secret),
        await asked('POST', '/api/v1/drills/drill-1/end', secret),
      ];
      expect([who, found]).toEqual([who, statuses]);
    }
  });
});
