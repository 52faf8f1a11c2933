import type { SourceStatus } from '../shared/slices.ts';
import type { SourceEntry } from './core/entry.ts';
import type { Journal, Lease } from './journal/journal.ts';

/** What a source last said of itself. */
export interface SourceReport {
  connector: string;
  listens: boolean;
  status: SourceStatus;
  message?: string;
  /** Held by the node that runs the source. */
  lease?: Lease;
}

interface Counted {
  duplicates: number;
  rejected: number;
  lastRejection?: string;
}

/** Sources counted between two flushes. */
const COUNTED_KEPT = 500;
/** Characters of a reason; it may quote what came from outside. */
const REASON = 200;

/**
 * What sources tell of themselves and what was refused of theirs, on its way into the journal: states at once, counts together.
 * A crash may lose the counts of the last seconds; it never loses a post.
 */
export class SourceCounts {
  #reports = new Map<string, SourceReport>();
  #counted = new Map<string, Counted>();
  #serial = 0;
  #journal: Journal;
  #node: string;
  #now: () => number;

  /** `node` is unique to this process: it makes the entries' ids unique. */
  constructor(journal: Journal, node: string, now: () => number) {
    this.#journal = journal;
    this.#node = node;
    this.#now = now;
  }

  duplicate(source: string): void {
    this.#of(source).duplicates++;
  }

  reject(source: string, reason: string, count: number): void {
    const counted = this.#of(source);
    counted.rejected += count;
    counted.lastRejection = reason.slice(0, REASON).toWellFormed();
  }

  /** Appends the state when it differs from the last one told. */
  async report(source: string, report: SourceReport): Promise<void> {
    const known = this.#reports.get(source);
    this.#reports.set(source, report);
    if (known?.status === report.status && known.message === report.message) return;
    await this.#journal.append([this.#entry(source)], report.lease);
  }

  async gap(source: string, gap: { from: number; to: number; reason: string }): Promise<void> {
    await this.#journal.append([{ ...this.#entry(source), gap: { ...gap, reason: gap.reason.slice(0, REASON) } }]);
  }

  /** Appends what was counted since the last time. */
  async flush(): Promise<void> {
    const entries = [...this.#counted.keys()].map((source) => this.#entry(source));
    if (!entries.length) return;
    try {
      await this.#journal.append(entries);
    } catch (error) {
      for (const entry of entries) this.#putBack(entry);
      throw error;
    }
  }

  #putBack({ source, duplicates, rejected, lastRejection }: SourceEntry): void {
    const counted = this.#of(source);
    counted.duplicates += duplicates;
    counted.rejected += rejected;
    if (lastRejection !== undefined) counted.lastRejection ??= lastRejection;
  }

  /** Counts that are not in the journal yet, for exact totals. */
  pending(): Map<string, Readonly<Counted>> {
    return this.#counted;
  }

  #of(source: string): Counted {
    const known = this.#counted.get(source);
    if (known) return known;
    const counted = { duplicates: 0, rejected: 0 };
    if (this.#counted.size < COUNTED_KEPT) this.#counted.set(source, counted);
    return counted;
  }

  #entry(source: string): SourceEntry {
    const report = this.#reports.get(source);
    const counted = this.#counted.get(source) ?? { duplicates: 0, rejected: 0 };
    this.#counted.delete(source);
    return {
      kind: 'source',
      id: `s:${this.#node}:${this.#serial++}`,
      at: this.#now(),
      source,
      connector: report?.connector ?? 'push',
      listens: report?.listens ?? false,
      status: report?.status ?? 'live',
      ...(report?.message === undefined ? {} : { message: report.message.slice(0, REASON) }),
      ...counted,
    };
  }
}
