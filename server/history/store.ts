import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Case } from '../../shared/case.ts';
import type { Incident, IncidentLine } from '../../shared/incident.ts';
import type { Report, ReportQuery } from '../../shared/report.ts';
import { type ReportBasis, reportOf } from '../core/desk/report/report.ts';
import type { MentionEntry } from '../core/entry.ts';
import type { AboutIncident, IncidentReading } from '../core/incidents/explain/about.ts';
import type { IncidentPlace, IncidentQuery } from '../core/incidents/find.ts';
import { blank } from './blank.ts';
import { Cases } from './cases.ts';
import { folded } from './fold.ts';
import { type IncidentPosts, PostsOfIncidents } from './incident-posts.ts';
import { Incidents } from './incidents.ts';
import { Posts } from './posts.ts';
import type { CorrectedPage, HistoryPage, HistoryQuery } from './read-model.ts';
import { key, search } from './search.ts';
import { forgetThoroughly, SLOTS } from './tables.ts';

/** Mentions deleted at a time: a search waits no longer than for these. */
const RETIRED_AT_ONCE = 1_000;

/** The history's file, worked on synchronously. */
export class HistoryStore {
  readonly #db: DatabaseSync;
  readonly #insert: StatementSync;
  readonly #index: StatementSync;
  readonly #unindex: StatementSync;
  readonly #watch: StatementSync;
  readonly #has: StatementSync;
  readonly #newestIn: StatementSync;
  readonly #cases: Cases;
  readonly #posts: Posts;
  readonly #incidents: Incidents;
  readonly #ofIncidents: PostsOfIncidents;
  /** Where the last mention went: many with one time (an import that knows only days) don't search for room anew each time. */
  #recent = { first: -1, n: -1 };

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#insert = db.prepare('INSERT INTO mentions VALUES (?, ?, 0, ?, ?, ?, ?, ?)');
    this.#index = db.prepare('INSERT INTO words (rowid, folded) VALUES (?, ?)');
    this.#unindex = db.prepare("INSERT INTO words (words, rowid, folded) VALUES ('delete', ?, ?)");
    this.#watch = db.prepare('INSERT OR IGNORE INTO watched VALUES (?, ?)');
    this.#has = db.prepare('SELECT 1 FROM mentions WHERE id = ?');
    this.#cases = new Cases(db);
    this.#posts = new Posts(db);
    this.#incidents = new Incidents(db);
    this.#ofIncidents = new PostsOfIncidents(db, this.#cases, this.#incidents, (mention) => this.get(mention));
    this.#newestIn = db.prepare('SELECT max(n) AS n FROM mentions WHERE n >= ? AND n < ?');
  }

  keep(entries: readonly string[], upTo: number, erased: readonly string[]): void {
    this.#whole(() => {
      for (const json of entries) this.#keepOne(JSON.parse(json) as MentionEntry, json);
      for (const mention of erased) this.#erase(mention);
      this.#db.prepare('INSERT INTO place VALUES (1, ?) ON CONFLICT DO UPDATE SET seq = max(seq, excluded.seq)').run(upTo);
    });
    if (erased.length > 0) this.#purge();
  }

  #keepOne(entry: MentionEntry, json: string): void {
    const { at, mention, analysis } = entry;
    if (this.#has.get(mention.id)) return;
    // A post from the future takes its place when it came in.
    const n = this.#room(key(Math.min(mention.postedAt, at)));
    const text = folded(mention.text);
    this.#insert.run(n, mention.id, mention.network, analysis.language, analysis.label, text, json);
    this.#index.run(n, text);
    for (const watch of analysis.watches) this.#watch.run(watch, n);
    this.#posts.hear(entry);
  }

  /** The first free key from `first` on. */
  #room(first: number): number {
    let n = this.#recent.first === first ? this.#recent.n : first;
    for (let newest = this.#newest(n); newest >= n; newest = this.#newest(n)) n = newest + 1;
    this.#recent = { first, n };
    return n;
  }

  #newest(n: number): number {
    return Number(this.#newestIn.get(n, n - (n % SLOTS) + SLOTS)?.n ?? -1);
  }

  upTo(): number {
    return Number(this.#db.prepare('SELECT seq FROM place').get()?.seq ?? 0);
  }

  erase(mention: string): void {
    if (this.#whole(() => this.#erase(mention))) this.#purge();
  }

  /** The index needs the text as it was to find what to take out. */
  #erase(mention: string): boolean {
    this.#cases.erase(mention);
    this.#posts.erase(mention);
    this.#incidents.erase(mention);
    const row = this.#db.prepare('SELECT n, folded, entry FROM mentions WHERE id = ? AND erased = 0').get(mention);
    if (!row) return false;
    this.#unindex.run(Number(row.n), String(row.folded));
    this.#db
      .prepare('UPDATE mentions SET erased = 1, folded = ?, entry = ? WHERE n = ?')
      .run(blank(row.folded), blank(row.entry), Number(row.n));
    return true;
  }

  search(query: HistoryQuery): HistoryPage {
    return search(this.#db, query);
  }

  get(mention: string): MentionEntry | null {
    const json = this.#db.prepare('SELECT entry FROM mentions WHERE id = ? AND erased = 0').get(mention)?.entry;
    return typeof json === 'string' ? (JSON.parse(json) as MentionEntry) : null;
  }

  getMany(mentions: readonly string[]): MentionEntry[] {
    return mentions.flatMap((mention) => this.get(mention) ?? []);
  }

  /** `cases` as JSON. */
  keepCases(cases: readonly string[], upTo: number): void {
    const kept = cases.map((json) => JSON.parse(json) as Case);
    this.#whole(() => this.#cases.keep(kept, upTo));
    if (kept.some(({ turns }) => turns.some(({ retracted }) => retracted))) this.#purge();
  }

  casesUpTo(): number {
    return this.#cases.upTo();
  }

  case(id: string): Case | null {
    return this.#cases.case(id);
  }

  casesOf(network: string, customer: string, limit: number): Case[] {
    return this.#cases.casesOf(network, customer, limit);
  }

  /** `incidents` as JSON. */
  keepIncidents(incidents: readonly string[], upTo: number): void {
    const kept = incidents.map((json) => JSON.parse(json) as Incident);
    if (this.#whole(() => this.#incidents.keep(kept, upTo))) this.#purge();
  }

  incidentsUpTo(): number {
    return this.#incidents.upTo();
  }

  incident(id: string): Incident | null {
    return this.#incidents.incident(id);
  }

  incidents(query: IncidentQuery, limit: number, after?: IncidentPlace): Incident[] {
    return this.#incidents.wholes(query, limit, after);
  }

  incidentLines(query: IncidentQuery, limit: number, after?: IncidentPlace): IncidentLine[] {
    return this.#incidents.lines(query, limit, after);
  }

  incidentPosts(about: AboutIncident, after: number | null, limit: number): IncidentPosts {
    return this.#ofIncidents.page(about, after, limit);
  }

  readIncident(about: AboutIncident): IncidentReading {
    return this.#ofIncidents.read(about);
  }

  report(query: ReportQuery, basis: ReportBasis): Report {
    this.#cases.tidy();
    const { watch, language, team, agent } = query;
    const narrowed = [watch, language, team, agent].some((given) => given !== undefined) || basis.scope.length > 0;
    const report = reportOf(this.#cases, query, basis, narrowed ? [] : this.#posts.accounts(query));
    this.#shelve();
    return report;
  }

  #shelve(): void {
    try {
      this.#whole(() => {
        this.#cases.shelve();
        this.#posts.shelve();
      });
    } catch {
      // The disk takes no more, which those who keep something are told: reports only take longer.
    }
  }

  corrections(after: number): CorrectedPage {
    const { found, next } = this.#cases.corrected(after);
    return { corrections: found.flatMap((one) => ({ ...one, text: this.get(one.mention)?.mention.text ?? null })), next };
  }

  /** Deletes some of what was posted before; returns how many, 0 at the end. */
  retire(before: number): number {
    forgetThoroughly(this.#db, false);
    try {
      const retired = this.#whole(() => this.#retireSome(key(before)) + this.#cases.retire(before) + this.#incidents.retire(before));
      if (retired === 0) this.#posts.retire(before);
      if (retired > 0) this.#purge();
      return retired;
    } finally {
      forgetThoroughly(this.#db, true);
    }
  }

  #retireSome(bound: number): number {
    const rows = this.#db.prepare('SELECT n, erased, folded FROM mentions WHERE n < ? ORDER BY n LIMIT ?').all(bound, RETIRED_AT_ONCE);
    for (const row of rows) if (row.erased === 0) this.#unindex.run(Number(row.n), String(row.folded));
    const last = Number(rows.at(-1)?.n ?? -1);
    const watches = this.#db.prepare('SELECT DISTINCT watch FROM watched').all();
    for (const { watch } of watches) this.#db.prepare('DELETE FROM watched WHERE watch = ? AND n <= ?').run(String(watch), last);
    this.#db.prepare('DELETE FROM mentions WHERE n <= ?').run(last);
    return rows.length;
  }

  /** Until then the write-ahead log still holds what was erased. */
  #purge(): void {
    this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  #whole<T>(work: () => T): T {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      this.#recent = { first: -1, n: -1 };
      this.#undo();
      throw error;
    }
  }

  /** What is in memory is read anew from the file as it was before. */
  #undo(): void {
    try {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
    } finally {
      this.#cases.undo();
      this.#posts.undo();
    }
  }

  close(): void {
    this.#db.close();
  }
}
