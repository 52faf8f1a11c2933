import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { makeFolder, removeFolder } from './temp.ts';

export interface RunningRedis {
  url: string;
  port: number;
  folder: string;
  /** Ends it and removes its folder. */
  stop(): Promise<void>;
  /** As a crash would; the folder stays. */
  kill(): Promise<void>;
}

export interface RedisOptions {
  port?: number;
  /** Where its data lies: a former one's, to start where that left off. */
  folder?: string;
  /** Further arguments, as `['--maxmemory', '8mb']`. */
  args?: string[];
}

/** Milliseconds in which a Redis must answer. */
const STARTS_WITHIN = 15_000;

/** Starts a real Redis (or Valkey) that keeps an append-only file; resolves when it answers. */
export async function startRedis({ port, folder = makeFolder(), args = [] }: RedisOptions = {}): Promise<RunningRedis> {
  const at = port ?? (await freePort());
  const fixed = ['--port', String(at), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'yes'];
  const server = spawn(program(), [...fixed, ...args], { stdio: 'ignore' });
  await answers(server, at);
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (server.exitCode === null && server.signalCode === null && server.kill(signal)) await once(server, 'exit');
  };
  const stop = () => end('SIGTERM').then(() => removeFolder(folder));
  return { url: `redis://127.0.0.1:${at}`, port: at, folder, stop, kill: () => end('SIGKILL') };
}

function program(): string {
  const found = ['redis-server', 'valkey-server'].find((name) => spawnSync(name, ['--version']).status === 0);
  if (!found) throw new Error('These tests need redis-server or valkey-server on the PATH.');
  return found;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port.');
  return address.port;
}

async function answers(server: ChildProcess, port: number): Promise<void> {
  for (const until = Date.now() + STARTS_WITHIN; Date.now() < until; await pause(20)) {
    if (server.exitCode !== null) throw new Error(`Redis ended at once, with code ${server.exitCode}.`);
    if (await pongs(port)) return;
  }
  server.kill('SIGKILL');
  throw new Error('Redis did not answer.');
}

function pongs(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('data', (data) => {
      socket.destroy();
      // Asking for a password is an answer too; still loading its data is not.
      resolve(/^(\+PONG|-NOAUTH)/.test(data.toString()));
    });
    socket.once('error', () => resolve(false));
  });
}
