import { type Row, ratioOf, reached } from './row.ts';

const shown = (value: number): string =>
  value >= 1000 ? Math.round(value).toLocaleString('en') : value >= 10 ? value.toFixed(0) : value.toFixed(2);

const goalOf = ({ atLeast, atMost }: Row): string => (atLeast !== undefined ? `>= ${atLeast}` : atMost !== undefined ? `<= ${atMost}` : '');

const VERDICTS = new Map([
  [true, 'reached'],
  [false, 'MISSED'],
  [null, ''],
]);

function cells(row: Row): string[] {
  const ratio = ratioOf(row);
  return [
    row.what,
    `${shown(row.value)} ${row.unit}`,
    row.yardstick ? `${shown(row.yardstick.value)} ${row.unit}` : '',
    ratio === null ? '' : ratio.toFixed(2),
    goalOf(row),
    VERDICTS.get(reached(row)) ?? '',
    row.yardstick?.what ?? '',
  ];
}

const HEAD = ['what', 'measured', 'yardstick', 'ratio', 'goal', '', 'the yardstick is'];

/** The table for people, notes below it. */
export function tableOf(rows: readonly Row[]): string {
  const lines = [HEAD, ...rows.map(cells)];
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  const set = (line: string[]): string =>
    line
      .map((cell, column) => (column > 0 && column < 5 ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!)))
      .join('  ')
      .trimEnd();
  const notes = rows.filter((row) => row.note).map((row) => `${row.what}: ${row.note}`);
  return [set(HEAD), widths.map((width) => '-'.repeat(width)).join('  '), ...lines.slice(1).map(set), '', ...notes].join('\n');
}
