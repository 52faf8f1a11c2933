import type { Case } from '../shared/case.ts';
import type { Incident } from '../shared/incident.ts';
import type { History } from './history/history.ts';
import type { Problems } from './problems.ts';

/** Records written at a time. */
const BATCH = 500;

/** Something that the fold changes and the history keeps as it was last; `seq` is the last entry of the journal that changed it. */
interface Kept {
  id: string;
  seq: number;
}

interface Deps<T> {
  /** Up to which entry all that is kept is up to date. */
  upTo(): Promise<number>;
  /** Keeps these as they are now, and notes that nothing is missing up to that entry, all or nothing. */
  keep(some: readonly T[], upTo: number): Promise<void>;
  problems: Problems;
  /** The name of what may fail, and what it means for people. */
  part: string;
  trouble: string;
}

/** All of them as the fold has them, and the last entry folded. */
export interface Folded<T> {
  all: ReadonlyMap<string, T>;
  seq: number;
}

/**
 * Keeps the history up to the fold: whatever changed is written as it is when its turn comes, so what changes often is written seldom.
 * What fails (a full disk) stays to be written. What a crash keeps from being written is found again at the start, by the number of
 * the entry that last changed each.
 */
export class Records<T extends Kept> {
  readonly #deps: Deps<T>;
  /** Those that changed: as many as there are, at most. */
  #changed = new Set<string>();
  #writing: Promise<void> | null = null;

  constructor(deps: Deps<T>) {
    this.#deps = deps;
  }

  changed(id: string): void {
    this.#changed.add(id);
  }

  /** Finds what the history misses: all, if its file is new. */
  async begin({ all, seq }: Folded<T>): Promise<void> {
    const upTo = await this.#deps.upTo().catch((error) => this.#failed(error));
    // A history that knows more than the fold belongs to another journal.
    const missing = upTo === null || upTo > seq ? 0 : upTo;
    for (const one of all.values()) if (one.seq > missing) this.#changed.add(one.id);
  }

  /** Writes what changed. Never rejects. */
  write(folded: () => Folded<T>): Promise<void> {
    this.#writing ??= this.#write(folded).finally(() => {
      this.#writing = null;
    });
    return this.#writing;
  }

  async #write(folded: () => Folded<T>): Promise<void> {
    let ids: string[] = [];
    try {
      while (this.#changed.size > 0) {
        const { all, seq } = folded();
        ids = [...this.#changed].slice(0, BATCH);
        for (const id of ids) this.#changed.delete(id);
        const upTo = this.#changed.size === 0 ? seq : oldest(all, this.#changed, seq);
        await this.#deps.keep(
          ids.flatMap((id) => all.get(id) ?? []),
          upTo,
        );
        this.#deps.problems.end(this.#deps.part);
      }
    } catch (error) {
      for (const id of ids) this.#changed.add(id);
      this.#failed(error);
    }
  }

  #failed(error: unknown): null {
    const reason = error instanceof Error ? error.message : String(error);
    this.#deps.problems.begin(this.#deps.part, `${this.#deps.trouble}; trying again: ${reason}`);
    return null;
  }
}

/** Up to which entry nothing is missing while these still wait: before the first of their last changes. */
function oldest(all: ReadonlyMap<string, Kept>, waiting: ReadonlySet<string>, seq: number): number {
  let upTo = seq;
  for (const id of waiting) upTo = Math.min(upTo, (all.get(id)?.seq ?? seq + 1) - 1);
  return Math.max(0, upTo);
}

export const caseRecords = (history: Pick<History, 'casesUpTo' | 'keepCases'>, problems: Problems): Records<Case> =>
  new Records({
    upTo: () => history.casesUpTo(),
    keep: (cases, upTo) => history.keepCases(cases, upTo),
    problems,
    part: 'records',
    trouble: 'Reports miss the newest of the cases',
  });

export const incidentRecords = (history: Pick<History, 'incidentsUpTo' | 'keepIncidents'>, problems: Problems): Records<Incident> =>
  new Records({
    upTo: () => history.incidentsUpTo(),
    keep: (incidents, upTo) => history.keepIncidents(incidents, upTo),
    problems,
    part: 'incidents',
    trouble: 'The list of past incidents misses the newest',
  });
