import { JournalBusy, JournalCorrupt, JournalFull, JournalUnavailable } from './journal.ts';

// Primary result codes, https://sqlite.org/rescode.html; the extended ones carry them in their lowest byte.
const BUSY = 5;
const READONLY = 8;
const IOERR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const NOTADB = 26;
const REFUSED_BY_SYSTEM = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'EIO']);

const AFTERWARDS = 'What is in the journal stays readable; what was refused can be brought again.';

/** What an error from SQLite or the file system means for whoever appends, in words that say what to do. Others pass through. */
export function trouble(error: unknown, file: string): unknown {
  if (!(error instanceof Error)) return error;
  if ('errcode' in error && typeof error.errcode === 'number') return ofSqlite(error, error.errcode & 0xff, file);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (!REFUSED_BY_SYSTEM.has(code)) return error;
  return new JournalFull(`Can't write to ${file} (${error.message}): check free space and permissions. ${AFTERWARDS}`, { cause: error });
}

/** The same of a file that is open: another program that locks it will let go of it, and nothing is lost by waiting. */
export function passing(error: unknown, file: string): unknown {
  const meaning = trouble(error, file);
  return meaning instanceof JournalBusy ? new JournalUnavailable(`${meaning.message} ${AFTERWARDS}`, { cause: meaning }) : meaning;
}

function ofSqlite(cause: Error, code: number, file: string): Error {
  switch (code) {
    case FULL:
      return new JournalFull(
        `The disk with ${file} is full, or the file has reached its quota: free some space or keep fewer days. ${AFTERWARDS}`,
        { cause },
      );
    case READONLY:
    case CANTOPEN:
      return new JournalFull(`${file} can't be written: check that its folder is writable and belongs to this user. ${AFTERWARDS}`, {
        cause,
      });
    case IOERR:
      return new JournalFull(`The disk with ${file} fails (${cause.message}): check it. ${AFTERWARDS}`, { cause });
    case BUSY:
      return new JournalBusy(`${file} is locked by another program: close it and try again.`, { cause });
    case CORRUPT:
    case NOTADB:
      return new JournalCorrupt(`${file} is damaged (${cause.message}): restore it from a backup, or move it away to start anew.`, {
        cause,
      });
    default:
      return cause;
  }
}
