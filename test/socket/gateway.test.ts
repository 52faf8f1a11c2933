import { once } from 'node:events';
import { type AddressInfo, connect as connectTcp } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { type Deed, PERMITS } from '../../server/access/permits.ts';
import { SESSION_COOKIE } from '../../server/access.ts';
import { buildApp } from '../../server/app.ts';
import { EVENT_DEEDS } from '../../server/socket/acting.ts';
import type { SocketLimits } from '../../server/socket/deps.ts';
import { attachGateway, type Gateway } from '../../server/socket/gateway.ts';
import { feedOf, feedsOf, PANEL_SLICES, roomOf } from '../../server/socket/rooms.ts';
import { SLOW_BEATS } from '../../server/socket/walls.ts';
import { PANELS } from '../../shared/board.ts';
import { SLICES, type Slice } from '../../shared/slices.ts';
import type { Beat, ClientToServer, Hello, ServerToClient } from '../../shared/socket.ts';
import { board, type Given, makeParts, NOON, type Parts } from '../support/app.ts';

type Client = Socket<ServerToClient, ClientToServer>;

const closers: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

interface Running {
  parts: Parts;
  gateway: Gateway;
  url: string;
}

async function run(given: Omit<Given, 'limits'> = {}, limits: Partial<SocketLimits> = {}): Promise<Running> {
  const parts = await makeParts(given);
  const app = await buildApp(parts);
  const gateway = attachGateway(app.server, { ...parts, limits });
  await app.listen({ host: '127.0.0.1', port: 0 });
  closers.push(
    () => app.close(),
    () => gateway.close(),
  );
  return { parts, gateway, url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}` };
}

/** A screen, with all it heard. */
class Screen {
  readonly client: Client;
  readonly hellos: Hello[] = [];
  readonly slices: Slice[] = [];
  readonly beats: Beat[] = [];
  readonly refusals: string[] = [];
  readonly heard: string[] = [];

  constructor(url: string, boardName: unknown, headers: Record<string, string> = {}, options: object = {}) {
    this.client = io(url, {
      auth: { board: boardName },
      extraHeaders: headers,
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      ...options,
    });
    this.client.on('hello', (hello) => this.#hear('hello', this.hellos, hello));
    this.client.on('slice', (slice) => this.#hear(slice.name, this.slices, slice));
    this.client.on('beat', (beat) => this.#hear('beat', this.beats, beat));
    this.client.on('refused', (reason) => this.#hear('refused', this.refusals, reason));
    this.client.on('connect_error', (error) => this.refusals.push(error.message));
    closers.push(() => void this.client.close());
  }

  /** Resolves when it is connected, or refused. */
  async settled(): Promise<this> {
    await vi.waitFor(() => expect(this.hellos.length + this.refusals.length).toBeGreaterThan(0), { timeout: 10_000 });
    return this;
  }

  async hears<T>(what: () => T, expected: T): Promise<void> {
    await vi.waitFor(() => expect(what()).toEqual(expected), { timeout: 10_000, interval: 10 });
  }

  #hear<T>(name: string, list: T[], what: T): void {
    this.heard.push(name);
    list.push(what);
  }
}

const join = (url: string, name: unknown = 'main', headers: Record<string, string> = {}, options: object = {}): Promise<Screen> =>
  new Screen(url, name, headers, options).settled();

const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
const action = { id: 'action-1', type: 'acknowledge', alert: 'spike:all', by: 'Mara' } as const;

describe('a screen that joins', () => {
  it('gets hello, then every slice of its board, complete, once', async () => {
    const { parts, url } = await run({ boards: [board('main', 'all', ['volume', 'trends', 'voices', 'volume'])] });
    parts.engine.fold('trends', { trends: [] });
    const screen = await join(url);
    await screen.hears(() => screen.heard, ['hello', 'pulse', 'volume-now', 'alerts', 'volume', 'trends', 'voices']);
    for (const slice of screen.slices) {
      expect(slice).toMatchObject({ scope: 'all', seq: 1, at: NOON + 100 });
      expect(SLICES[slice.name].safeParse(slice.data).error).toBe(undefined);
    }
    const [hello] = screen.hellos;
    expect(hello).toEqual({
      version: '1.2.3',
      mode: 'live',
      now: NOON,
      pace: 1,
      brand: 'Earshot',
      board: parts.config().boards[0],
      mayAct: true,
    });
  });

  it('gets the same over polling', async () => {
    const { url } = await run();
    const screen = await join(url, 'main', {}, { transports: ['polling'] });
    await screen.hears(() => screen.heard.length, 5);
  });

  it('names no board: gets the first', async () => {
    const { url } = await run();
    expect((await join(url, '')).hellos[0]?.board.name).toBe('main');
  });

  it.each([
    ['a board that isn’t there', 'nowhere', 'there is no board named nowhere'],
    ['a prototype', '__proto__', 'there is no board named __proto__'],
    ['a number', 5, 'the handshake names no board'],
    ['an object', { a: 1 }, 'the handshake names no board'],
    ['a very long name', 'x'.repeat(65), 'the handshake names no board'],
  ])('with %s is told why not, and not served', async (_case, name, reason) => {
    const { url, gateway } = await run();
    const screen = await join(url, name);
    expect([screen.refusals, screen.heard, gateway.joined]).toEqual([[reason], [], 0]);
  });

  it('again gets everything again', async () => {
    const { url, parts } = await run();
    const screen = await join(url);
    await screen.hears(() => screen.slices.length, 4);
    screen.client.disconnect();
    parts.engine.fold('pulse', { level: 'surging' });
    screen.client.connect();
    await screen.hears(() => screen.slices.length, 8);
    expect(screen.slices.at(-4)?.data).toMatchObject({ level: 'surging' });
  });
});

describe('a screen that stays', () => {
  it('gets what changes in its scope, and nothing else', async () => {
    const { url, parts, gateway } = await run();
    const [main, north] = [await join(url, 'main'), await join(url, 'north')];
    await main.hears(() => main.slices.length, 4);
    await north.hears(() => north.slices.length, 4);
    parts.engine.fold('pulse', { level: 'busy' }, 'north');
    await north.hears(() => north.slices.length, 5);
    gateway.beat();
    await main.hears(() => main.beats.length, 1);
    expect(north.slices.at(-1)).toMatchObject({ name: 'pulse', scope: 'north', seq: 1, data: { level: 'busy' } });
    expect(main.slices.every(({ scope }) => scope === 'all')).toBe(true);
    expect(main.slices).toHaveLength(4);
  });

  it('hears that all is still true as of the last entry folded', async () => {
    const { url, parts, gateway } = await run();
    const screen = await join(url);
    parts.engine.fold();
    gateway.beat();
    await screen.hears(() => screen.beats, [{ now: NOON, at: NOON + 100, seq: 1 }]);
  });

  it('hears no beat while a slice of its board cannot be made', async () => {
    const { url, parts, gateway } = await run({ boards: [board('main', 'all', ['trends']), board('north', 'north', ['pulse'])] });
    const [main, north] = [await join(url, 'main'), await join(url, 'north')];
    parts.engine.broken.add('trends');
    await main.hears(() => main.slices.length, 4);
    await new Promise((resolve) => setTimeout(resolve, 300));
    parts.engine.fold();
    gateway.beat();
    await north.hears(() => north.beats.length, 1);
    parts.engine.broken.clear();
    await vi.waitFor(() => {
      parts.engine.fold();
      gateway.beat();
      expect(main.beats.length).toBeGreaterThan(0);
    });
    expect(main.beats[0]?.seq).toBeGreaterThan(north.beats[0]!.seq);
  });

  it('is welcomed anew when the configuration changes, and refused when its board is gone', async () => {
    const { url, parts, gateway } = await run();
    const [main, north] = [await join(url, 'main'), await join(url, 'north')];
    await main.hears(() => main.slices.length, 4);
    parts.current.config = { ...parts.current.config, boards: [board('main', 'all', ['mix'])] };
    gateway.beat();
    await north.hears(() => north.refusals, ['there is no board named north']);
    await main.hears(() => main.hellos.at(-1)?.board.scenes[0]?.panels, ['mix']);
    await main.hears(() => main.slices.slice(4).map(({ name }) => name), ['pulse', 'volume-now', 'alerts', 'mix']);
    await vi.waitFor(() => expect(gateway.joined).toBe(1));
  });

  it('that takes nothing of what is sent is cut, and others aren’t', async () => {
    const { url, parts, gateway } = await run({ boards: [board('main', 'all', ['trends'])] });
    const screen = await join(url);
    const { hostname, port } = new URL(url);
    const deaf = new WebSocket(`ws://${hostname}:${port}/socket.io/?EIO=4&transport=websocket`);
    closers.push(() => deaf.terminate());
    await once(deaf, 'message');
    deaf.send('40{"board":"main"}');
    await vi.waitFor(() => expect(gateway.joined).toBe(2));
    deaf.pause();
    const example = { text: 'x'.repeat(2_000_000), author: 'ines' };
    for (let count = 0; count < 12; count++) {
      const seen = screen.slices.length;
      parts.engine.fold('trends', { trends: [{ term: 't', count, times: null, spark: [], since: 0, example }] });
      await vi.waitFor(() => expect(screen.slices.length).toBeGreaterThan(seen), { interval: 10 });
    }
    for (let i = 0; i <= SLOW_BEATS; i++) {
      gateway.beat();
      await vi.waitFor(() => expect(screen.beats.length).toBeGreaterThan(i), { interval: 5 });
    }
    await vi.waitFor(() => expect(gateway.joined).toBe(1));
    expect(screen.client.connected).toBe(true);
    expect(parts.logged.join('')).toContain('a screen took nothing');
  });
});

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

  it.each(roles)('a %s joins and acts as its role may', async (role) => {
    const { url, parts } = await run({ host: '0.0.0.0' });
    const screen = await join(url, 'main', bearer(await parts.secret(role)));
    const may = (deed: Deed) => PERMITS[deed] !== 'everybody' && PERMITS[deed].includes(role);
    expect(screen.hellos.length === 1).toBe(may('look'));
    if (!may('look')) return expect(screen.refusals[0]).toContain('this needs a token with the role');
    expect(screen.hellos[0]?.mayAct).toBe(may('act'));
    for (const [event, deed] of Object.entries(EVENT_DEEDS)) {
      const answer = await screen.client.emitWithAck(event as 'action', action);
      expect(answer.ok).toBe(may(deed));
    }
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

describe('a connection', () => {
  it.each([
    ['a page of another site', { origin: 'https://evil.example' }],
    ['a page that was bound to another name', { host: 'rebind.evil.example' }],
  ])('from %s is refused before it says a word', async (_case, headers) => {
    const { url } = await run();
    for (const transports of [['websocket'], ['polling']]) {
      const screen = await join(url, 'main', headers, { transports });
      expect([screen.hellos, screen.refusals.length]).toEqual([[], 1]);
    }
  });

  it('beyond the bound is refused, and let in when there is room', async () => {
    const { url } = await run({}, { connections: 1 });
    const first = await join(url);
    expect((await join(url)).hellos).toEqual([]);
    first.client.disconnect();
    await vi.waitFor(async () => expect((await join(url)).hellos).toHaveLength(1));
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
    await once(tcp, 'close');
    expect((await join(url)).hellos).toHaveLength(1);
  });
});

describe('a change', () => {
  it('is encoded once for all screens of a room', async () => {
    const { url, parts } = await run();
    const screens = await Promise.all(Array.from({ length: 5 }, () => join(url)));
    for (const screen of screens) await screen.hears(() => screen.slices.length, 4);
    let encoded = 0;
    const drivers = Object.assign(['refund'], { toJSON: () => (encoded++, ['refund']) });
    parts.engine.fold('pulse', { drivers });
    for (const screen of screens) await screen.hears(() => screen.slices.length, 5);
    // Once to see whether it changed, once to send.
    expect(encoded).toBe(2);
  });
});

describe('closing', () => {
  it('lets every screen go and stops listening to the fold', async () => {
    const { url, parts, gateway } = await run();
    const screen = await join(url);
    const gone = new Promise((resolve) => screen.client.once('disconnect', resolve));
    gateway.close();
    await gone;
    const { renders } = parts.engine;
    const before = { ...renders };
    parts.engine.fold('pulse', { level: 'busy' });
    expect([gateway.joined, renders]).toEqual([0, before]);
  });
});

describe('rooms', () => {
  it('name a feed, whatever its scope is called', () => {
    for (const scope of ['all', '', 'a:b', 'slice:pulse:x', 'line\nbreak'])
      expect(feedOf(roomOf({ name: 'volume-now', scope }))).toEqual({ name: 'volume-now', scope });
  });

  it.each(['', 'abc', 'slice:', 'slice:none:all', 'slice:toString:all', 'slice:pulse'])('%j is none of a feed', (room) => {
    expect(feedOf(room)).toBe(null);
  });

  it('there is one for every slice that any panel draws from', () => {
    const all = feedsOf(board('main', 'all', [...PANELS])).map(({ name }) => name);
    expect(all.toSorted()).toEqual(Object.keys(SLICES).toSorted());
    expect(Object.keys(PANEL_SLICES).toSorted()).toEqual([...PANELS].toSorted());
  });
});
