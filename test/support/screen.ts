import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { expect, vi } from 'vitest';
import { buildApp } from '../../server/app.ts';
import type { SocketLimits } from '../../server/socket/deps.ts';
import { attachGateway, type Gateway } from '../../server/socket/gateway.ts';
import type { Slice } from '../../shared/slices.ts';
import type { Beat, ClientToServer, Hello, ServerToClient } from '../../shared/socket.ts';
import { type Given, makeParts, type Parts } from './app.ts';

type Client = Socket<ServerToClient, ClientToServer>;

export const closers: (() => Promise<void> | void)[] = [];

/** Closes all that a test opened, newest first. */
export async function closeAll(): Promise<void> {
  for (const close of closers.splice(0).toReversed()) await close();
}

/** Resolves when `look` no longer throws; a slow machine has time. */
export const eventually = <T>(look: () => T | Promise<T>): Promise<T> => vi.waitFor(look, { timeout: 20_000, interval: 10 });

export interface Running {
  parts: Parts;
  gateway: Gateway;
  url: string;
}

export async function run(given: Omit<Given, 'limits'> = {}, limits: Partial<SocketLimits> = {}): Promise<Running> {
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
export class Screen {
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
    await eventually(() => expect(this.hellos.length + this.refusals.length).toBeGreaterThan(0));
    return this;
  }

  async hears<T>(what: () => T, expected: T): Promise<void> {
    await eventually(() => expect(what()).toEqual(expected));
  }

  #hear<T>(name: string, list: T[], what: T): void {
    this.heard.push(name);
    list.push(what);
  }
}

export const join = (url: string, name: unknown = 'main', headers: Record<string, string> = {}, options: object = {}): Promise<Screen> =>
  new Screen(url, name, headers, options).settled();

export const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
export const action = { id: 'action-1', type: 'acknowledge', alert: 'spike:all', by: 'Mara' } as const;
