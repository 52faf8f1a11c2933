import { enableCompileCache } from 'node:module';
import { pino } from 'pino';
import type { FromChild, ToChild } from './messages.ts';
import type { Screening } from './screening.ts';

/** The process of one look back: what it shows disturbs nothing else. It ends with the server that started it. */
const log = pino({ level: 'warn' }, pino.destination(2));

// What comes next is most of the product: compiled before, it is there in half the time.
enableCompileCache();

const tell = (message: FromChild): void => void process.send?.(message);

function failed(error: unknown): void {
  log.error({ err: error }, 'a look back failed');
  tell({ kind: 'problem', message: error instanceof Error ? error.message : String(error) });
}

/** Read at once, before anybody says where to: a process may wait for that. */
const code = import('./screening.ts');
code.catch(failed);

let screening: Screening | null = null;
let turn: Promise<void> = Promise.resolve();

async function hear(message: ToChild): Promise<void> {
  if (message.kind === 'begin') screening = await (await code).Screening.open(message, { log, tell });
  else if (message.kind === 'steer') await screening?.steer(message);
  else await screening?.erased(message.mentions, message.kept);
}

process.on('message', (message: ToChild) => {
  turn = turn.then(() => hear(message)).catch(failed);
});
process.on('disconnect', () => process.exit(0));
