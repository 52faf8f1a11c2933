import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Measured } from './measured.ts';

const MEASURES: Record<string, (data: string) => Promise<Measured[]>> = {
  language: async (data) => (await import('./language/evaluate.ts')).evaluate(data),
  sentiment: async (data) => (await import('./sentiment/evaluate.ts')).evaluate(data),
  tables: async () => (await import('./tables/evaluate.ts')).evaluate(),
  spikes: async (data) => (await import('./spikes/evaluate.ts')).evaluate(data),
  trends: async (data) => (await import('./trends/evaluate.ts')).evaluate(data),
  viral: async (data) => (await import('./viral/evaluate.ts')).evaluate(data),
};
const USAGE = `npm run eval -- --data DIR [--only ${Object.keys(MEASURES).join(',')}]`;

function asked(): { data: string; names: string[] } {
  const { values } = parseArgs({ options: { data: { type: 'string' }, only: { type: 'string' } } });
  if (!values.data || !existsSync(values.data)) throw new Error(`where are the labelled data?\n${USAGE}`);
  const names = values.only?.split(',') ?? Object.keys(MEASURES);
  const unknown = names.find((name) => !Object.hasOwn(MEASURES, name));
  if (unknown !== undefined) throw new Error(`there is nothing called "${unknown}" to measure\n${USAGE}`);
  return { data: values.data, names };
}

/** What is to be reached, by the names of the rows. */
const GOALS: Readonly<Record<string, number>> = {
  'language: ours: mean of 7': 0.982,
  'language: ours: posts a second': 200_000,
  'sentiment: English, macro recall': 66.5,
  'sentiment: mean macro F1 of eight languages': 61,
  'spikes, leave one out, standard': 76,
  'spikes, leave one out, few false alarms': 60,
  'viral: twitter at 10 min, area under the curve for 795': 0.87,
  'viral: twitter at 30 min, area under the curve for 795': 0.94,
  'viral: twitter at 10 min, Brier skill': 0.34,
  'viral: twitter at 30 min, Brier skill': 0.51,
  'viral: twitter at 60 min, median error of size': 0.14,
  'viral: weibo at 10 min, area under the curve for 624': 0.82,
  'viral: weibo at 30 min, area under the curve for 624': 0.85,
  'viral: weibo at 10 min, Brier skill': 0.22,
  'viral: weibo at 30 min, Brier skill': 0.33,
  'viral: weibo at 60 min, median error of size': 0.25,
  'viral: mix at 10 min, area under the curve for 100': 0.89,
};

/** Every row says what it is about. */
function titled(about: string, row: Measured): Measured {
  const name = about === 'tables' || row.name.startsWith(about) ? row.name : `${about}: ${row.name}`;
  return { ...row, name, goal: row.goal ?? GOALS[name] };
}

const shown = (value: number): string =>
  Math.abs(value) >= 1000 ? Math.round(value).toLocaleString('en') : String(Math.round(value * 1000) / 1000);

/** One table, in plain text: what was measured, its goal where there is one, and on how many cases. */
function tableOf(rows: readonly Measured[]): string {
  const cells = rows.map(({ name, value, goal, n }) => [name, shown(value), goal === undefined ? '' : shown(goal), n.toLocaleString('en')]);
  const lines = [['what', 'measured', 'goal', 'on'], ...cells];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map((line) => line[column]!.length)));
  return lines.map((line) => line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ')).join('\n');
}

try {
  const { data, names } = asked();
  const rows: Measured[] = [];
  for (const name of names) {
    process.stderr.write(`${name} ...\n`);
    const measured = await MEASURES[name]!(data);
    rows.push(...measured.map((row) => titled(name, row)));
  }
  process.stdout.write(`${tableOf(rows)}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
