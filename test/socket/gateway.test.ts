import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { SLOW_BEATS } from '../../server/socket/walls.ts';
import { SLICES } from '../../shared/slices.ts';
import { board } from '../support/app.ts';
import { NOON } from '../support/memory.ts';
import { closeAll, closers, eventually, join, run } from '../support/screen.ts';
import { trend } from '../support/trend.ts';

afterEach(closeAll);

describe('a screen that joins', () => {
  it('gets hello, then every slice of its board, complete, once', async () => {
    const { parts, url } = await run({ boards: [board('main', 'all', ['volume', 'trends', 'voices', 'volume'])] });
    parts.engine.fold('trends', { trends: [] });
    const screen = await join(url);
    await screen.hears(() => screen.heard, ['hello', 'pulse', 'volume-now', 'alerts', 'focus', 'volume', 'trends', 'voices']);
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
    await screen.hears(() => screen.heard.length, 6);
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
    await screen.hears(() => screen.slices.length, 5);
    screen.client.disconnect();
    parts.engine.fold('pulse', { level: 'surging' });
    screen.client.connect();
    await screen.hears(() => screen.slices.length, 10);
    expect(screen.slices.at(-5)?.data).toMatchObject({ level: 'surging' });
  });
});

describe('a screen that stays', () => {
  it('gets what changes in its scope, and nothing else', async () => {
    const { url, parts, gateway } = await run();
    const [main, north] = [await join(url, 'main'), await join(url, 'north')];
    await main.hears(() => main.slices.length, 5);
    await north.hears(() => north.slices.length, 5);
    parts.engine.fold('pulse', { level: 'busy' }, 'north');
    await north.hears(() => north.slices.length, 6);
    gateway.beat();
    await main.hears(() => main.beats.length, 1);
    expect(north.slices.at(-1)).toMatchObject({ name: 'pulse', scope: 'north', seq: 1, data: { level: 'busy' } });
    expect(main.slices.every(({ scope }) => scope === 'all')).toBe(true);
    expect(main.slices).toHaveLength(5);
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
    await main.hears(() => main.slices.length, 5);
    await eventually(() => {
      parts.engine.fold();
      expect(parts.logged.join('')).toContain('a slice could not be made');
    });
    gateway.beat();
    await north.hears(() => north.beats.length, 1);
    parts.engine.broken.clear();
    await eventually(() => {
      parts.engine.fold();
      gateway.beat();
      expect(main.beats.length).toBeGreaterThan(0);
    });
    expect(main.beats[0]?.seq).toBeGreaterThan(north.beats[0]!.seq);
  });

  it('is welcomed anew when the configuration changes, and refused when its board is gone', async () => {
    const { url, parts, gateway } = await run();
    const [main, north] = [await join(url, 'main'), await join(url, 'north')];
    await main.hears(() => main.slices.length, 5);
    parts.current.config = { ...parts.current.config, boards: [board('main', 'all', ['mix'])] };
    gateway.beat();
    await north.hears(() => north.refusals, ['there is no board named north']);
    await main.hears(() => main.hellos.at(-1)?.board.scenes[0]?.panels, ['mix']);
    await main.hears(() => main.slices.slice(5).map(({ name }) => name), ['pulse', 'volume-now', 'alerts', 'focus', 'mix']);
    await eventually(() => expect(gateway.joined).toBe(1));
  });

  it('that takes nothing of what is sent is cut, and others aren’t', async () => {
    const { url, parts, gateway } = await run({ boards: [board('main', 'all', ['trends'])] });
    const screen = await join(url);
    const { hostname, port } = new URL(url);
    const deaf = new WebSocket(`ws://${hostname}:${port}/socket.io/?EIO=4&transport=websocket`);
    closers.push(() => deaf.terminate());
    await once(deaf, 'message');
    deaf.send('40{"board":"main"}');
    await eventually(() => expect(gateway.joined).toBe(2));
    deaf.pause();
    const example = { text: 'x'.repeat(5_000_000), author: 'ines' };
    for (let count = 0; count < 4; count++) {
      const seen = screen.slices.length;
      parts.engine.fold('trends', { trends: [trend('t', { count, example })] });
      await eventually(() => expect(screen.slices.length).toBeGreaterThan(seen));
    }
    for (let i = 0; i <= SLOW_BEATS; i++) {
      gateway.beat();
      await eventually(() => expect(screen.beats.length).toBeGreaterThan(i));
    }
    await eventually(() => expect(gateway.joined).toBe(1));
    expect(screen.client.connected).toBe(true);
    expect(parts.logged.join('')).toContain('a screen took nothing');
  });
});

describe('a change', () => {
  it('is encoded once for all screens of a room', async () => {
    const { url, parts } = await run();
    const screens = await Promise.all(Array.from({ length: 5 }, () => join(url)));
    for (const screen of screens) await screen.hears(() => screen.slices.length, 5);
    let encoded = 0;
    const drivers = Object.assign(['refund'], {
      toJSON: () => {
        encoded += 1;
        return ['refund'];
      },
    });
    parts.engine.fold('pulse', { drivers });
    for (const screen of screens) await screen.hears(() => screen.slices.length, 6);
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
