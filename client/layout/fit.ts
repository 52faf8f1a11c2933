/**
 * How many of the rows fit into `room`, whole. When some do not, `more` is kept free after the last one, for the
 * words that count the rest.
 * All lengths are in the same unit. 0 when not even the first fits.
 */
export function rowsThatFit(rows: number[], gap: number, room: number, more: number): number {
  if (lengthOf(rows, gap) <= room) return rows.length;
  let shown = 0;
  while (lengthOf(rows.slice(0, shown + 1), gap) + more <= room) shown += 1;
  return shown;
}

/** How many rows of a list stand with everything they have to say, and how many after them with one line only. */
export interface Tiers {
  full: number;
  brief: number;
}

/**
 * Shows every row if that is possible: the first ones full, the rest brief. When not even that has room, the first
 * one stays full and `more`, counted or not, is kept free below. `counted` is that some are left out already.
 */
export function tiers(rows: number[], brief: number, gap: number, room: number, more: number, counted: boolean): Tiers {
  const free = counted ? room - more - gap : room;
  for (let full = rows.length; full >= 1; full -= 1) {
    const rest = rows.length - full;
    const used = lengthOf([...rows.slice(0, full), ...Array<number>(rest).fill(brief)], gap);
    if (used <= free) return { full, brief: rest };
  }
  const first = rows[0] ?? 0;
  const full = rows.length > 0 && first + gap + more <= room ? 1 : 0;
  const left = room - more - (full ? first + gap : 0);
  return { full, brief: Math.max(0, Math.min(rows.length - full, Math.floor(left / (brief + gap)))) };
}

const lengthOf = (rows: number[], gap: number) => rows.reduce((sum, row) => sum + row, 0) + gap * Math.max(0, rows.length - 1);
