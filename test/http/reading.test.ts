import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultDesk } from '../../server/core/desk/setting.ts';
import { bodyExample } from '../../server/http/api-page.ts';
import { Alert } from '../../shared/alert.ts';
import { Stats } from '../../shared/push.ts';
import { aFound, anAlert, board, makeApp } from '../support/app.ts';
import { caseOf } from '../support/case.ts';
import { NOON } from '../support/memory.ts';
import { pastIncident } from '../support/past-incident.ts';

describe('stats', () => {
  it('tell what was counted and how far the fold is behind', async () => {
    const { app, parts } = await makeApp();
    parts.engine.state.totals.mentions = 12;
    parts.engine.fold();
    const stats = Stats.parse((await app.inject('/api/v1/stats')).json());
    expect(stats).toMatchObject({ mentions: 12, replies: 0, journal: 3, folded: 1, lag: 2, sources: {} });
  });
});

describe('searching', () => {
  it('asks the history for what was given, with times in either form', async () => {
    const { app, parts } = await makeApp({ found: [aFound('shop:1', 'quiet grinder'), aFound('shop:2', 'loud')] });
    const url = `/api/v1/mentions?q=grinder&watch=w&network=reviews&label=positive&from=2026-03-01T09:30:00Z&to=${NOON + 1}&limit=1&before=x`;
    const answer = await app.inject(url);
    expect(answer.json().found).toEqual([aFound('shop:1', 'quiet grinder')]);
    const asked = { q: 'grinder', watch: 'w', network: 'reviews', label: 'positive', from: NOON, to: NOON + 1, limit: 1, before: 'x' };
    expect(parts.history.asked).toEqual([asked]);
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=501', 'limit'],
    ['label=angry', 'label'],
    ['from=yesterday', 'from'],
    [`q=${'x'.repeat(501)}`, 'q'],
    ['q=a&q=b', 'q'],
  ])('is refused by its field: %s', async (query, field) => {
    const { app } = await makeApp();
    const answer = await app.inject(`/api/v1/mentions?${query}`);
    expect([answer.statusCode, answer.json().field]).toEqual([400, field]);
  });

  it('finds one post by its whole id, whatever signs that has', async () => {
    const id = 'shop:at://did/a?b#c%20 é';
    const { app } = await makeApp({ found: [aFound(id, 'odd')] });
    expect((await app.inject(`/api/v1/mentions/${encodeURIComponent(id)}`)).json().mention.id).toBe(id);
    expect((await app.inject('/api/v1/mentions/none')).statusCode).toBe(404);
  });
});

describe('alerts', () => {
  it('come with all that explains them', async () => {
    const { app } = await makeApp({ alerts: [anAlert()] });
    expect((await app.inject('/api/v1/alerts')).json().alerts).toEqual([anAlert()]);
    const one = Alert.parse((await app.inject('/api/v1/alerts/spike%3Aall')).json());
    expect(one.timeline).toHaveLength(1);
    expect((await app.inject('/api/v1/alerts/none')).statusCode).toBe(404);
  });

  it('are acted on, or it is said why not', async () => {
    const { app, parts } = await makeApp();
    const action = { id: 'action-1', type: 'acknowledge', alert: 'spike:all', by: ' Mara ' };
    const act = (payload: object) => app.inject({ method: 'POST', url: '/api/v1/actions', payload });
    expect((await act(action)).json()).toEqual({ ok: true });
    expect(parts.intake.acted).toEqual([{ ...action, by: 'Mara' }]);
    const gone = await act({ ...action, alert: 'none' });
    expect([gone.statusCode, gone.json().error]).toEqual([409, 'there is no such alert any more']);
    expect((await act({ ...action, type: 'delete' })).json().field).toBe('type');
    parts.intake.fill();
    expect((await act(action)).statusCode).toBe(503);
  });
});

describe('health', () => {
  it('is alive, and ready or not with its problems', async () => {
    const { app, parts } = await makeApp();
    expect((await app.inject('/healthz')).json()).toEqual({ ok: true });
    expect((await app.inject('/readyz')).statusCode).toBe(200);
    parts.current.health = { ready: false, problems: ['The disk is full.'] };
    const answer = await app.inject('/readyz');
    expect([answer.statusCode, answer.json()]).toEqual([503, { ready: false, problems: ['The disk is full.'] }]);
  });

  it('tells strangers no problems', async () => {
    const { app, parts } = await makeApp({ host: '0.0.0.0' });
    parts.current.health = { ready: false, problems: ['The disk is full.'] };
    expect((await app.inject('/readyz')).json()).toEqual({ ready: false, problems: [] });
  });
});

const METHODS: Record<string, 'GET' | 'POST' | 'DELETE'> = { get: 'GET', post: 'POST', delete: 'DELETE' };

