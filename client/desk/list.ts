import type { CaseLine } from '../../shared/queue.ts';

/** A row of the queue as it stands before the reader. */
export interface Row {
  line: CaseLine;
  /** `changed`: something happened to it since it was first shown or opened. `gone`: it no longer stands in this queue. */
  mark: 'here' | 'changed' | 'gone';
}

/** Rows of one page. */
export const PAGE = 200;
/** Rows that may have come or gone before a row without its page being wrong about it. */
const SLACK = 50;

const row = (line: CaseLine): Row => ({ line, mark: 'here' });
export const rowsOf = (lines: readonly CaseLine[]): Row[] => lines.map(row);

/** What a reader would call a change: time alone is none. */
const tells = ({ status, owner, team, priority, customerPosts, replies, snoozedUntil, tags }: CaseLine): string =>
  JSON.stringify([status, owner, team, priority, customerPosts, replies, snoozedUntil, tags]);

function follow(held: Row, line: CaseLine): Row {
  const changed = held.mark === 'changed' || tells(held.line) !== tells(line);
  return { line, mark: changed ? 'changed' : 'here' };
}

/** Part of the queue as the server has it now. `total`: cases in the whole of it. */
export interface Part {
  offset: number;
  limit: number;
  cases: readonly CaseLine[];
  total: number;
}

/** Whether that part of the queue would hold the row, if it were still there. */
function covers({ offset, limit, cases, total }: Part, place: number): boolean {
  const first = offset === 0 ? 0 : offset + SLACK;
  const last = offset + cases.length >= total ? Number.POSITIVE_INFINITY : offset + limit - SLACK;
  return place >= first && place < last;
}

/**
 * Brings what is shown up to date without moving a row: each keeps its place, is marked when it changed, and when it has gone. `fresh` are
 * the ids of cases that the part has and the list has not.
 */
export function merge(rows: readonly Row[], part: Part): { rows: Row[]; fresh: string[] } {
  const now = new Map(part.cases.map((line) => [line.id, line]));
  const merged = rows.map((held, place) => {
    const line = now.get(held.line.id);
    if (line) return follow(held, line);
    return covers(part, place) ? { ...held, mark: 'gone' as const } : held;
  });
  const shown = new Set(rows.map(({ line }) => line.id));
  return { rows: merged, fresh: part.cases.filter(({ id }) => !shown.has(id)).map(({ id }) => id) };
}

/** Adds the next page at the end; a case that slipped into it from further up is not shown twice. */
export function append(rows: readonly Row[], lines: readonly CaseLine[]): Row[] {
  const shown = new Set(rows.map(({ line }) => line.id));
  return [...rows, ...rowsOf(lines.filter(({ id }) => !shown.has(id)))];
}

/** The reader has seen what changed. */
export const seen = (rows: readonly Row[], id: string): Row[] =>
  rows.map((held) => (held.line.id === id && held.mark === 'changed' ? { ...held, mark: 'here' } : held));

/** The row that is `step` from the one with this id; the first when there is none, and never beyond the ends. */
export function neighbour(rows: readonly Row[], id: string | null, step: number): string | null {
  if (rows.length === 0) return null;
  const at = rows.findIndex(({ line }) => line.id === id);
  const to = at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step));
  return rows[to]?.line.id ?? null;
}

/** Rows drawn above and below what is seen. */
const BEYOND = 6;

/** Which rows are drawn: `from` included, `to` excluded. Heights in pixels. */
export function windowOf(scrolled: number, seenHeight: number, rowHeight: number, count: number): { from: number; to: number } {
  const from = Math.max(0, Math.floor(scrolled / rowHeight) - BEYOND);
  const to = Math.min(count, Math.ceil((scrolled + seenHeight) / rowHeight) + BEYOND);
  return { from: Math.min(from, to), to };
}
