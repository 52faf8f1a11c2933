import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Case } from '../../shared/case.ts';
import type { Incident, IncidentLine } from '../../shared/incident.ts';
import type { Report, ReportQuery } from '../../shared/report.ts';
import type { ReportBasis } from '../core/desk/report/report.ts';
import type { MentionEntry } from '../core/entry.ts';
import type { AboutIncident, IncidentReading } from '../core/incidents/explain/about.ts';
import type { IncidentPlace, IncidentQuery } from '../core/incidents/find.ts';
import type { Answer, Call, Calls } from './calls.ts';
import type { IncidentPosts } from './incident-posts.ts';
import type { CorrectedPage, History, HistoryPage, HistoryQuery } from './read-model.ts';
import { thrown } from './trouble.ts';

export { type History, HistoryCorrupt, HistoryFull, type HistoryQuery, PAGE_BOUND } from './read-model.ts';

interface Asked {
  resolve: (result: unknown) => void;
  reject: (error: Error) => void;
}

export const HISTORY_FILE = 'history.db';

/**
 * Opens `history.db` in `folder` (made if need be; `readOnly`: beside the server that keeps it). Throws `HistoryCorrupt` or `HistoryFull`.
 */
export async function openHistory({ folder, readOnly = false }: { folder: string; readOnly?: boolean }): Promise<History> {
  const workerData = { folder, file: join(folder, HISTORY_FILE), readOnly };
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData, execArgv: [] });
  const [first]: Answer[] = await once(worker, 'message');
  if (!first?.failure) return new ThreadedHistory(worker);
  await worker.terminate();
  throw thrown(first.failure);
}

/** Hands each call to the thread that holds the file. */
class ThreadedHistory implements History {
  readonly #worker: Worker;
  /** Calls that wait for their answer: as many as callers wait for. */
  readonly #asked = new Map<number, Asked>();
  #calls = 0;
  #over: Error | null = null;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (answer: Answer) => this.#settle(answer));
    worker.on('error', (error) => this.#end(error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', () => this.#end(new Error('The history is closed.')));
  }

  #ask<K extends keyof Calls>(name: K, ...args: Parameters<Calls[K]>): Promise<ReturnType<Calls[K]>> {
    return new Promise((resolve, reject) => {
      if (this.#over) return reject(this.#over);
      const call: Call<K> = { id: ++this.#calls, name, args };
      // The thread answers each call with what the store's method of that name returns.
      this.#asked.set(call.id, { resolve: (result) => resolve(result as ReturnType<Calls[K]>), reject });
      this.#worker.postMessage(call);
    });
  }

  #settle({ id, result, failure }: Answer): void {
    const asked = this.#asked.get(id);
    this.#asked.delete(id);
    if (failure) asked?.reject(thrown(failure));
    else asked?.resolve(result);
  }

  #end(error: Error): void {
    this.#over ??= error;
    for (const { reject } of this.#asked.values()) reject(this.#over);
    this.#asked.clear();
  }

  async keep(entries: readonly MentionEntry[], upTo: number, erased: readonly string[] = []): Promise<void> {
    await this.#ask(
      'keep',
      entries.map((entry) => JSON.stringify(entry)),
      upTo,
      [...erased],
    );
  }

  upTo(): Promise<number> {
    return this.#ask('upTo');
  }

  erase(mention: string): Promise<void> {
    return this.#ask('erase', mention);
  }

  search(query: HistoryQuery): Promise<HistoryPage> {
    return this.#ask('search', query);
  }

  get(mention: string): Promise<MentionEntry | null> {
    return this.#ask('get', mention);
  }

  getMany(mentions: readonly string[]): Promise<MentionEntry[]> {
    return this.#ask('getMany', [...mentions]);
  }

  async keepCases(cases: readonly Case[], upTo: number): Promise<void> {
    await this.#ask(
      'keepCases',
      cases.map((one) => JSON.stringify(one)),
      upTo,
    );
  }

  casesUpTo(): Promise<number> {
    return this.#ask('casesUpTo');
  }

  case(id: string): Promise<Case | null> {
    return this.#ask('case', id);
  }

  casesOf(network: string, customer: string, limit: number): Promise<Case[]> {
    return this.#ask('casesOf', network, customer, limit);
  }

  async keepIncidents(incidents: readonly Incident[], upTo: number): Promise<void> {
    await this.#ask(
      'keepIncidents',
      incidents.map((one) => JSON.stringify(one)),
      upTo,
    );
  }

  incidentsUpTo(): Promise<number> {
    return this.#ask('incidentsUpTo');
  }

  incident(id: string): Promise<Incident | null> {
    return this.#ask('incident', id);
  }

  incidents(query: IncidentQuery, limit: number, after?: IncidentPlace): Promise<Incident[]> {
    return this.#ask('incidents', query, limit, after);
  }

  incidentLines(query: IncidentQuery, limit: number, after?: IncidentPlace): Promise<IncidentLine[]> {
    return this.#ask('incidentLines', query, limit, after);
  }

  incidentPosts(about: AboutIncident, after: number | null, limit: number): Promise<IncidentPosts> {
    return this.#ask('incidentPosts', about, after, limit);
  }

  readIncident(about: AboutIncident): Promise<IncidentReading> {
    return this.#ask('readIncident', about);
  }

  report(query: ReportQuery, basis: ReportBasis): Promise<Report> {
    return this.#ask('report', query, basis);
  }

  corrections(after: number): Promise<CorrectedPage> {
    return this.#ask('corrections', after);
  }

  async retain(before: number): Promise<number> {
    let retired = 0;
    for (let some = 1; some > 0; retired += some) some = await this.#ask('retire', before);
    return retired;
  }

  async close(): Promise<void> {
    if (this.#over) return;
    const exit = once(this.#worker, 'exit');
    await this.#ask('close');
    await exit;
  }
}
