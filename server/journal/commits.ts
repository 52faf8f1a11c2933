import type { DatabaseSync } from 'node:sqlite';
import { LeaseLost } from './journal.ts';

/** Most units of work (entries, mostly) in one transaction; what waits beyond it goes into the next. */
const WEIGHT_BOUND = 2_000;

interface Job {
  weight: number;
  /** Does the work inside the transaction; what it returns is called once that is durable. */
  perform: () => () => void;
  reject: (error: unknown) => void;
}

/**
 * Group commit: whatever is asked for in one turn of the event loop, and while a commit keeps it busy, shares one
 * transaction and so one fsync. Works run in the order in which they were given; they all succeed or all fail, except
 * that a lost lease fails its own work alone, before it has written anything.
 */
export class Commits {
  readonly #db: DatabaseSync;
  readonly #meaning: (error: unknown) => unknown;
  #waiting: Job[] = [];
  #scheduled = false;

  constructor(db: DatabaseSync, meaning: (error: unknown) => unknown) {
    this.#db = db;
    this.#meaning = meaning;
  }

  run<T>(weight: number, work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const perform = () => {
        const value = work();
        return () => resolve(value);
      };
      this.#waiting.push({ weight, perform, reject });
      this.#schedule();
    });
  }

  /** Commits everything that waits, at once. */
  flush(): void {
    while (this.#waiting.length > 0) this.#commit(this.#take());
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      if (this.#waiting.length > 0) this.#commit(this.#take());
      if (this.#waiting.length > 0) this.#schedule();
    });
  }

  #take(): Job[] {
    let count = 0;
    for (let weight = 0; count < this.#waiting.length && weight < WEIGHT_BOUND; count++) weight += this.#waiting[count]!.weight;
    return this.#waiting.splice(0, count);
  }

  #commit(jobs: Job[]): void {
    try {
      this.#db.exec('BEGIN IMMEDIATE');
      const settle = jobs.map(performed);
      this.#db.exec('COMMIT');
      for (const done of settle) done();
    } catch (error) {
      // SQLite has rolled back by itself after some errors, a full disk among them.
      if (this.#db.isOpen && this.#db.isTransaction) this.#db.exec('ROLLBACK');
      const meaning = this.#meaning(error);
      for (const job of jobs) job.reject(meaning);
    }
  }
}

function performed(job: Job): () => void {
  try {
    return job.perform();
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error;
    return () => job.reject(error);
  }
}
