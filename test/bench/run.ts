import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildClientIfOutdated } from '../../server/build-client.ts';
import { backtest } from './measures/backtest.ts';
import { core } from './measures/core.ts';
import { intake } from './measures/intake.ts';
import { latency } from './measures/latency.ts';
import type { Measuring } from './measures/measuring.ts';
import { page } from './measures/page.ts';
import { reports } from './measures/reports.ts';
import { sockets } from './measures/sockets.ts';
import { starts } from './measures/start.ts';
import { travel } from './measures/travel.ts';
import { viral } from './measures/viral.ts';
import { type Row, ratioOf, reached } from './row.ts';
import { tableOf } from './table.ts';

const MEASURES: Record<string, (measuring: Measuring) => Promise<Row[]>> = {
  intake,
  latency,
  sockets,
  start: starts,
  page,
  core,
  viral,
  reports,
  travel,
  backtest,
};
const USAGE = `npm run bench -- [--full] [--screens 300] [--only ${Object.keys(MEASURES).join(',')}]`;

function asked(): { full: boolean; screens: number; only: string[] } {
  const { values } = parseArgs({ options: { full: { type: 'boolean' }, screens: { type: 'string' }, only: { type: 'string' } } });
  const only = values.only?.split(',') ?? Object.keys(MEASURES);
  const unknown = only.filter((name) => !MEASURES[name]);
  if (unknown.length) throw new Error(`there is no measurement ${unknown.join(', ')}\n${USAGE}`);
  return { full: values.full ?? false, screens: Number(values.screens ?? (values.full ? 1000 : 300)), only };
}

async function measureAll(): Promise<void> {
  const { full, screens, only } = asked();
  const root = mkdtempSync(join(tmpdir(), 'earshot-bench-'));
  process.once('exit', () => rmSync(root, { recursive: true, force: true }));
  await buildClientIfOutdated();
  const rows: Row[] = [];
  for (const name of only) {
    const began = performance.now();
    rows.push(...(await MEASURES[name]!({ full, screens, folder: () => mkdtempSync(join(root, 'run-')) })));
    process.stderr.write(`${name}: ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
  }
  process.stdout.write(`\n${tableOf(rows)}\n`);
  keep(rows);
}

/** For machines, with what the numbers depend on. */
function keep(rows: readonly Row[]): void {
  const folder = join(import.meta.dirname, '../../build');
  mkdirSync(folder, { recursive: true });
  const machine = { cores: availableParallelism(), cpu: cpus()[0]?.model ?? 'unknown', node: process.version };
  const measured = rows.map((row) => ({ ...row, ratio: ratioOf(row), reached: reached(row) }));
  writeFileSync(join(folder, 'bench.json'), `${JSON.stringify({ at: new Date().toISOString(), machine, rows: measured }, null, 2)}\n`);
}

process.once('SIGINT', () => process.exit(130));
measureAll().then(
  () => process.exit(0),
  (error) => {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  },
);
