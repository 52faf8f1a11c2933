import Fastify, { type FastifyInstance, type InjectOptions } from 'fastify';
import { describe, expect, it } from 'vitest';
import { type Deed, PERMITS } from '../../server/access/permits.ts';
import { SESSION_COOKIE } from '../../server/access.ts';
import { guard } from '../../server/http/guard.ts';
import { makeApp, makeParts, type Parts } from '../support/app.ts';

const ROLES = ['screen', 'operator', 'push'] as const;

/** Every route there is, and what calling it is. A route that is missing here fails a test. */
const DEEDS: Record<string, Deed> = {
  'POST /api/v1/mentions': 'push',
  'POST /api/v1/engagements': 'push',
  'POST /api/v1/retractions': 'push',
  'POST /api/v1/hooks/:source': 'open',
  'POST /api/v1/hooks/:source/:secret': 'open',
  'POST /api/v1/cases/:id/send': 'act',
  'GET /api/v1/mentions': 'search',
  'GET /api/v1/mentions/:id': 'search',
  'GET /api/v1/stats': 'stats',
  'GET /api/v1/alerts': 'alerts',
  'GET /api/v1/alerts/:id': 'alerts',
  'GET /api/v1/incidents': 'search',
  'GET /api/v1/incidents/:id': 'search',
  'GET /api/v1/incidents/:id/review': 'search',
  'GET /api/v1/incidents/:id/posts.csv': 'search',
  'GET /api/v1/rules': 'alerts',
  'GET /api/v1/rules/:id': 'alerts',
  'POST /api/v1/actions': 'act',
  'GET /api/v1/channels': 'act',
  'GET /api/v1/push': 'act',
  'POST /api/v1/push': 'act',
  'DELETE /api/v1/push': 'act',
  'POST /api/v1/backtests': 'act',
  'GET /api/v1/backtests/:id': 'act',
  'DELETE /api/v1/backtests/:id': 'act',
  'GET /api/v1/quality': 'act',
  'GET /api/v1/cases': 'search',
  'GET /api/v1/cases/:id': 'search',
  'GET /api/v1/reviews': 'search',
  'GET /api/v1/labels': 'search',
  'GET /api/v1/reports.csv': 'search',
  'GET /api/v1/reports': 'search',
  'GET /api/v1/boards': 'look',
  'GET /api/v1/travels': 'search',
  'POST /api/v1/travels': 'search',
  'GET /api/v1/travels/:id': 'search',
  'POST /api/v1/travels/:id': 'search',
  'DELETE /api/v1/travels/:id': 'search',
  'GET /api/v1/drills': 'alerts',
  'POST /api/v1/drills': 'act',
  'GET /api/v1/drills/:id': 'look',
  'POST /api/v1/drills/:id/end': 'act',
  'GET /at/:id': 'look',
  'GET /at/:id*': 'look',
  'GET /at/:id/wall/:board': 'look',
  'GET /': 'look',
  'GET /wall/:board': 'look',
  'GET /reports': 'look',
  'GET /rules': 'look',
  'GET /drills': 'look',
  'GET /incidents': 'look',
  'GET /incidents/*': 'look',
  'GET /desk/*': 'look',
  'GET /desk': 'look',
  'POST /api/v1/session': 'open',
  'DELETE /api/v1/session': 'open',
  'GET /api/v1/openapi.json': 'open',
  'GET /api/docs': 'open',
  'GET /healthz': 'open',
  'GET /readyz': 'open',
  'GET /assets/*': 'open',
  'GET /plain.css': 'open',
  'GET /:file': 'open',
};

