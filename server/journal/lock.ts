import { readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { JournalBusy } from './journal.ts';
import { trouble } from './trouble.ts';

/**
 * Holds the folder for this process until the returned function is called. The lock is the operating system's (an
 * exclusive SQLite transaction on an empty file), so it ends with the process, however that ends. Beside it lies a note
 * of who holds it; it serves the message alone, and one that was left behind blocks nobody.
 */
export function lockFolder(folder: string): () => void {
  const file = join(folder, 'lock.db');
  const note = join(folder, 'lock.pid');
  const lock = exclusive(file, note);
  try {
    writeFileSync(note, `${process.pid} on ${hostname()}`);
  } catch {
    // On a full disk the folder is still ours, only nobody can read by whom.
  }
  return () => lock.close();
}

function exclusive(file: string, note: string): DatabaseSync {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(file);
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock?.close();
    const meaning = trouble(error, file);
    if (!(meaning instanceof JournalBusy)) throw meaning;
    throw new JournalBusy(`Another server (process ${holder(note)}) uses ${file}: stop it, or give this one a folder of its own.`);
  }
}

function holder(note: string): string {
  try {
    return readFileSync(note, 'utf8').slice(0, 100);
  } catch {
    return 'unknown';
  }
}
