import { describe, expect, it } from 'vitest';
import { SESSION_COOKIE } from '../../server/access.ts';
import { makeApp } from '../support/app.ts';

const form = { 'content-type': 'application/x-www-form-urlencoded' };

describe('signing in', () => {
  it('is asked for by a page, which then leads on', async () => {
    const { app, parts } = await makeApp({ host: '0.0.0.0' });
    const asked = await app.inject({ url: '/wall/north' });
    expect([asked.statusCode, asked.headers['cache-control']]).toEqual([401, 'no-store']);
    expect(asked.body).toContain('name="next" value="/wall/north"');
    const payload = new URLSearchParams({ token: await parts.secret('screen'), next: '/wall/north' }).toString();
    const answer = await app.inject({ method: 'POST', url: '/api/v1/session', headers: form, payload });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/wall/north']);
    const [cookie] = answer.cookies;
    expect(cookie).toMatchObject({ name: SESSION_COOKIE, httpOnly: true, sameSite: 'Strict', path: '/' });
    const wall = await app.inject({ url: '/wall/north', cookies: { [SESSION_COOKIE]: cookie!.value } });
    expect(wall.body).toContain('<title>Earshot</title>');
  });

  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', '/wall/../api', 'javascript:alert(1)', '/api/v1/stats'])(
    'never leads to %s',
    async (next) => {
      const { app, parts } = await makeApp({ host: '0.0.0.0' });
      const payload = new URLSearchParams({ token: await parts.secret('operator'), next }).toString();
      const answer = await app.inject({ method: 'POST', url: '/api/v1/session', headers: form, payload });
      expect(answer.headers.location).toBe('/');
    },
  );

  it.each([
    ['http', {}, undefined],
    ['https at a proxy', { 'x-forwarded-proto': 'https' }, true],
    ['https by the browser’s word', { origin: 'https://wall.example', host: 'wall.example' }, true],
  ])('over %s sets a cookie that is as strict as can be', async (_case, headers, secure) => {
    const { app, parts } = await makeApp({ host: '0.0.0.0' });
    const payload = { token: await parts.secret('operator') };
    const answer = await app.inject({ method: 'POST', url: '/api/v1/session', headers, payload });
    expect(answer.cookies[0]?.secure).toBe(secure);
    expect(answer.json()).toEqual({ name: 'operator', roles: ['operator'] });
  });

  it('with a wrong token says so, to people and to programs', async () => {
    const { app } = await makeApp({ host: '0.0.0.0' });
    const page = await app.inject({ method: 'POST', url: '/api/v1/session', headers: form, payload: 'token=esh_no' });
    expect([page.statusCode, page.cookies]).toEqual([401, []]);
    expect(page.body).toContain('not known here');
    const json = await app.inject({ method: 'POST', url: '/api/v1/session', payload: { token: 'esh_no' } });
    expect([json.statusCode, json.json().error]).toEqual([401, 'That token is not known here. It may have been revoked.']);
  });

  it('is of no use with a token that only pushes', async () => {
    const { app, parts } = await makeApp({ host: '0.0.0.0' });
    const payload = { token: await parts.secret('push') };
    const answer = await app.inject({ method: 'POST', url: '/api/v1/session', payload });
    expect([answer.statusCode, answer.cookies]).toEqual([403, []]);
  });

  it('cannot be tried without end', async () => {
    const { app } = await makeApp({ host: '0.0.0.0', limits: { signInsAMinute: 2 } });
    const attempt = () => app.inject({ method: 'POST', url: '/api/v1/session', payload: { token: 'esh_guess' } });
    expect([(await attempt()).statusCode, (await attempt()).statusCode]).toEqual([401, 401]);
    const third = await attempt();
    expect([third.statusCode, Number(third.headers['retry-after']) > 0]).toEqual([429, true]);
  });

  it('is undone by signing out', async () => {
    const { app } = await makeApp({ host: '0.0.0.0' });
    const answer = await app.inject({ method: 'DELETE', url: '/api/v1/session' });
    expect([answer.statusCode, answer.cookies[0]?.value]).toEqual([204, '']);
  });

  it('puts nothing of an address into the page as markup', async () => {
    const { app } = await makeApp({ host: '0.0.0.0' });
    const { body } = await app.inject({ url: '/wall/%22%3E%3Cscript%3E' });
    expect(body).not.toContain('<script>');
  });
});

describe('a token in the address of a page', () => {
  it('signs a screen in and leaves the address at once', async () => {
    const { app, parts } = await makeApp({ host: '0.0.0.0' });
    const answer = await app.inject({ url: `/wall/north?token=${await parts.secret('screen')}` });
    expect([answer.statusCode, answer.headers.location, answer.cookies[0]?.name]).toEqual([303, '/wall/north', SESSION_COOKIE]);
    expect(answer.headers['referrer-policy']).toBe('no-referrer');
  });

  it('that is wrong asks for another', async () => {
    const { app } = await makeApp({ host: '0.0.0.0' });
    const answer = await app.inject({ url: '/wall/north?token=esh_no' });
    expect([answer.statusCode, answer.cookies]).toEqual([401, []]);
  });

  it('does nothing at an address that is no page', async () => {
    const { app, parts } = await makeApp({ host: '0.0.0.0' });
    expect((await app.inject({ url: `/api/v1/stats?token=${await parts.secret('operator')}` })).statusCode).toBe(401);
  });

  it('is not needed on this machine', async () => {
    const { app } = await makeApp();
    expect((await app.inject({ url: '/?token=whatever' })).statusCode).toBe(200);
  });
});

describe('a link on another site', () => {
  const headers = { 'sec-fetch-site': 'cross-site' };

  it('to a wall loads it once more as our own, since browsers keep the cookie back at first', async () => {
    const { app, parts } = await makeApp({ host: '0.0.0.0' });
    const bare = await app.inject({ url: '/wall/north', headers });
    const withToken = await app.inject({ url: `/wall/north?token=${await parts.secret('screen')}`, headers });
    for (const { statusCode, body } of [bare, withToken])
      expect([statusCode, body.includes('http-equiv="refresh" content="0;url=/wall/north"')]).toEqual([200, true]);
    expect([bare.cookies.length, withToken.cookies.length]).toEqual([0, 1]);
  });

  it('then ends at the sign-in if there was no cookie', async () => {
    const { app } = await makeApp({ host: '0.0.0.0' });
    const second = await app.inject({ url: '/wall/north', headers: { 'sec-fetch-site': 'same-origin' } });
    expect(second.statusCode).toBe(401);
  });
});