/** The routes that the app has, without the HEAD that every GET brings. */
function routesOf(app: FastifyInstance): string[] {
  const routes: string[] = [];
  const path: string[] = [];
  for (const line of app.printRoutes({ commonPrefix: false }).split('\n')) {
    const [, indent = '', part = '', methods = ''] = /^([\s│├└─]*)(\S+) \((.*)\)$/.exec(line) ?? [];
    if (part === '') continue;
    const depth = indent.length / 4 - 1;
    path.length = depth;
    path[depth] = part;
    for (const method of methods.split(', ')) if (method !== 'HEAD') routes.push(`${method} ${path.join('')}`);
  }
  return routes;
}

const requests = Object.entries(DEEDS).map(([route, deed]) => {
  const [method = '', url = ''] = route.split(' ');
  return { route, deed, request: { method, url: url.replace(':board', 'main') } as InjectOptions };
});

const statusOf = async (app: FastifyInstance, request: InjectOptions, headers: Record<string, string>): Promise<number> =>
  (await app.inject({ ...request, headers })).statusCode;

const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });

async function signIn(app: FastifyInstance, secret: string): Promise<string> {
  const answer = await app.inject({ method: 'POST', url: '/api/v1/session', payload: { token: secret } });
  return `${SESSION_COOKIE}=${answer.cookies[0]?.value}`;
}

async function remote(): Promise<{ app: FastifyInstance; parts: Parts }> {
  return makeApp({ host: '0.0.0.0' });
}

describe('beyond this machine', () => {
  it('every route is in the table of this test', async () => {
    const { app } = await remote();
    const found = routesOf(app).map((route) => route.replace('GET /*', 'GET /assets/*').replace(/^GET \/(desk|incidents)\*$/, 'GET /$1/*'));
    expect(found.toSorted()).toEqual(Object.keys(DEEDS).toSorted());
  });

  it.each(requests)(
    '$route is closed to those without a token, with a wrong one and with a revoked one, unless it is open',
    async (row) => {
      const { app, parts } = await remote();
      const secret = await parts.secret('operator');
      await parts.access.revoke('operator');
      const wrong: Record<string, string>[] = [
        {},
        bearer('esh_wrong'),
        bearer(secret),
        { cookie: `${SESSION_COOKIE}=wrong` },
        { authorization: 'Basic eDp5' },
      ];
      for (const headers of wrong) expect((await statusOf(app, row.request, headers)) === 401).toBe(row.deed !== 'open');
    },
  );

  it.each(requests)('$route is for those whose role may $deed', async ({ request, deed }) => {
    const { app, parts } = await remote();
    for (const role of ROLES) {
      const may = PERMITS[deed] === 'everybody' || PERMITS[deed].includes(role);
      const status = await statusOf(app, request, bearer(await parts.secret(role)));
      expect([role, status === 403, status === 401]).toEqual([role, !may, false]);
    }
  });

  it('a screen sees its own board alone', async () => {
    const { app, parts } = await remote();
    const headers = bearer(await parts.secret('screen', 'Lobby TV', 'north'));
    expect(await statusOf(app, { url: '/wall/north' }, headers)).toBe(200);
    expect(await statusOf(app, { url: '/wall/main' }, headers)).toBe(403);
    expect((await app.inject({ url: '/', headers })).headers.location).toBe('/wall/north');
    const { boards } = (await app.inject({ url: '/api/v1/boards', headers })).json();
    expect(boards.map(({ name }: { name: string }) => name)).toEqual(['north']);
  });

  it('a cookie ends with its token, at once', async () => {
    const { app, parts } = await remote();
    const cookie = await signIn(app, await parts.secret('operator', 'Mara'));
    expect(await statusOf(app, { url: '/api/v1/stats' }, { cookie })).toBe(200);
    await parts.access.revoke('Mara');
    expect(await statusOf(app, { url: '/api/v1/stats' }, { cookie })).toBe(401);
  });

  it('a cookie is no bearer token, and a token is no cookie', async () => {
    const { app, parts } = await remote();
    const secret = await parts.secret('operator');
    const cookie = await signIn(app, secret);
    expect(await statusOf(app, { url: '/api/v1/stats' }, bearer(cookie.split('=')[1]!))).toBe(401);
    expect(await statusOf(app, { url: '/api/v1/stats' }, { cookie: `${SESSION_COOKIE}=${secret}` })).toBe(401);
  });

  it.each([
    ['our own page', { origin: 'https://wall.example', host: 'wall.example' }, 409],
    ['a page of another site', { origin: 'https://evil.example', host: 'wall.example' }, 403],
    ['a page that hides where it is from', { origin: 'null', host: 'wall.example' }, 403],
    ['another port of ours', { origin: 'https://wall.example:8443', host: 'wall.example' }, 403],
    ['nowhere, though a browser always tells', { host: 'wall.example' }, 403],
  ])('acting by cookie from %s', async (_case, headers, expected) => {
    const { app, parts } = await remote();
    const cookie = await signIn(app, await parts.secret('operator'));
    const payload = { id: 'action-1', type: 'acknowledge', alert: 'none', by: 'Mara' };
    const answer = await app.inject({ method: 'POST', url: '/api/v1/actions', payload, headers: { ...headers, cookie } });
    expect(answer.statusCode).toBe(expected);
  });

  it('a proxy’s origin is ours too', async () => {
    const { app, parts } = await makeApp({ origins: ['https://wall.example'] });
    const headers = { ...bearer(await parts.secret('push')), origin: 'https://wall.example', host: '127.0.0.1:4747' };
    expect((await app.inject({ method: 'POST', url: '/api/v1/mentions', payload: { id: '1', text: 'x' }, headers })).statusCode).toBe(202);
    expect((await app.inject({ url: '/api/v1/stats', headers: { host: '127.0.0.1:4747' } })).statusCode).toBe(401);
  });

  it('no route can be made that doesn’t say who may call it', async () => {
    const app = Fastify();
    guard(app, (await makeParts()).access);
    expect(() => app.get('/new', async () => '')).toThrow("the route /new doesn't say who may call it");
  });

  it('neither tokens nor queries are logged', async () => {
    const { app, parts } = await remote();
    const secret = await parts.secret('operator');
    await app.inject({ url: `/?token=${secret}` });
    await app.inject({ url: `/nowhere?token=${secret}` });
    await app.inject({ url: '/api/v1/stats', headers: bearer(secret) });
    await app.inject({ method: 'POST', url: '/api/v1/session', payload: { token: secret } });
    expect(parts.logged.length).toBeGreaterThanOrEqual(4);
    expect(parts.logged.join('')).not.toContain(secret);
  });
});

