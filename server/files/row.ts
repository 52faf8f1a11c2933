/** One record of a file, its values still unparsed. `line` is the line it begins on, from 1. */
export interface Row {
  line: number;
  fields: Record<string, unknown>;
}

/** What was wrong with a line, and where. */
export interface Refusal {
  file: string;
  line: number;
  field: string;
  reason: string;
}

export type RowRefusal = Omit<Refusal, 'file'>;

/** Longest line or record in UTF-16 units; a longer one is refused, so that no file can fill the memory. */
export const RECORD_BOUND = 1_000_000;

export const isRefusal = <T extends object>(read: T | RowRefusal): read is RowRefusal => 'reason' in read;