describe('the description of the interface', () => {
  interface Operation {
    'x-example'?: string;
    requestBody?: { content: Record<string, { examples: Record<string, { value: unknown }> }> };
  }

  it('has an example for every route, and each works as it stands', async () => {
    const { app, parts } = await makeApp({ alerts: [anAlert()], found: [aFound('shop:4711', 'The new grinder')] });
    for (const id of ['1', '17']) parts.engine.state.desk.cases.set(id, caseOf({ id }));
    parts.engine.state.alerting.closed = [pastIncident('1', NOON)];
    parts.engine.state.settings.desk = {
      ...defaultDesk(),
      people: [{ id: 'mara', name: 'Mara', initials: [], languages: [], team: null }],
    };
    const { paths } = (await app.inject('/api/v1/openapi.json')).json();
    // Signing in needs a token, helpdesks a source that is one, and the past a journal: they have tests of their own.
    const apart = ['/api/v1/session', '/api/v1/hooks/{source}', '/api/v1/cases/{id}/send'];
    const ofThePast = /^\/api\/v1\/(backtests|travels|drills)/;
    for (const [path, operations] of Object.entries<Record<string, Operation>>(paths)) {
      for (const [method, operation] of Object.entries(operations)) {
        if (apart.includes(path) || ofThePast.test(path)) continue;
        const payload = operation.requestBody ? JSON.stringify(bodyExample({ summary: '', description: '', ...operation })) : undefined;
        const url = operation['x-example'] ?? path;
        const headers = payload ? { 'content-type': 'application/json' } : {};
        const answer = await app.inject({ method: METHODS[method]!, url, payload, headers });
        expect([url, method, answer.statusCode >= 200 && answer.statusCode < 300]).toEqual([url, method, true]);
        if (answer.statusCode === 202) expect(answer.json().accepted).toBe(1);
      }
    }
  });

  it('can be read by people, in a page without scripts', async () => {
    const { app } = await makeApp();
    const answer = await app.inject('/api/docs');
    expect(answer.headers['content-type']).toContain('text/html');
    expect(answer.body).toContain('The new Fjordkaffe grinder');
    expect(answer.body).not.toContain('<script');
  });
});

describe('what is served to browsers', () => {
  it.each([
    ['/', 200, 'no-cache'],
    ['/wall/main', 200, 'no-cache'],
    ['/assets/main-4f2a.js', 200, 'public, max-age=31536000, immutable'],
    ['/icon.svg', 200, 'public, max-age=0'],
    ['/plain.css', 200, undefined],
    ['/index.html', 404, undefined],
    ['/assets/none.js', 404, undefined],
    ['/assets/..%2findex.html', 403, undefined],
    ['/assets/%2e%2e/%2e%2e/etc/passwd', 404, undefined],
    ['/..%2f..%2fetc%2fpasswd', 404, undefined],
    ['/.env', 404, undefined],
    ['/wall/a/b', 404, undefined],
  ])('%s: %i, kept: %s', async (url, status, kept) => {
    const { app } = await makeApp();
    const answer = await app.inject(url);
    expect([answer.statusCode, answer.headers['cache-control']]).toEqual([status, kept]);
  });

  it('may run, frame and load nothing but our own', async () => {
    const { app } = await makeApp();
    for (const url of ['/', '/assets/main-4f2a.js', '/api/v1/stats', '/api/none', '/none/x']) {
      const { headers } = await app.inject(url);
      expect(headers['content-security-policy']).toContain("default-src 'none';script-src 'self';style-src 'self'");
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['content-security-policy']).not.toContain('unsafe');
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'x-frame-options': 'DENY' });
      expect(headers['access-control-allow-origin']).toBe(undefined);
    }
  });

  it('says that the client isn’t built when it isn’t', async () => {
    const { app, parts } = await makeApp();
    rmSync(join(parts.dist, 'index.html'));
    expect([(await app.inject('/')).statusCode, (await app.inject('/')).json().error]).toEqual([
      503,
      expect.stringContaining('npm run build'),
    ]);
  });

  it('is the first board when there is none of the usual name', async () => {
    const { app } = await makeApp({ boards: [board('lobby')] });
    expect((await app.inject('/')).headers.location).toBe('/wall/lobby');
  });

  it('is JSON when an address of the interface isn’t there', async () => {
    const { app } = await makeApp();
    expect((await app.inject('/api/v2/none')).json()).toEqual({ error: 'there is nothing at this address' });
  });
});

describe('a caller that asks too often', () => {
  it('is told when to come again, and others aren’t held up', async () => {
    const { app, parts } = await makeApp({ host: '0.0.0.0', limits: { requestsAMinute: 2 } });
    const [one, two] = [await parts.secret('operator', 'one'), await parts.secret('operator', 'two')];
    const ask = async (secret: string) => app.inject({ url: '/api/v1/stats', headers: { authorization: `Bearer ${secret}` } });
    expect([(await ask(one)).statusCode, (await ask(one)).statusCode]).toEqual([200, 200]);
    const third = await ask(one);
    expect([third.statusCode, Number(third.headers['retry-after']) > 0]).toEqual([429, true]);
    expect((await ask(two)).statusCode).toBe(200);
  });
});
