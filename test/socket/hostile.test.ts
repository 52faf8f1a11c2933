import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { action, closeAll, closers, eventually, join, run } from '../support/screen.ts';

afterEach(closeAll);

describe('a connection', () => {
  it.each([
    ['a page of another site', { origin: 'https://evil.example' }, 'websocket'],
    ['a page of another site', { origin: 'https://evil.example' }, 'polling'],
    ['a page that was bound to another name', { host: 'rebind.evil.example' }, 'websocket'],
  ])('from %s is refused before it says a word', async (_case, headers, transport) => {
    const { url } = await run();
    const screen = await join(url, 'main', headers, { transports: [transport] });
    expect([screen.hellos, screen.refusals.length]).toEqual([[], 1]);
  });

  it('beyond the bound is refused, and let in when there is room', async () => {
    const { url } = await run({}, { connections: 1 });
    const first = await join(url);
    expect((await join(url)).hellos).toEqual([]);
    first.client.disconnect();
    await eventually(async () => expect((await join(url)).hellos).toHaveLength(1));
  });

  it('that sends more than any wall does is cut', async () => {
    const { url, parts } = await run({}, { packetsAMinute: 20 });
    const { client } = await join(url);
    const cut = new Promise((resolve) => client.once('disconnect', resolve));
    for (let i = 0; i < 30; i++) client.emit('action', { ...action, id: `action-${i}` }, () => {});
    await cut;
    expect(parts.intake.acted.length).toBeLessThanOrEqual(20);
  });

  it('that sends something huge is cut', async () => {
    const { url, parts } = await run();
    const { client } = await join(url);
    const cut = new Promise((resolve) => client.once('disconnect', resolve));
    client.emit('action', { ...action, by: 'x'.repeat(20_000) }, () => {});
    await cut;
    expect(parts.intake.acted).toEqual([]);
  });

  it.each([
    '',
    '9',
    '42',
    '42[',
    '42["action"]',
    '42["slice",{}]',
    '451-["action",{"_placeholder":true,"num":9}]',
    '40/admin,',
    '\0',
    '4'.repeat(99),
  ])('that sends %j doesn’t trouble the others', async (packet) => {
    const { url, gateway } = await run();
    const screen = await join(url);
    const hostile = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
    closers.push(() => hostile.terminate());
    await once(hostile, 'message');
    hostile.send('40{"board":"main"}');
    await once(hostile, 'message');
    hostile.send(packet);
    hostile.send('42["action",{}]');
    gateway.beat();
    await screen.hears(() => screen.beats.length, 1);
    expect(await screen.client.emitWithAck('action', action)).toEqual({ ok: true });
  });

  it('that isn’t one at all leaves the server as it was', async () => {
    const { url } = await run();
    const tcp = connectTcp(Number(new URL(url).port), '127.0.0.1');
    tcp.end('GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n\r\n');
    tcp.resume();
    await once(tcp, 'close');
    expect((await join(url)).hellos).toHaveLength(1);
  });
});
