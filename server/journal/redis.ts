import type { Entry, Stored } from '../core/entry.ts';
import { KNOWN_BOUND, KNOWN_FOR, SNAPSHOTS_KEPT } from './bounds.ts';
import { type Journal, JournalCorrupt, type Lease, type Receipt, type Snapshot } from './journal.ts';
import { Listeners } from './listeners.ts';
import { pack, unpack } from './packed.ts';
import { RedisLink } from './redis-link.ts';
import { RedisPurge } from './redis-purge.ts';
import * as scripts from './redis-scripts.ts';
import { redisWarnings } from './redis-warnings.ts';
import { joined, parted } from './words.ts';

/** Entries in one script: others wait no longer than for these. */
const AT_ONCE = 1_000;
const RETIRED_AT_ONCE = 500;
/** Shortest time between two notes of how far the log was cut, in ms: with `KNOWN_FOR` it bounds their number. */
const NOTE_EVERY = 60 * 60 * 1000;

export interface RedisJournalOptions {
  url: string;
  /** Installations that share a Redis differ in it. */
  prefix?: string;
  /** Clock by which rewrites of Redis's file are spaced. Leases run by the clock of Redis. */
  now?: () => number;
  /** Told what is wrong with how this Redis is set up. */
  warn?: (message: string) => void;
  /** Further attempts to connect at the start. */
  patience?: number;
}

/**
 * The journal for several nodes: a Redis stream, whose order is the journal's. What people wrote lies beside it in a hash,
 * since a stream's entry can't be changed. Throws `JournalUnavailable` when Redis can't be reached, `JournalCorrupt` when
 * its stream is gone.
 */
export async function openRedisJournal({ url, prefix = 'earshot', now = Date.now, warn, patience }: RedisJournalOptions): Promise<Journal> {
  const links: RedisLink[] = [];
  try {
    const link = await RedisLink.open(url, patience);
    links.push(link);
    for (const warning of await redisWarnings(link)) warn?.(warning);
    const ear = await RedisLink.open(url, patience);
    links.push(ear);
    const journal = new RedisJournal(link, ear, prefix, now);
    await journal.begin();
    return journal;
  } catch (error) {
    for (const link of links) await link.close();
    throw error;
  }
}

/** The braces keep all keys on one node of a cluster. */
const keysOf = (prefix: string) => {
  const key = (name: string) => `{${prefix}}:${name}`;
  return {
    log: key('log'),
    words: key('words'),
    ids: key('ids'),
    trims: key('trims'),
    tokens: key('tokens'),
    cursors: key('cursors'),
    keys: key('keys'),
    snapshots: key('snapshots'),
    snapshotsOf: key('snapshots-version'),
    news: key('news'),
    lease: (name: string) => key(`lease:${name}`),
  };
};

class RedisJournal implements Journal {
  readonly #link: RedisLink;
  readonly #ear: RedisLink;
  readonly #keys: ReturnType<typeof keysOf>;
  readonly #purge: RedisPurge;
  readonly #listeners = new Listeners();

  constructor(link: RedisLink, ear: RedisLink, prefix: string, now: () => number) {
    this.#link = link;
    this.#ear = ear;
    this.#keys = keysOf(prefix);
    this.#purge = new RedisPurge(link, now);
  }

  async begin(): Promise<void> {
    await this.#ear.listen(this.#keys.news, () => this.#listeners.tell());
    // A Redis that still loads its data is waited for.
    const known = await this.#link.read((redis) => redis.zCard(this.#keys.ids));
    if (known === 0 || (await this.last()) > 0) return;
    throw new JournalCorrupt(
      `The journal in Redis at ${this.#link.place} has lost its stream (${this.#keys.log}), though it had one: restore Redis from a backup, or use another prefix.`,
    );
  }

