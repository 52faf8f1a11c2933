import type { Answer } from './calls.ts';
import { HistoryCorrupt, HistoryFull } from './read-model.ts';

// Primary result codes, https://sqlite.org/rescode.html; the extended ones carry them in their lowest byte.
const CORRUPT = new Set([11, 26]);
const FULL = new Set([8, 10, 13, 14]);

type Failure = NonNullable<Answer['failure']>;

/** What went wrong, in words that say what to do, in a form that crosses threads. */
export function failure(error: unknown, file: string): Failure {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : 0;
  if (CORRUPT.has(code) || error instanceof SyntaxError) {
    return {
      kind: 'corrupt',
      message: `${file} is damaged (${message}): restore it from a backup, or delete it and start again; what the journal still holds comes back.`,
    };
  }
  if (FULL.has(code)) return { kind: 'full', message: `${file} can't be written (${message}): check free space and permissions.` };
  return { kind: 'other', message };
}

export function thrown({ kind, message }: Failure): Error {
  if (kind === 'corrupt') return new HistoryCorrupt(message);
  return kind === 'full' ? new HistoryFull(message) : new Error(message);
}
