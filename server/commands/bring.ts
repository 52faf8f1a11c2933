import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { addressOf } from '../address.ts';
import type { Config } from '../config.ts';
import { buildAnalyser } from '../core/analysis/analyse.ts';
import { SourceCounts } from '../counts.ts';
import { openEngine } from '../engine.ts';
import { openIntake } from '../intake.ts';
import { type Journal, JournalBusy } from '../journal/journal.ts';
import { openRedisJournal } from '../journal/redis.ts';
import { openSqliteJournal } from '../journal/sqlite.ts';
import { setUp } from '../setup.ts';
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
  const { folder, config } = await setUp({ ...flags, demo: false });
  const redis = flags.redis ?? config.redis;
  await mkdir(folder, { recursive: true });
  try {
    return await journaling(redis ? await openRedisJournal({ url: redis }) : await openSqliteJournal({ folder }), config);
  } catch (error) {
    const address = error instanceof JournalBusy ? await addressOf(folder) : null;
    if (!address) throw error;
    process.stderr.write(`A server runs on ${folder}: pushing to it at ${address}\n`);
    return pushing(address, flags.token);
  }
}

/** The posts are folded as well, so that the next start of the server is quick. */
async function journaling(journal: Journal, config: Config): Promise<Target> {
  const fail = (error: unknown): never => {
    throw error;
  };
  const engine = await openEngine({ journal, log: logTo('error'), perform: () => {}, fail });
  const now = Date.now;
  await journal.append([{ kind: 'settings', id: `c:${randomUUID()}`, at: now(), settings: config.settings }]);
  const analyser = buildAnalyser(config.settings);
  const counts = new SourceCounts(journal, randomUUID(), now);
  const intake = openIntake({ journal, engine, analyser: () => analyser, counts, now, remembers: async () => false });
  return {
    submit: (items) => intake.submit(items, 'all'),
    async close() {
      await counts.flush();
      await engine.caughtUp();
      await engine.close();
      await journal.close();
    },
  };
}
