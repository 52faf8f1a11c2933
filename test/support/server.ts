import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pino } from 'pino';
import { io, type Socket } from 'socket.io-client';
import { onTestFinished } from 'vitest';
import { type Config, loadConfig, quickConfig } from '../../server/config.ts';
import { type ServeOptions, type Server, serve } from '../../server/main.ts';
import { SOURCES } from '../../server/sources/index.ts';
import type { Receipt, Stats } from '../../shared/push.ts';
import type { SliceData, SliceName } from '../../shared/slices.ts';
import type { Beat, ClientToServer, Hello, ServerToClient } from '../../shared/socket.ts';
import { tempFolder } from './temp.ts';

const ROOT = join(import.meta.dirname, '../..');
export const DIST = join(ROOT, 'dist');

export const config = (yaml?: string): Config => (yaml ? loadConfig(yaml, 'earshot.yaml', { sourceKinds: SOURCES }) : quickConfig({}));

/** A whole server in this process, on a free port and a folder of its own; it stops with the test. */
export async function startServer(over: Partial<ServeOptions> = {}): Promise<Server> {
  const folder = over.folder ?? tempFolder();
  const server = await serve({
    mode: 'live',
    host: '127.0.0.1',
    port: 0,
    origins: [],
    folder,
    tokens: folder,
    config: config(),
    log: pino({ level: 'silent' }),
    clock: { now: Date.now, pace: 1 },
    dist: DIST,
    fatal: (error) => {
      throw error;
    },
    ...over,
  });
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= server.stop());
  onTestFinished(stop);
  return { ...server, stop };
}

export async function push(address: string, mentions: object[], token?: string): Promise<Receipt> {
  const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
  const answer = await fetch(`${address}/api/v1/mentions`, { method: 'POST', headers, body: JSON.stringify(mentions) });
  if (answer.status !== 202) throw new Error(`${answer.status} ${await answer.text()}`);
  return answer.json() as Promise<Receipt>;
}

export const stats = async (address: string): Promise<Stats> => (await fetch(`${address}/api/v1/stats`)).json() as Promise<Stats>;

/** Asks until the answer is as it should be: what we wait for has no event that crosses the network. */
export async function until<T>(ask: () => Promise<T> | T, right: (value: T) => boolean, within = 20_000): Promise<T> {
  for (const end = Date.now() + within; ; ) {
    const value = await ask();
    if (right(value)) return value;
    if (Date.now() > end) throw new Error(`it never came about; the last answer was ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The server as its users run it: a process of its own. */
export interface Process {
  address: string;
  child: ChildProcess;
  /** What it wrote to standard error. */
  errors(): string;
  kill(signal?: NodeJS.Signals): Promise<number | null>;
}

export async function spawnServer(args: string[]): Promise<Process> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(ROOT, 'server/cli.ts'), 'serve', '--port', '0', ...args],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    errors = (errors + text).slice(-20_000);
  });
  const exited = once(child, 'exit');
  const kill = async (signal: NodeJS.Signals = 'SIGKILL') => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await exited;
    return child.exitCode;
  };
  onTestFinished(async () => void (await kill()));
  const address = await new Promise<string>((resolve, reject) => {
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      out += text;
      const found = /http:\/\/\S+/.exec(out)?.[0];
      if (found) resolve(found);
    });
    void exited.then(() => reject(new Error(`the server ended: ${errors}`)));
  });
  return { address, child, errors: () => errors, kill };
}

/** A screen without a browser: the newest of everything it was sent. */
export interface Screen {
  socket: Socket<ServerToClient, ClientToServer>;
  hello: Hello;
  slices: Partial<SliceData>;
  beats: Beat[];
  /** Waits for a slice of which this holds. */
  sees<K extends SliceName>(name: K, right: (data: SliceData[K]) => boolean): Promise<SliceData[K]>;
}

export async function joinBoard(address: string, board = '', token?: string): Promise<Screen> {
  const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  const socket: Screen['socket'] = io(address, { auth: { board }, transports: ['websocket'], extraHeaders: headers, reconnection: false });
  onTestFinished(() => void socket.close());
  const slices: Record<string, unknown> = {};
  const screen: Screen = {
    socket,
    hello: {} as Hello,
    slices,
    beats: [],
    sees: (name, right) =>
      until(
        () => screen.slices[name],
        (data) => data !== undefined && right(data),
      ) as never,
  };
  socket.on('slice', (slice) => {
    slices[slice.name] = slice.data;
  });
  socket.on('beat', (beat) => {
    screen.beats = [...screen.beats, beat].slice(-10);
  });
  await new Promise<void>((resolve, reject) => {
    socket.on('hello', (hello) => {
      screen.hello = hello;
      resolve();
    });
    socket.on('connect_error', reject);
  });
  return screen;
}
