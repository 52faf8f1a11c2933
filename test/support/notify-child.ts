import { pino } from 'pino';
import { serve } from '../../server/main.ts';
import { plainNotifier } from './plain-notifier.ts';
import { tellingConfig } from './telling.ts';

/** A server that tells one channel, in a process of its own that a test can kill. Arguments: its folder, the address of the service, and how. */
const [folder = '', service = '', how = ''] = process.argv.slice(2);
process.env.CHAT_URL = service;

const server = await serve({
  mode: 'live',
  host: '127.0.0.1',
  port: 0,
  origins: [],
  folder,
  tokens: folder,
  config: tellingConfig(service),
  log: pino({ level: 'silent' }),
  clock: { now: Date.now, pace: 1 },
  dist: folder,
  notifier: () => plainNotifier({ dedups: how.includes('dedups') }),
  tells: !how.includes('silent'),
  fatal: (error) => {
    throw error;
  },
});
process.stdout.write(`${server.address}\n`);
