import type { Logger } from 'pino';
import type { SourceConfig } from './config.ts';
import type { Analyser } from './core/analysis/analyser.ts';
import type { SourceCounts } from './counts.ts';
import type { Intake } from './intake.ts';
import { type Journal, JournalFull, type Lease, LeaseLost } from './journal/journal.ts';
import { whenHeld } from './sources/lease.ts';
import type { CasePost, Helpdesk, SourceContext, SourceKind } from './sources/source.ts';
import { supervise } from './sources/supervisor.ts';

interface Deps {
  journal: Pick<Journal, 'cursor' | 'saveCursor'>;
  /** Who runs a source is settled by leases. */
  leases: Pick<Journal, 'acquire' | 'release'>;
  leaseMs?: number;
  intake: Intake;
  counts: SourceCounts;
  analyser(): Analyser;
  log: Logger;
  now(): number;
  /** Unique to this process: the holder of its leases. */
  node: string;
  kind(name: string): SourceKind | undefined;
  /** Ids of the held posts of an author, and our own handles on a network. */
  heldBy(author: string): string[];
  accounts(network: string): string[];
  /** Ids of the held posts that begin with this, and the customer's newest post in a case that is not after `before`. */
  heldWith(prefix: string): string[];
  postOf(number: string, before: number): CasePost | null;
  /** A part of the server failed that no source can mend. */
  fail(error: unknown): void;
}

interface Running {
  config: SourceConfig;
  stop: AbortController;
  done: Promise<void>;
  helpdesk: Helpdesk | null;
}

/** Runs the sources of the config, each on one node at a time. */
export class RunningSources {
  #running = new Map<string, Running>();
  #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Stops what is gone or changed, starts what is new, leaves alone what is the same. */
  async run(configs: readonly SourceConfig[]): Promise<void> {
    const wanted = new Map(configs.map((config) => [config.id, config]));
    const gone = [...this.#running.values()].filter(({ config }) => JSON.stringify(wanted.get(config.id)) !== JSON.stringify(config));
    await Promise.all(gone.map((source) => this.#stop(source)));
    for (const config of configs) if (!this.#running.has(config.id)) this.#start(config);
  }

  /** The helpdesk that this source is, on whatever node it runs; null when it is none. */
  helpdesk(id: string): Helpdesk | null {
    return this.#running.get(id)?.helpdesk ?? null;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#running.values()].map((source) => this.#stop(source)));
  }

  async #stop({ config, stop, done }: Running): Promise<void> {
    stop.abort();
    await done;
    this.#running.delete(config.id);
  }

  #start(config: SourceConfig): void {
    const { leases, node, fail } = this.#deps;
    const kind = this.#deps.kind(config.kind);
    if (!kind) {
      fail(new Error(`no source of the kind "${config.kind}"`));
      return;
    }
    const stop = new AbortController();
    const run = (signal: AbortSignal, lease: Lease) => supervise(kind, config.options, this.#context(config, kind, signal, lease));
    const done = whenHeld(leases, `source:${config.id}`, node, stop.signal, run, this.#deps.leaseMs).catch(fail);
    this.#running.set(config.id, { config, stop, done, helpdesk: this.#helpdesk(config, kind, stop.signal) });
  }

  /** Wrong options are told by the run. */
  #helpdesk(config: SourceConfig, kind: SourceKind, signal: AbortSignal): Helpdesk | null {
    const options = kind.options.safeParse(config.options ?? {});
    if (!kind.helpdesk || !options.success) return null;
    return kind.helpdesk(this.#context(config, kind, signal), options.data);
  }

  /** Without a lease, as a helpdesk has it, nothing is said of how the source is. */
  #context({ id }: SourceConfig, kind: SourceKind, signal: AbortSignal, lease?: Lease): SourceContext {
    const { journal, intake, counts, analyser, log, now, fail, heldBy, heldWith, postOf, accounts } = this.#deps;
    const told = (work: Promise<void>) => void work.catch((error) => (isPassing(error) ? undefined : fail(error)));
    return {
      id,
      signal,
      log: log.child({ source: id }),
      now,
      random: Math.random,
      submit: (items, keep) => intake.submit(items, keep, lease),
      matches: ({ handle, ...post }) => analyser().concerns({ ...post, ...(handle ? { author: handle } : {}) }),
      holds: (mention) => intake.holds(mention),
      heldBy,
      accounts,
      heldIn: (ticket) => heldWith(`${id}:${ticket}/`),
      postOf,
      cursor: () => journal.cursor(id),
      saveCursor: (cursor) => journal.saveCursor(id, cursor, lease),
      status: (status, message) =>
        told(
          counts.report(id, { connector: kind.kind, listens: kind.listens, status, lease, ...(message === undefined ? {} : { message }) }),
        ),
      reject: (reason, count = 1) => counts.reject(id, reason, count),
      gap: (from, to, reason) => told(counts.gap(id, { from, to, reason })),
    };
  }
}

/** A full disk is told elsewhere, and the state then waits for the next flush; after a lost lease another node tells. */
const isPassing = (error: unknown): boolean => error instanceof JournalFull || error instanceof LeaseLost;
