import { rmSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { pino } from 'pino';
import type { FromDrill, ToDrill } from './messages.ts';
import type { Rehearsal } from './rehearsal.ts';

/** The process of one drill. It ends with the server that started it, and leaves nothing behind. */
const log = pino({ level: 'warn' }, pino.destination(2));
enableCompileCache();

const tell = (message: FromDrill): void => void process.send?.(message);

let folder = '';
let rehearsal: Rehearsal | null = null;
let turn: Promise<void> = Promise.resolve();

async function hear(message: ToDrill): Promise<void> {
  if (message.kind === 'begin') {
    folder = message.folder;
    rehearsal = await (await import('./rehearsal.ts')).Rehearsal.open(message, { log, tell });
  } else if (message.kind === 'erased') await rehearsal?.erase(message.mention);
  else if (rehearsal) tell({ kind: 'ended', ...(await rehearsal.figures()) });
}

function failed(error: unknown): void {
  log.error({ err: error }, 'a drill failed');
  tell({ kind: 'problem', message: error instanceof Error ? error.message : String(error) });
}

process.on('message', (message: ToDrill) => {
  turn = turn.then(() => hear(message)).catch(failed);
});
process.on('disconnect', () => {
  if (folder) rmSync(folder, { recursive: true, force: true });
  process.exit(0);
});
