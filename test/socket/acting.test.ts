import { afterEach, describe, expect, it } from 'vitest';
import { type Deed, PERMITS } from '../../server/access/permits.ts';
import { SESSION_COOKIE } from '../../server/access.ts';
import { EVENT_DEEDS } from '../../server/socket/acting.ts';
import { action, bearer, closeAll, join, run } from '../support/screen.ts';

afterEach(closeAll);

describe('acting', () => {
  it('is done, or it is said why not', async () => {
    const { url, parts } = await run();
    const { client } = await join(url);
    expect(await client.emitWithAck('action', action)).toEqual({ ok: true });
    expect(parts.intake.acted).toEqual([action]);
    expect(await client.emitWithAck('action', { ...action, alert: 'none' })).toEqual({
      ok: false,
      error: 'there is no such alert any more',
    });
  });

  it.each([
    ['nothing', []],
    ['null', [null]],
    ['no way to answer', [action]],
    ['a way to answer that is none', [action, 'answer']],
    ['a wrong type', [{ ...action, type: 'constructor' }]],
    ['a prototype', [JSON.parse('{"__proto__":{"type":"acknowledge"}}')]],
    ['bytes', [Buffer.from('x')]],
    ['far too long a name', [{ ...action, by: 'x'.repeat(10_000) }]],
  ])('with %s does no harm', async (_case, sent) => {
    const { url } = await run();
    const screen = await join(url);
    const { client } = screen;
    Reflect.apply(client.emit, client, ['action', ...sent]);
    expect(await client.emitWithAck('action', { ...action, alert: 'none' })).toMatchObject({ ok: false });
    const answer = await client.emitWithAck('action', Reflect.get(sent, 0)).catch(() => null);
    expect(answer).toMatchObject({ ok: sent.length > 0 && sent[0] === action });
  });
});

describe('beyond this machine', () => {
  const roles = ['screen', 'operator', 'push'] as const;

  it.each(roles)('a caller with the role %s joins and acts as it may', async (role) => {
    const { url, parts } = await run({ host: '0.0.0.0' });
    const screen = await join(url, 'main', bearer(await parts.secret(role)));
    const may = (deed: Deed) => PERMITS[deed] !== 'everybody' && PERMITS[deed].includes(role);
    expect(screen.hellos.length === 1).toBe(may('look'));
    if (!may('look')) return expect(screen.refusals[0]).toContain('this needs a token with the role');
    expect(screen.hellos[0]?.mayAct).toBe(may('act'));
    const answer = await screen.client.emitWithAck('action', action);
    expect(answer.ok).toBe(may(EVENT_DEEDS.action));
    return expect(parts.intake.acted.length).toBe(may('act') ? 1 : 0);
  });

  it.each([
    ['no token', {}],
    ['a wrong token', bearer('esh_wrong')],
    ['a wrong cookie', { cookie: `${SESSION_COOKIE}=wrong` }],
  ])('nobody joins with %s', async (_case, headers) => {
    const { url, gateway } = await run({ host: '0.0.0.0' });
    const screen = await join(url, 'main', headers);
    expect([screen.refusals[0], screen.heard, gateway.joined]).toEqual([expect.stringContaining('token'), [], 0]);
  });

  it('a screen sees its own board alone', async () => {
    const { url, parts } = await run({ host: '0.0.0.0' });
    const headers = bearer(await parts.secret('screen', 'Lobby TV', 'north'));
    expect((await join(url, 'main', headers)).refusals).toEqual(['this token is for another board']);
    expect((await join(url, 'secret', headers)).refusals).toEqual(['this token is for another board']);
    expect((await join(url, '', headers)).hellos[0]?.board.name).toBe('north');
  });

  it('a revoked token cuts its screens at once, and no others, and lets none in again', async () => {
    const { url, parts, gateway } = await run({ host: '0.0.0.0' });
    const secret = await parts.secret('operator', 'Mara');
    const cookie = `${SESSION_COOKIE}=${parts.access.signIn(secret)?.cookie}`;
    const mine = [await join(url, 'main', bearer(secret)), await join(url, 'main', { cookie })];
    const other = await join(url, 'main', bearer(await parts.secret('operator', 'Jon')));
    await parts.access.revoke('Mara');
    for (const screen of mine)
      await screen.hears(() => [screen.refusals, screen.client.connected], [['the access token was revoked'], false]);
    expect((await join(url, 'main', bearer(secret))).refusals[0]).toContain('a wrong one was given');
    expect([other.client.connected, other.refusals, gateway.joined]).toEqual([true, [], 1]);
  });
});
