import type { SourceStatus } from '../shared/slices.ts';
import type { SourceEntry } from './core/entry.ts';
import type { SourceState, State } from './core/state.ts';
import { type Journal, type Lease, LeaseLost } from './journal/journal.ts';

/** What a source last said of itself. */
export interface SourceReport {
  connector: string;
  listens: boolean;
  status: SourceStatus;
  message?: string;
  /** Held by the node that runs the source. */
  lease?: Lease;
}

export interface Counted {
  duplicates: number;
  rejected: number;
  lastRejection?: string;
}

interface Deps {
  journal: Pick<Journal, 'append'>;
  /** Unique to this process: it makes the entries' ids unique. */
  node: string;
  now(): number;
  /** What is folded. */
  engine: { readonly state: Pick<State, 'seq' | 'sources'> };
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
  /** Told to the journal, and not folded yet: at most what was told while the fold was behind. */
  #told: { seq: number; entry: SourceEntry }[] = [];
  #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
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
    await this.#tell(this.#entry(source), report.lease);
  }

  async gap(source: string, gap: { from: number; to: number; reason: string }): Promise<void> {
    await this.#tell({ ...this.#entry(source), gap: { ...gap, reason: gap.reason.slice(0, REASON) } });
  }

  /** Appends what was counted since the last time, and states that the journal did not take. */
  async flush(): Promise<void> {
    await Promise.all([...this.#counted.keys()].map((source) => this.#tell(this.#entry(source), this.#reports.get(source)?.lease)));
  }

  /** What could not be told waits for the next flush; the state does not, if another node runs the source now and tells of it. */
  async #tell(entry: SourceEntry, lease?: Lease): Promise<void> {
    const told = { seq: Number.POSITIVE_INFINITY, entry };
    this.#told = [...this.#unfolded(), told];
    try {
      const [receipt] = await this.#deps.journal.append([entry], lease);
      told.seq = receipt!.seq;
    } catch (error) {
      this.#told = this.#told.filter((one) => one !== told);
      this.#putBack(entry);
      if (error instanceof LeaseLost) this.#reports.delete(entry.source);
      throw error;
    }
  }

  #putBack({ source, duplicates, rejected, lastRejection }: SourceEntry): void {
    const counted = this.#of(source);
    counted.duplicates += duplicates;
    counted.rejected += rejected;
    if (lastRejection !== undefined) counted.lastRejection ??= lastRejection;
  }

  #unfolded() {
    return this.#told.filter(({ seq }) => seq > this.#deps.engine.state.seq);
  }

  /** What this node counted and the fold does not know yet: with its totals they are exact. */
  pending(): Map<string, Readonly<Counted>> {
    const pending = new Map([...this.#counted].map(([source, counted]) => [source, { ...counted }]));
    for (const { entry } of this.#unfolded()) {
      const { duplicates, rejected } = pending.get(entry.source) ?? { duplicates: 0, rejected: 0 };
      pending.set(entry.source, { duplicates: duplicates + entry.duplicates, rejected: rejected + entry.rejected });
    }
    return pending;
  }

  #of(source: string): Counted {
    const known = this.#counted.get(source);
    if (known) return known;
    const counted = { duplicates: 0, rejected: 0 };
    if (this.#counted.size < COUNTED_KEPT) this.#counted.set(source, counted);
    return counted;
  }

  /** The state is that of whoever runs the source: our own report while we do, else what the journal tells. */
  #entry(source: string): SourceEntry {
    const report = this.#reports.get(source) ?? reportOf(this.#deps.engine.state.sources.get(source));
    const counted = this.#counted.get(source) ?? { duplicates: 0, rejected: 0 };
    this.#counted.delete(source);
    return {
      kind: 'source',
      id: `s:${this.#deps.node}:${this.#serial++}`,
      at: this.#deps.now(),
      source,
      connector: report?.connector ?? 'push',
      listens: report?.listens ?? false,
      status: report?.status ?? 'live',
      ...(report?.message === undefined ? {} : { message: report.message.slice(0, REASON) }),
      ...counted,
    };
  }
}

const reportOf = (state: SourceState | undefined): SourceReport | undefined =>
  state && {
    connector: state.connector,
    listens: state.listens,
    status: state.status,
    ...(state.message === null ? {} : { message: state.message }),
  };
