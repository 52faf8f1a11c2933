/** One measurement beside its yardstick. */
export interface Row {
  what: string;
  value: number;
  unit: string;
  /** What it is held against, measured in the same run, or a budget. */
  yardstick?: { what: string; value: number };
  /** The ratio of value to yardstick to reach at least, or not to pass. Without either the row only informs. */
  atLeast?: number;
  atMost?: number;
  /** What one has to know to read the numbers. */
  note?: string;
}

export const ratioOf = ({ value, yardstick }: Row): number | null => (yardstick ? value / yardstick.value : null);

/** `null` for a row that only informs. */
export function reached(row: Row): boolean | null {
  const ratio = ratioOf(row);
  if (ratio === null || (row.atLeast === undefined && row.atMost === undefined)) return null;
  return ratio >= (row.atLeast ?? 0) && ratio <= (row.atMost ?? Number.POSITIVE_INFINITY);
}
