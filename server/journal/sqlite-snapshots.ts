import type { DatabaseSync } from 'node:sqlite';
import { SNAPSHOTS_KEPT } from './bounds.ts';
import type { Commits } from './commits.ts';
import type { Snapshot } from './journal.ts';
import { pack, unpack } from './packed.ts';

/** Snapshots in the journal's own file, so that they are as durable as what they sum up and leave the disk with it. */
export class SqliteSnapshots {
  readonly #db: DatabaseSync;
  readonly #commits: Commits;

  constructor(db: DatabaseSync, commits: Commits) {
    this.#db = db;
    this.#commits = commits;
  }

  async save(version: string, snapshot: Snapshot): Promise<void> {
    const packed = await pack(snapshot.bytes);
    await this.#commits.run(1, () => {
      this.#db.prepare('INSERT OR REPLACE INTO snapshots VALUES (?, ?, ?)').run(version, snapshot.seq, packed);
      this.#db
        .prepare(
          `DELETE FROM snapshots WHERE version <> ?1 OR seq NOT IN
            (SELECT seq FROM snapshots WHERE version = ?1 ORDER BY seq DESC LIMIT ${SNAPSHOTS_KEPT})`,
        )
        .run(version);
    });
  }

  /** Damaged ones are left out. */
  async ofVersion(version: string): Promise<Snapshot[]> {
    const rows = this.#db.prepare('SELECT seq, packed FROM snapshots WHERE version = ? ORDER BY seq DESC').all(version);
    const unpacked = await Promise.all(rows.map((row) => unpack(row.packed as Uint8Array)));
    return rows.flatMap((row, i) => {
      const bytes = unpacked[i];
      return bytes ? [{ seq: Number(row.seq), bytes }] : [];
    });
  }

  drop(upTo: number): Promise<void> {
    return this.#commits.run(1, () => void this.#db.prepare('DELETE FROM snapshots WHERE seq <= ?').run(upTo));
  }
}