  async append(entries: readonly Entry[], under?: Lease): Promise<Receipt[]> {
    const receipts: Receipt[] = [];
    for (let from = 0; from < entries.length; from += AT_ONCE) {
      receipts.push(...(await this.#appendSome(entries.slice(from, from + AT_ONCE), under)));
    }
    return receipts;
  }

  async #appendSome(entries: readonly Entry[], under?: Lease): Promise<Receipt[]> {
    const { log, words, ids, tokens, news } = this.#keys;
    const args = [under?.name ?? '', String(under?.token ?? ''), news];
    for (const entry of entries) {
      const { bare, words } = parted(entry);
      args.push(entry.id, String(entry.at), entry.kind, bare, words);
    }
    const numbers = numbered(await this.#link.writing(scripts.APPEND, [log, words, ids, tokens], args));
    return numbers.map((seq) => ({ seq, duplicate: seq === 0 }));
  }

  async read(after: number, limit: number): Promise<Stored[]> {
    const flat = listed(await this.#link.reading(scripts.READ, [this.#keys.log, this.#keys.words], [String(after), String(limit)]));
    const found: Stored[] = [];
    for (let i = 0; i < flat.length; i += 3) found.push(this.#stored(flat[i], flat[i + 1], flat[i + 2]));
    return found;
  }

  #stored(seq: unknown, bare: unknown, words: unknown): Stored {
    try {
      return { seq: Number(seq), entry: joined(String(bare), typeof words === 'string' ? words : null) };
    } catch (cause) {
      throw new JournalCorrupt(
        `Entry ${seq} of ${this.#keys.log} in Redis at ${this.#link.place} is damaged: restore Redis from a backup, or use another prefix.`,
        { cause },
      );
    }
  }

  async last(): Promise<number> {
    return (await this.#ends())[1]!;
  }

  async first(): Promise<number> {
    return (await this.#ends())[0]!;
  }

  async #ends(): Promise<number[]> {
    return numbered(await this.#link.reading(scripts.ENDS, [this.#keys.log], []));
  }

  onAppend(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  async erase(mention: string): Promise<void> {
    const erased = await this.#link.writing(scripts.ERASE, [this.#keys.words, this.#keys.ids], [mention]);
    if (erased === 1) await this.#purge.due();
  }

  async retain({ before, bytes, keepAfter }: { before: number; bytes: number; keepAfter: number }): Promise<number> {
    const { log, words, ids, trims } = this.#keys;
    const bounds = [decimal(before), decimal(keepAfter), decimal(bytes), String(RETIRED_AT_ONCE)];
    let retired = 0;
    for (let some = 1; some > 0; retired += some) some = Number(await this.#link.writing(scripts.RETIRE, [log, words, ids], bounds));
    const memory = [decimal(before), String(KNOWN_FOR), String(KNOWN_BOUND), String(NOTE_EVERY)];
    await this.#link.writing(scripts.FORGET, [log, ids, trims], memory);
    await this.#purge.perhaps();
    return retired;
  }

  async saveSnapshot(version: string, snapshot: Snapshot): Promise<void> {
    const packed = Buffer.from(await pack(snapshot.bytes));
    const { snapshots, snapshotsOf } = this.#keys;
    await this.#link.writing(
      scripts.SAVE_SNAPSHOT,
      [snapshots, snapshotsOf],
      [version, String(snapshot.seq), packed, String(SNAPSHOTS_KEPT)],
    );
    await this.#purge.perhaps();
  }

  /** Damaged ones are left out. */
  async snapshots(version: string): Promise<Snapshot[]> {
    if ((await this.#link.read((redis) => redis.get(this.#keys.snapshotsOf))) !== version) return [];
    const found: Snapshot[] = [];
    for (const seq of await this.#snapshotNumbers()) {
      const packed = await this.#link.bytes(this.#keys.snapshots, String(seq));
      const bytes = packed && (await unpack(packed));
      if (bytes) found.push({ seq, bytes });
    }
    return found;
  }

  async #snapshotNumbers(): Promise<number[]> {
    const fields = await this.#link.read((redis) => redis.hKeys(this.#keys.snapshots));
    return fields.map(Number).sort((a, b) => b - a);
  }

  async dropSnapshots(upTo: number): Promise<void> {
    const old = (await this.#snapshotNumbers()).filter((seq) => seq <= upTo).map(String);
    if (old.length === 0) return;
    await this.#link.write((redis) => redis.hDel(this.#keys.snapshots, old));
    await this.#purge.due();
  }

  cursor(source: string): Promise<string | null> {
    return this.#link.read((redis) => redis.hGet(this.#keys.cursors, source));
  }

  async saveCursor(source: string, cursor: string, under?: Lease): Promise<void> {
    const args = [under?.name ?? '', String(under?.token ?? ''), source, cursor];
    await this.#link.writing(scripts.SAVE_CURSOR, [this.#keys.cursors, this.#keys.tokens], args);
  }

  async acquire(name: string, holder: string, ttl: number): Promise<Lease | null> {
    const token = await this.#link.writing(scripts.ACQUIRE, [this.#keys.lease(name), this.#keys.tokens], [name, holder, decimal(ttl)]);
    return token === null ? null : { name, token: Number(token) };
  }

  async release(name: string, holder: string): Promise<void> {
    await this.#link.writing(scripts.RELEASE, [this.#keys.lease(name)], [holder]);
  }

  getKey(key: string): Promise<string | null> {
    return this.#link.read((redis) => redis.hGet(this.#keys.keys, key));
  }

  async setKey(key: string, value: string): Promise<void> {
    await this.#link.write((redis) => redis.hSet(this.#keys.keys, key, value));
  }

  async close(): Promise<void> {
    this.#listeners.clear();
    await Promise.all([this.#link.close(), this.#ear.close()]);
  }
}

/** Redis reads no "Infinity", and no fractions where it wants a number of an entry or milliseconds. */
const decimal = (value: number): string => String(Math.trunc(Math.min(Math.max(value, 0), Number.MAX_SAFE_INTEGER)));

const listed = (reply: unknown): unknown[] => (Array.isArray(reply) ? reply : []);

const numbered = (reply: unknown): number[] => listed(reply).map(Number);
