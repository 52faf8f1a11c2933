import { pino } from 'pino';
import { quickConfig } from '../../server/config.ts';
import { serve } from '../../server/main.ts';
import { FEED, feed } from './feed.ts';

/** One server of several, in a process of its own that a test can kill. Arguments: name, folder, Redis, lease in ms, client's folder. */
const [name = '', folder = '', redis = '', leaseMs = '', dist = ''] = process.argv.slice(2);

const server = await serve({
  mode: 'live',
  host: '127.0.0.1',
  port: 0,
  origins: [],
  folder,
  tokens: folder,
  redis,
  config: { ...quickConfig({}), sources: [FEED] },
  kinds: [feed(name)],
  leaseMs: Number(leaseMs),
  log: pino({ level: 'silent' }),
  clock: { now: Date.now, pace: 1 },
  dist,
  fatal: (error) => {
    throw error;
  },
});
process.stdout.write(`${server.address}\n`);
