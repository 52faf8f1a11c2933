import { pino } from 'pino';
import { loadConfig } from '../../server/config.ts';
import { serve } from '../../server/main.ts';
import { DESK_YAML } from './desk.ts';

/** A server with a desk, in a process of its own that a test can kill. Arguments: its folder, and that of the client. */
const [folder = '', dist = ''] = process.argv.slice(2);

const server = await serve({
  mode: 'live',
  host: '127.0.0.1',
  port: 0,
  origins: [],
  folder,
  tokens: folder,
  config: loadConfig(DESK_YAML, 'earshot.yaml', { sourceKinds: [] }),
  log: pino({ level: 'silent' }),
  clock: { now: Date.now, pace: 1 },
  dist,
  fatal: (error) => {
    throw error;
  },
});
process.stdout.write(`${server.address}\n`);