describe('on this machine', () => {
  it.each(requests)('$route is for everybody', async ({ request }) => {
    const { app } = await makeApp();
    expect([401, 403]).not.toContain(await statusOf(app, request, {}));
  });

  it.each([
    ['127.0.0.1:4747', 200],
    ['localhost:4747', 200],
    ['[::1]:4747', 200],
    ['LOCALHOST', 200],
    ['wall.evil.example:4747', 421],
    ['127.0.0.1.evil.example', 421],
    ['localhost.evil.example', 421],
  ])('requests for the host %s are answered with %i', async (host, expected) => {
    const { app } = await makeApp();
    expect(await statusOf(app, { url: '/api/v1/stats' }, { host })).toBe(expected);
  });

  it.each([
    ['no page at all', {}, 202],
    ['a page of ours', { origin: 'http://localhost:4747' }, 202],
    ['a page of another site', { origin: 'https://evil.example' }, 403],
    ['a page of another port', { origin: 'http://localhost:3000' }, 403],
  ])('posts from %s', async (_case, headers, expected) => {
    const { app } = await makeApp();
    const payload = { id: '1', text: 'x' };
    const all = { host: 'localhost:4747', ...headers };
    expect((await app.inject({ method: 'POST', url: '/api/v1/mentions', payload, headers: all })).statusCode).toBe(expected);
  });
});
