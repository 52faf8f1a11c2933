import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { addressOf } from '../address.ts';
import { buildAnalyser } from '../core/analysis/analyse.ts';
import type { Effect } from '../core/effect.ts';
import { SourceCounts } from '../counts.ts';
import { openEngine } from '../engine.ts';
import { Erasures } from '../erasures.ts';
import { openIntake } from '../intake.ts';
import { type Journal, JournalBusy } from '../journal/journal.ts';
import { openRedisJournal } from '../journal/redis.ts';
import { openSqliteJournal } from '../journal/sqlite.ts';
import { Problems } from '../problems.ts';
import { type Setup, setUp } from '../setup.ts';
import { type ImportOptions, importFiles, type Submit } from './import.ts';
import { pushTo } from './push.ts';
import { logTo } from './serve.ts';

interface BringFlags {
  map: ImportOptions['map'];
  source: string;
  network?: string;
  dryRun: boolean;
  strict: boolean;
  into?: string;
  token?: string;
  data: string;
  config?: string;
  redis?: string;
}

interface Target {
  submit: Submit;
  close(): Promise<void>;
}

const nowhere: Target = { submit: async (items) => items.map(() => 'accepted' as const), close: async () => {} };

/** Brings files into the journal of the data folder, or to the server that runs on it. */
export async function bring(files: string[], flags: BringFlags): Promise<void> {
  const target = flags.dryRun ? nowhere : flags.into ? pushing(flags.into, flags.token) : await opened(flags);
  try {
    process.exitCode = await importFiles(files, { ...flags, stdin: process.stdin }, target.submit, {
      stdout: process.stdout,
      stderr: process.stderr,
      isTTY: process.stderr.isTTY,
    });
  } finally {
    await target.close();
  }
}

const pushing = (url: string, token?: string): Target => ({ submit: pushTo(url, token), close: async () => {} });

async function opened(flags: BringFlags): Promise<Target> {
  const setup = await setUp({ ...flags, demo: false });
  const { folder } = setup;
  const redis = flags.redis ?? setup.config.redis;
  await mkdir(folder, { recursive: true });
  try {
    return await journaling(redis ? await openRedisJournal({ url: redis }) : await openSqliteJournal({ folder }), setup);
  } catch (error) {
    const address = error instanceof JournalBusy ? await addressOf(folder) : null;
    if (!address) throw error;
    process.stderr.write(`A server runs on ${folder}: pushing to it at ${address}\n`);
    return pushing(address, flags.token);
  }
}

/**
 * The posts are folded as well, so that the next start of the server is quick. Settings that are in the journal stay in force: those
 * of servers that share it, or of the server to come. A configuration that was named only says how these posts are heard.
 */
async function journaling(journal: Journal, { config, file }: Pick<Setup, 'config' | 'file'>): Promise<Target> {
  const problems = new Problems((_part, message) => message && process.stderr.write(`earshot: ${message}\n`));
  const erasures = new Erasures({ journal, problems, fail });
  const perform = (effect: Effect, before: number) => effect.kind === 'erase' && erasures.erase(effect.mention, before);
  const engine = await openEngine({ journal, log: logTo('error'), perform, fail, settled: () => erasures.settled });
  const now = Date.now;
  const settings = file || engine.seq === 0 ? config.settings : engine.state.settings;
  if (engine.seq === 0) await journal.append([{ kind: 'settings', id: `c:${randomUUID()}`, at: now(), settings }]);
  const analyser = buildAnalyser(settings);
  const counts = new SourceCounts({ journal, node: randomUUID(), now, engine });
  const intake = openIntake({ journal, engine, analyser: () => analyser, counts, now, remembers: async () => false });
  return {
    submit: (items) => intake.submit(items, 'all'),
    async close() {
      await counts.flush();
      await engine.caughtUp();
      await erasures.again();
      await engine.close();
      await journal.close();
    },
  };
}

/** Our own data is damaged: nothing more can be brought. */
function fail(error: unknown): never {
  process.stderr.write(`earshot: ${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}
