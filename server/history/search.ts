import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { MentionEntry } from '../core/entry.ts';
import { searchWords } from './fold.ts';
import { type HistoryPage, type HistoryQuery, PAGE_BOUND } from './read-model.ts';
import { SLOTS } from './tables.ts';
import { trigramQuery } from './trigrams.ts';

/** Posts that one search looks at, at most; the next page goes on where it stopped. */
const LOOKED_AT_BOUND = 20_000;

/** SQL with the values of its question marks. */
interface Part {
  sql: string;
  values: SQLInputValue[];
}

export function search(db: DatabaseSync, query: HistoryQuery): HistoryPage {
  const limit = Math.min(Math.max(Math.trunc(query.limit ?? PAGE_BOUND), 1), PAGE_BOUND);
  const words = searchWords(query.text ?? '');
  const fits = fitting(query, words);
  const from = candidates(query, words);
  const rows = db.prepare(`SELECT m.n AS n, (${fits.sql}) AS fits FROM ${from.sql} ORDER BY 1 DESC`);
  const found: number[] = [];
  let lookedAt = 0;
  for (const row of rows.iterate(...fits.values, ...from.values)) {
    lookedAt++;
    if (row.fits === 1) found.push(Number(row.n));
    if (found.length === limit || lookedAt === LOOKED_AT_BOUND) return { mentions: entries(db, found), next: Number(row.n) };
  }
  return { mentions: entries(db, found) };
}

function entries(db: DatabaseSync, found: readonly number[]): MentionEntry[] {
  const entry = db.prepare('SELECT entry FROM mentions WHERE n = ?');
  // This file is written by nobody else, from entries that were checked when they came in.
  return found.map((n) => JSON.parse(String(entry.get(n)?.entry)) as MentionEntry);
}

/** What is looked at, newest first: by the rarest of text, watch and time that the query gives. */
function candidates(query: HistoryQuery, words: readonly string[]): Part {
  const trigrams = trigramQuery(words);
  if (trigrams) return within(query, 'words.rowid', 'words JOIN mentions m ON m.n = words.rowid WHERE words MATCH ?', [trigrams]);
  if (query.watch) return within(query, 'w.n', 'watched w JOIN mentions m ON m.n = w.n WHERE w.watch = ?', [query.watch]);
  return within(query, 'm.n', 'mentions m WHERE 1', []);
}

function within({ from, to, before }: HistoryQuery, n: string, sql: string, values: SQLInputValue[]): Part {
  const bounds: [string, number | undefined][] = [
    ['>=', from === undefined ? undefined : key(from)],
    ['<', to === undefined ? undefined : key(to)],
    ['<', before],
  ];
  const given = bounds.filter((bound): bound is [string, number] => bound[1] !== undefined);
  return { sql: [sql, ...given.map(([than]) => `${n} ${than} ?`)].join(' AND '), values: [...values, ...given.map(([, value]) => value)] };
}

/** The first key of a millisecond. */
export const key = (time: number): number => Math.min(Math.max(Math.trunc(time), 0), Number.MAX_SAFE_INTEGER / SLOTS - 1) * SLOTS;

function fitting(query: HistoryQuery, words: readonly string[]): Part {
  const parts: Part[] = [{ sql: 'm.erased = 0', values: [] }];
  for (const column of ['network', 'language', 'label'] as const) {
    const value = query[column];
    if (value !== undefined) parts.push({ sql: `m.${column} = ?`, values: [value] });
  }
  if (query.watch) parts.push({ sql: 'EXISTS (SELECT 1 FROM watched x WHERE x.watch = ? AND x.n = m.n)', values: [query.watch] });
  for (const word of words) parts.push({ sql: 'instr(m.folded, ?) > 0', values: [word] });
  return { sql: parts.map((part) => part.sql).join(' AND '), values: parts.flatMap((part) => part.values) };
}
