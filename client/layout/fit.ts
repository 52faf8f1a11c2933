/**
 * How many of the rows fit into `room`, whole. When some do not, `more` is kept free for the line that counts them.
 * All lengths are in the same unit. 0 when not even the first fits.
 */
export function fit(rows: number[], gap: number, room: number, more: number): number {
  if (lengthOf(rows, gap) <= room) return rows.length;
  let used = more;
  let shown = 0;
  for (const row of rows) {
    used += row + gap;
    if (used > room) break;
    shown += 1;
  }
  return shown;
}

const lengthOf = (rows: number[], gap: number) => rows.reduce((sum, row) => sum + row, 0) + gap * Math.max(0, rows.length - 1);
