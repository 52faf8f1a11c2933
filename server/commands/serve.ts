import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { type ServeOptions, type Server, serve } from '../main.ts';
import { followConfig } from '../reload.ts';
import { setUp } from '../setup.ts';

export interface ServeFlags {
  port: number;
  host: string;
  origin: string[];
  data: string;
  config?: string;
  listen?: string;
  redis?: string;
  demo: boolean;
  log: string;
}

export const DIST = join(import.meta.dirname, '../../dist');

/** Logs go to standard error, one JSON object a line; on a terminal only what needs attention. */
export const logTo = (level: string) =>
  pino({ level: level === 'auto' ? (process.stderr.isTTY ? 'warn' : 'info') : level }, pino.destination(2));

/** Runs the server until it is told to stop. */
export async function runServer(flags: ServeFlags): Promise<void> {
  const setup = await setUp(flags);
  const log = logTo(flags.log);
  const redis = flags.redis ?? setup.config.redis;
  const asked = stopAsked();
  const server = await start({
    mode: setup.mode,
    config: setup.config,
    folder: setup.folder,
    tokens: flags.data,
    host: flags.host,
    port: flags.port,
    origins: flags.origin,
    log,
    clock: { now: Date.now, pace: 1 },
    ...(redis ? { redis } : {}),
  });
  if (setup.file) void asked.then(followConfig(setup.file, log, server.configure));
  const what = {
    demo: 'DEMO: the story of Halden Air, an invented airline',
    live: `listening for ${setup.config.settings.brand}`,
    replay: '',
    drill: '',
  }[setup.mode];
  await untilStopped(server, what, asked);
}

export async function start(options: Omit<ServeOptions, 'dist' | 'fatal'>): Promise<Server> {
  if (!existsSync(join(DIST, 'index.html'))) throw new Error('the wall is not built yet; run: npm run build');
  let stopped = false;
  const server: Server = await serve({
    ...options,
    dist: DIST,
    fatal: (error) => {
      if (stopped) return;
      stopped = true;
      options.log.fatal({ err: error }, 'the server has to stop');
      process.stderr.write(`earshot: the server has to stop: ${error instanceof Error ? error.message : error}\n`);
      process.exit(1);
    },
  });
  return server;
}

/**
 * Resolves at Ctrl-C or a polite kill. It is asked for before the server starts, so that none is missed meanwhile. A second Ctrl-C
 * does not wait.
 */
export function stopAsked(): Promise<void> {
  return new Promise((resolve) => {
    const once = () => {
      process.once('SIGINT', () => process.exit(1));
      resolve();
    };
    process.once('SIGINT', once);
    process.once('SIGTERM', once);
  });
}

/** Says where the wall is, and stops the server when that is asked for. */
export async function untilStopped(server: Server, what: string, asked: Promise<void>): Promise<void> {
  process.stdout.write(`\n  Earshot is at ${server.address}\n  ${what}\n  Ctrl-C stops it.\n\n`);
  await asked;
  await server.stop();
}
