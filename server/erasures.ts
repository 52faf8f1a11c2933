import { type Journal, JournalCorrupt } from './journal/journal.ts';
import type { Problems } from './problems.ts';

/** Entries looked through at a time for posts that were taken back. */
const BATCH = 500;
const PART = 'erase';

interface Deps {
  journal: Pick<Journal, 'erase' | 'read'>;
  problems: Problems;
  /** Our own data is damaged. */
  fail(error: unknown): void;
}

/**
 * Takes the words of posts that were taken back out of the journal. What fails (a full disk, a lost Redis) is tried again until it
 * succeeds: only the place of the oldest failure is remembered, since the journal itself tells which posts come after it.
 */
export class Erasures {
  readonly #deps: Deps;
  #underWay = 0;
  /** Every retraction up to this entry is done; `null` when all are. */
  #doneUpTo: number | null = null;
  #again: Promise<void> | null = null;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Whether every post that was taken back so far has lost its words: a snapshot must not leave this behind. */
  get settled(): boolean {
    return this.#underWay === 0 && this.#doneUpTo === null;
  }

  /** Erases a post that was taken back by an entry after number `before`. */
  erase(mention: string, before: number): void {
    this.#underWay++;
    this.#deps.journal
      .erase(mention)
      .catch((error) => this.#failed(error, before))
      .finally(() => this.#underWay--);
  }

  /** Tries again what failed. Never rejects. */
  again(): Promise<void> {
    this.#again ??= this.#tryAgain().finally(() => {
      this.#again = null;
    });
    return this.#again;
  }

  async #tryAgain(): Promise<void> {
    const from = this.#doneUpTo;
    if (from === null) return;
    this.#doneUpTo = null;
    let doneUpTo = from;
    try {
      for (let batch = await this.#read(from); batch.length; batch = await this.#read(doneUpTo)) {
        for (const { seq, entry } of batch) {
          if (entry.kind === 'retraction') await this.#deps.journal.erase(entry.mention);
          doneUpTo = seq;
        }
      }
      if (this.#doneUpTo === null) this.#deps.problems.end(PART);
    } catch (error) {
      this.#failed(error, doneUpTo);
    }
  }

  #read(after: number) {
    return this.#deps.journal.read(after, BATCH);
  }

  #failed(error: unknown, before: number): void {
    if (error instanceof JournalCorrupt) this.#deps.fail(error);
    this.#doneUpTo = Math.min(this.#doneUpTo ?? before, before);
    const reason = error instanceof Error ? error.message : String(error);
    this.#deps.problems.begin(PART, `The words of a post that was taken back are still in the journal; trying again: ${reason}`);
  }
}
