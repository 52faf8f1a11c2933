import type { DatabaseSync } from 'node:sqlite';
import { type Lease, LeaseLost } from './journal.ts';

/**
 * Leases of a single node. Called inside a transaction. Those of an earlier run (`run` tells) are free, because the folder
 * has one server at a time; the token rises all the same.
 */
export class SqliteLeases {
  readonly #db: DatabaseSync;
  readonly #now: () => number;
  readonly #run = crypto.randomUUID();

  constructor(db: DatabaseSync, now: () => number) {
    this.#db = db;
    this.#now = now;
  }

  acquire(name: string, holder: string, ttl: number): Lease | null {
    const held = this.#db.prepare('SELECT holder, token, until, run FROM leases WHERE name = ?').get(name);
    const now = this.#now();
    const alive = held !== undefined && held.run === this.#run && Number(held.until) > now;
    if (alive && held.holder !== holder) return null;
    const token = Number(held?.token ?? 0) + (alive ? 0 : 1);
    this.#db.prepare('INSERT OR REPLACE INTO leases VALUES (?, ?, ?, ?, ?)').run(name, holder, token, now + ttl, this.#run);
    return { name, token };
  }

  release(name: string, holder: string): void {
    this.#db.prepare('UPDATE leases SET until = 0 WHERE name = ? AND holder = ?').run(name, holder);
  }

  /** Throws `LeaseLost` when somebody took the lease after `lease` was given. */
  demand(lease: Lease | undefined): void {
    if (!lease) return;
    const token = Number(this.#db.prepare('SELECT token FROM leases WHERE name = ?').get(lease.name)?.token ?? 0);
    if (token !== lease.token)
      throw new LeaseLost(`The lease "${lease.name}" (token ${lease.token}) was taken by another node (token ${token}).`);
  }
}
