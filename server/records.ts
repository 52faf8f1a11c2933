import type { Case } from '../shared/case.ts';
import type { History } from './history/history.ts';
import type { Problems } from './problems.ts';

/** Cases written at a time. */
const BATCH = 500;
const PART = 'records';

interface Deps {
  history: Pick<History, 'casesUpTo' | 'keepCases'>;
  problems: Problems;
}

/** The cases as the fold has them, and the last entry folded. */
interface Folded {
  cases: ReadonlyMap<string, Case>;
  seq: number;
}

/**
 * Keeps the history's cases up to the fold: every case that changed is written as it is when its turn comes, so one that changes often is
 * written seldom. What fails (a full disk) stays to be written. What a crash keeps from being written is found again at the start, by
 * the number of the entry that last changed each case.
 */
export class Records {
  readonly #deps: Deps;
  /** Cases that changed: as many as there are, at most. */
  #changed = new Set<string>();
  #writing: Promise<void> | null = null;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  changed(id: string): void {
    this.#changed.add(id);
  }

  /** Finds what the history misses: all, if its file is new. */
  async begin({ cases, seq }: Folded): Promise<void> {
    const upTo = await this.#deps.history.casesUpTo().catch((error) => this.#failed(error));
    // A history that knows more than the fold belongs to another journal.
    const missing = upTo === null || upTo > seq ? 0 : upTo;
    for (const one of cases.values()) if (one.seq > missing) this.#changed.add(one.id);
  }

  /** Writes what changed. Never rejects. */
  write(folded: () => Folded): Promise<void> {
    this.#writing ??= this.#write(folded).finally(() => {
      this.#writing = null;
    });
    return this.#writing;
  }

  async #write(folded: () => Folded): Promise<void> {
    let ids: string[] = [];
    try {
      while (this.#changed.size > 0) {
        const { cases, seq } = folded();
        ids = [...this.#changed].slice(0, BATCH);
        for (const id of ids) this.#changed.delete(id);
        const upTo = this.#changed.size === 0 ? seq : oldest(cases, this.#changed, seq);
        await this.#deps.history.keepCases(
          ids.flatMap((id) => cases.get(id) ?? []),
          upTo,
        );
        this.#deps.problems.end(PART);
      }
    } catch (error) {
      for (const id of ids) this.#changed.add(id);
      this.#failed(error);
    }
  }

  #failed(error: unknown): null {
    const reason = error instanceof Error ? error.message : String(error);
    this.#deps.problems.begin(PART, `Reports miss the newest of the cases; trying again: ${reason}`);
    return null;
  }
}

/** Up to which entry nothing is missing while these still wait: before the first of their last changes. */
function oldest(cases: ReadonlyMap<string, Case>, waiting: ReadonlySet<string>, seq: number): number {
  let upTo = seq;
  for (const id of waiting) upTo = Math.min(upTo, (cases.get(id)?.seq ?? seq + 1) - 1);
  return Math.max(0, upTo);
}
