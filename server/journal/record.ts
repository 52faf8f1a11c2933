import { crc32 } from 'node:zlib';
import type { Entry, Stored } from '../core/entry.ts';
import { emptied } from './emptied.ts';
import { JournalCorrupt } from './journal.ts';

/** An entry as it lies on disk: JSON, and the CRC-32 of its UTF-8 bytes as eight hex digits. */
export interface Record {
  body: string;
  sum: string;
}

const seal = (body: string): Record => ({ body, sum: crc32(body).toString(16).padStart(8, '0') });

export const record = (entry: Entry): Record => seal(JSON.stringify(entry));

/** Throws `JournalCorrupt`, naming the entry and `place` (the file), unless the bytes are those that were written. */
export function opened(row: { seq: number; body: string; sum: string }, place: string): Stored {
  if (crc32(row.body).toString(16).padStart(8, '0') !== row.sum) {
    throw new JournalCorrupt(
      `Entry ${row.seq} in ${place} is damaged: its checksum doesn't match. Restore the file from a backup, or move it away to start anew.`,
    );
  }
  // The checksum vouches that this is what `record` wrote.
  return { seq: row.seq, entry: JSON.parse(row.body) as Entry };
}

/**
 * The record that takes the place of a mention's. It is padded to the same number of bytes: SQLite then writes it over the
 * old one, in place, and no page is rearranged in a way that could leave a copy of the words behind.
 */
export function emptiedRecord(old: string, entry: Extract<Entry, { kind: 'mention' }>): Record {
  const body = JSON.stringify(emptied(entry));
  return seal(body + ' '.repeat(Math.max(0, Buffer.byteLength(old) - Buffer.byteLength(body))));
}
