import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pino } from 'pino';
import { buildAnalyser } from '../../../server/core/analysis/analyse.ts';
import type { Entry } from '../../../server/core/entry.ts';
import { openEngine } from '../../../server/engine.ts';
import { openSqliteJournal } from '../../../server/journal/sqlite.ts';
import { median } from '../numbers.ts';
import { posts } from '../posts.ts';
import { runProduct } from '../product.ts';
import type { Row } from '../row.ts';
import { settings } from '../settings.ts';
import type { Measuring } from './measuring.ts';

const POSTS = 6_000;
const BATCH = 5_000;
/** Milliseconds after which a server that is ready also listens to signals. */
const SETTLES = 500;
/** The first start on a machine finds no code that was compiled before. */
const NOTHING_COMPILED = { NODE_DISABLE_COMPILE_CACHE: '1' };
/** Milliseconds that a start may take with up to a million posts in the journal. */
const FILLED_BUDGET = 3_000;
/** Entries after the newest snapshot: half of those after which the server keeps another. */
const TAIL = 10_000;

/** From starting the process to being ready, with nothing, little and much in the journal. */
export async function starts({ full, folder }: Measuring): Promise<Row[]> {
  const rounds = full ? 9 : 3;
  const rows = await started(folder(), 'empty, first on a machine', 1_000, rounds, NOTHING_COMPILED);
  await stopped(folder());
  rows.push(...(await started(folder(), 'empty', 1_000, rounds)));
  for (const count of full ? [100_000, 1_000_000] : [100_000]) rows.push(...(await startedWith(count, folder(), full ? 5 : 2)));
  return rows;
}

async function startedWith(count: number, folder: string, rounds: number): Promise<Row[]> {
  const live = join(folder, 'live');
  await fill(live, 0, count - TAIL);
  await keepSnapshot(live);
  await fill(live, count - TAIL, count);
  const name = `${count.toLocaleString('en')} posts`;
  return [
    // The first start folds the tail and keeps a snapshot only when it is stopped in good order; a kill leaves things as they are.
    ...(await started(folder, `${name}, killed before`, FILLED_BUDGET, rounds)),
    ...(await startedClean(folder, `${name}, stopped before`, FILLED_BUDGET, rounds)),
  ];
}

async function startedClean(folder: string, name: string, budget: number, rounds: number): Promise<Row[]> {
  await stopped(folder);
  return started(folder, name, budget, rounds);
}

/** A server that was stopped in good order has kept its state, and the runtime what it compiled. */
async function stopped(folder: string): Promise<void> {
  const product = await runProduct(folder);
  await wait(SETTLES);
  await product.stop('SIGINT');
}

async function started(folder: string, name: string, budget: number, rounds: number, env: NodeJS.ProcessEnv = {}): Promise<Row[]> {
  const [took, memory] = [[] as number[], [] as number[]];
  for (let round = 0; round < rounds; round++) {
    const product = await runProduct(folder, env);
    took.push(product.readyAfter);
    memory.push(product.memory());
    await product.stop();
  }
  return [
    { what: `start, ${name}`, value: median(took), unit: 'ms', yardstick: { what: 'the budget', value: budget }, atMost: 1 },
    { what: `memory after a start, ${name}`, value: median(memory), unit: 'MB' },
  ];
}

/** Posts `from` to `to` of a journal, a hundred a second and the newest of all just now. */
async function fill(folder: string, from: number, to: number): Promise<void> {
  const { analyse } = buildAnalyser(settings());
  const heard = posts(POSTS).map((mention) => ({ mention, analysis: analyse(mention) }));
  const journal = await openSqliteJournal({ folder });
  const first = Date.now() - to * 10 - 60_000;
  if (from === 0) await journal.append([{ kind: 'settings', id: 'c:bench', at: first, settings: settings() }]);
  for (let i = from; i < to; i += BATCH) {
    const entries = Array.from({ length: Math.min(BATCH, to - i) }, (_, j): Entry => {
      const { mention, analysis } = heard[(i + j) % POSTS]!;
      const at = first + (i + j) * 10;
      return { kind: 'mention', id: `m:${i + j}`, at, mention: { ...mention, id: `m:${i + j}`, postedAt: at, receivedAt: at }, analysis };
    });
    await journal.append(entries);
  }
  await journal.close();
}

/** Folds all there is and keeps the state, as a server that stops does. */
async function keepSnapshot(folder: string): Promise<void> {
  const journal = await openSqliteJournal({ folder });
  const fail = (error: unknown): never => {
    throw error;
  };
  const engine = await openEngine({ journal, log: pino({ level: 'silent' }), perform: () => {}, fail });
  await engine.close();
  await journal.close();
}
