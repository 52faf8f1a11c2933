import { describe, expect, it } from 'vitest';
import { defaultDesk } from '../../server/core/desk/setting.ts';
import type { Delivery } from '../../shared/notify.ts';
import { alertingWith, channel } from '../support/alerting.ts';
import { makeApp } from '../support/app.ts';
import { NOON } from '../support/memory.ts';

const delivery = (id: string, over: Partial<Delivery> = {}): Delivery => ({
  id,
  channel: id.split('/')[0]!,
  person: null,
  about: { kind: 'incident', incident: '1' },
  why: 'everything, whoever is on shift',
  wanted: 1,
  sent: 0,
  rings: true,
  state: 'waiting',
  reference: null,
  attempts: 0,
  nextAt: NOON,
  error: null,
  decidedAt: NOON - 60_000,
  sentAt: null,
  ...over,
});
const sent = (id: string, sentAt = NOON - 1000) => delivery(id, { state: 'sent', sent: 1, sentAt });
const dead = (id: string, decidedAt = NOON) => delivery(id, { state: 'dead', error: 'it says 404', decidedAt });

async function appWith(deliveries: Delivery[]) {
  const { app, parts } = await makeApp();
  const { state } = parts.engine;
  const quiet = { from: 540, to: 600, zone: 'UTC', unless: [] };
  state.settings.alerting = alertingWith({ channels: [channel('chat'), channel('night', { quiet })] });
  state.settings.desk = { ...defaultDesk(), people: [{ id: 'mara', name: 'Mara', initials: [], languages: [], team: null }] };
  state.alerting.deliveries = new Map(deliveries.map((one) => [one.id, one]));
  return { app, parts };
}

describe('the channels', () => {
  it.each([
    ['unused', [], { state: 'unused', lastSentAt: null, waiting: 0, dead: 0 }],
    ['ok', [sent('chat/-/i1'), sent('chat/-/i2', NOON - 500)], { state: 'ok', lastSentAt: NOON - 500, waiting: 0 }],
    ['waiting', [sent('chat/-/i1'), delivery('chat/-/i2'), delivery('chat/-/i3', { state: 'held' })], { state: 'waiting', waiting: 2 }],
    ['failing', [sent('chat/-/i1'), delivery('chat/-/i2', { error: 'it says 503' })], { state: 'failing', lastError: 'it says 503' }],
    ['failing after something was given up', [sent('chat/-/i1'), dead('chat/-/i2')], { state: 'failing', dead: 1 }],
    ['well again when something arrived since', [dead('chat/-/i1', NOON - 9000), sent('chat/-/i2')], { state: 'ok', dead: 1 }],
  ])('are %s', async (_state, deliveries, expected) => {
    const { app } = await appWith(deliveries);
    const { channels } = (await app.inject('/api/v1/channels')).json();
    expect(channels[0]).toMatchObject({ id: 'chat', quietUntil: null, ...expected });
  });

  it('tell until when they are quiet', async () => {
    const { app } = await appWith([]);
    const { channels } = (await app.inject('/api/v1/channels')).json();
    expect(channels[1]).toMatchObject({ id: 'night', quietUntil: Date.parse('2026-03-01T10:00:00Z') });
  });

  it('list what was given up first, then what waits, then what was told', async () => {
    const { app } = await appWith([sent('chat/-/i1'), delivery('chat/-/i2'), dead('chat/-/i3'), delivery('chat/-/i4')]);
    const { deliveries } = (await app.inject('/api/v1/channels')).json();
    expect(deliveries.map(({ id }: Delivery) => id)).toEqual(['chat/-/i3', 'chat/-/i4', 'chat/-/i2', 'chat/-/i1']);
  });
});

describe('a browser', () => {
  const subscription = { endpoint: 'https://push.example/1', keys: { p256dh: 'cHVibGlj', auth: 'YXV0aA' } };
  const post = (body: object) => ({ method: 'POST' as const, url: '/api/v1/push', payload: body });

  it('is told the key and who can be told', async () => {
    const { app } = await appWith([]);
    const answer = (await app.inject('/api/v1/push')).json();
    expect(answer).toEqual({ publicKey: 'BPublicKeyOfThisInstallation', people: [{ id: 'mara', name: 'Mara' }] });
  });

  it('tells a person from then on, until it is taken back', async () => {
    const { app, parts } = await appWith([]);
    expect((await app.inject(post({ person: 'mara', subscription }))).json()).toEqual({ ok: true });
    expect(await parts.telling?.subscriptions.of('mara')).toEqual([subscription]);
    await app.inject({ method: 'DELETE', url: '/api/v1/push', payload: { endpoint: subscription.endpoint } });
    expect(await parts.telling?.subscriptions.of('mara')).toEqual([]);
  });

  it.each([
    ['for somebody unknown', { person: 'nobody', subscription }],
    ['over plain http', { person: 'mara', subscription: { ...subscription, endpoint: 'http://push.example/1' } }],
    ['without keys', { person: 'mara', subscription: { endpoint: subscription.endpoint } }],
    ['with keys that are none', { person: 'mara', subscription: { ...subscription, keys: { p256dh: 'a b', auth: '<' } } }],
  ])('%s is refused', async (_what, body) => {
    const { app, parts } = await appWith([]);
    expect((await app.inject(post(body))).statusCode).toBe(400);
    expect(await parts.telling?.subscriptions.of('mara')).toEqual([]);
  });

  it('of a screen may not: it needs an operator', async () => {
    const { app, parts } = await makeApp({ host: '0.0.0.0', origins: ['https://wall.example'] });
    const headers = { host: 'wall.example', authorization: `Bearer ${await parts.secret('screen')}` };
    for (const url of ['/api/v1/push', '/api/v1/channels']) expect((await app.inject({ url, headers })).statusCode).toBe(403);
  });

  it('limited to a board sees how the channels are, and not what they told', async () => {
    const { app, parts } = await makeApp({ host: '0.0.0.0', origins: ['https://wall.example'] });
    parts.engine.state.settings.alerting = alertingWith({ channels: [channel('chat')] });
    parts.engine.state.alerting.deliveries.set('chat/-/i1', sent('chat/-/i1'));
    const headers = { host: 'wall.example', authorization: `Bearer ${await parts.secret('operator', 'north', 'north')}` };
    const answer = (await app.inject({ url: '/api/v1/channels', headers })).json();
    expect(answer).toMatchObject({ channels: [{ id: 'chat', state: 'ok' }], deliveries: [] });
  });
});
