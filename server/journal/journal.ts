import type { Entry, Stored } from '../core/entry.ts';

/** What became of one appended entry: its number, or that its id was known already (then `seq` is 0 and nothing was written). */
export interface Receipt {
  seq: number;
  duplicate: boolean;
}

export interface Snapshot {
  /** The state holds every entry up to this one. */
  seq: number;
  bytes: Uint8Array;
}

/** A right to do something alone among all nodes. `token` rises with every new holder: work done under an older one is refused. */
export interface Lease {
  name: string;
  token: number;
}

/**
 * The one ordered log of everything that happened.
 *
 * - `append` resolves when the new entries are durable, in the order given; a known id is refused, also within one call.
 * - Entries are read in the order of `seq`, which rises and may skip.
 * - It has no timers and no opinion about time: ages and holders are given.
 * - It throws `JournalCorrupt` on its own damage, `JournalFull` when the disk (or Redis) takes no more, `JournalBusy` when
 *   another server holds the folder. After `JournalFull` reads go on working, and a later append may succeed.
 */
export interface Journal {
  append(entries: readonly Entry[], under?: Lease): Promise<Receipt[]>;
  /** At most `limit` entries after `seq`; an empty array at the end. */
  read(after: number, limit: number): Promise<Stored[]>;
  /** The newest number; 0 when empty. */
  last(): Promise<number>;
  /** The oldest number that is still held; 0 when empty. */
  first(): Promise<number>;
  /** Calls `listener` (soon) after entries were appended by this or another node. Returns how to stop. */
  onAppend(listener: () => void): () => void;

  /** Empties what people wrote in this mention's entry and its author; the entry keeps its place. Also purges it from disk. */
  erase(mention: string): Promise<void>;
  /** Deletes the oldest entries beyond these bounds, never one after `keepAfter` (the newest snapshot). Returns how many. */
  retain(bounds: { before: number; bytes: number; keepAfter: number }): Promise<number>;

  /** Keeps a few snapshots of each `version` and drops those of other versions. */
  saveSnapshot(version: string, snapshot: Snapshot): Promise<void>;
  /** Snapshots of this version, newest first: a damaged one lets the reader try the one before. */
  snapshots(version: string): Promise<Snapshot[]>;
  /** Drops every snapshot up to this number (they hold words that were taken back). */
  dropSnapshots(upTo: number): Promise<void>;

  /** A source's place in its stream, moved only after what came before it is durable. */
  cursor(source: string): Promise<string | null>;
  saveCursor(source: string, cursor: string, under?: Lease): Promise<void>;

  /** Takes or renews the lease for `holder` until `now + ttl`; `null` while somebody else has it. */
  acquire(name: string, holder: string, ttl: number): Promise<Lease | null>;
  release(name: string, holder: string): Promise<void>;

  /** Small secrets and settings of the installation (token hashes); compare-and-set is not needed. */
  getKey(key: string): Promise<string | null>;
  setKey(key: string, value: string): Promise<void>;
  close(): Promise<void>;
}

export class JournalCorrupt extends Error {
  override name = 'JournalCorrupt';
}
export class JournalFull extends Error {
  override name = 'JournalFull';
}
export class JournalBusy extends Error {
  override name = 'JournalBusy';
}
/** The lease was lost to another node while the work was under way. */
export class LeaseLost extends Error {
  override name = 'LeaseLost';
}
/** Redis can't be reached (yet): what was refused may be brought again. Reads wait for it instead. */
export class JournalUnavailable extends JournalFull {
  override name = 'JournalUnavailable';
}
