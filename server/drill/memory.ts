import type { Entry, Stored } from '../core/entry.ts';
import { type Journal, JournalFull, type Lease, type Receipt, type Snapshot } from '../journal/journal.ts';

/** Entries of one drill: some hours of a scenario and its ticks. Beyond it nothing more comes in. */
export const DRILL_ENTRIES = 100_000;

/** The journal of a drill: it begins where the copied state ends, and is gone with its process. */
export class MemoryJournal implements Journal {
  readonly #begin: Snapshot & { version: string };
  readonly #entries: Stored[] = [];
  readonly #known = new Set<string>();
  readonly #listeners = new Set<() => void>();
  readonly #keys = new Map<string, string>();
  readonly #cursors = new Map<string, string>();

  constructor(version: string, begin: Snapshot) {
    this.#begin = { ...begin, version };
  }

  async append(entries: readonly Entry[]): Promise<Receipt[]> {
    if (this.#entries.length + entries.length > DRILL_ENTRIES) throw new JournalFull('this drill is too long; end it');
    const receipts = entries.map((entry) => this.#take(entry));
    queueMicrotask(() => {
      for (const listener of [...this.#listeners]) listener();
    });
    return receipts;
  }

  #take(entry: Entry): Receipt {
    if (this.#known.has(entry.id)) return { seq: 0, duplicate: true };
    this.#known.add(entry.id);
    const seq = this.#newest + 1;
    // What is kept must not change with what whoever brought it does to it later.
    this.#entries.push({ seq, entry: structuredClone(entry) });
    return { seq, duplicate: false };
  }

  get #newest(): number {
    return this.#begin.seq + this.#entries.length;
  }

  async read(after: number, limit: number): Promise<Stored[]> {
    const from = Math.max(0, after - this.#begin.seq);
    return this.#entries.slice(from, from + limit);
  }

  async last(): Promise<number> {
    return this.#newest;
  }

  async first(): Promise<number> {
    return this.#entries.length > 0 ? this.#begin.seq + 1 : 0;
  }

  onAppend(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The entry keeps its place and loses its words. */
  async erase(mention: string): Promise<void> {
    for (const { entry } of this.#entries)
      if (entry.kind === 'mention' && entry.id === mention)
        entry.mention = { ...entry.mention, text: '', author: { id: '', handle: '', name: '' } };
  }

  async retain(): Promise<number> {
    return 0;
  }

  async saveSnapshot(): Promise<void> {}

  async snapshots(version: string): Promise<Snapshot[]> {
    return version === this.#begin.version ? [this.#begin] : [];
  }

  async dropSnapshots(): Promise<void> {}

  async cursor(source: string): Promise<string | null> {
    return this.#cursors.get(source) ?? null;
  }

  async saveCursor(source: string, cursor: string): Promise<void> {
    this.#cursors.set(source, cursor);
  }

  /** There is one node, so whoever asks has it. */
  async acquire(name: string): Promise<Lease> {
    return { name, token: 1 };
  }

  async release(): Promise<void> {}

  async getKey(key: string): Promise<string | null> {
    return this.#keys.get(key) ?? null;
  }

  async setKey(key: string, value: string): Promise<void> {
    this.#keys.set(key, value);
  }

  async close(): Promise<void> {
    this.#listeners.clear();
  }
}
