import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { Incident, IncidentLine } from '../../shared/incident.ts';
import { concerns } from '../core/board/watches.ts';
import { type IncidentPlace, type IncidentQuery, incidentLine, kindsOf, rulesOf, saysOf, wordsAsked } from '../core/incidents/find.ts';
import { blank } from './blank.ts';

/** Incidents told at once, at most. */
export const INCIDENTS_AT_ONCE = 200;
/** Incidents deleted at a time. */
const RETIRED_AT_ONCE = 200;

/** The table of incidents: each as it was last. */
export class Incidents {
  readonly #db: DatabaseSync;
  readonly #put: StatementSync;
  readonly #get: StatementSync;
  readonly #blank: StatementSync;
  readonly #shows: StatementSync;
  readonly #owners: StatementSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#put = db.prepare(`INSERT INTO incidents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
      opened = excluded.opened, closed = excluded.closed, touched = excluded.touched, severity = excluded.severity, kinds = excluded.kinds,
      rules = excluded.rules, subjects = excluded.subjects, marks = excluded.marks, folded = excluded.folded, line = excluded.line,
      whole = excluded.whole`);
    this.#get = db.prepare('SELECT whole FROM incidents WHERE id = ?');
    this.#blank = db.prepare('UPDATE incidents SET whole = ? WHERE id = ?');
    this.#shows = db.prepare('INSERT OR IGNORE INTO incident_posts VALUES (?, ?)');
    this.#owners = db.prepare('SELECT owner FROM incident_posts WHERE mention = ?');
  }

  upTo(): number {
    return Number(this.#db.prepare('SELECT seq FROM incident_place').get()?.seq ?? 0);
  }

  /** Whether words were taken out that the file had. */
  keep(incidents: readonly Incident[], upTo: number): boolean {
    const emptied = incidents.map((incident) => this.#keepOne(incident)).includes(true);
    this.#db.prepare('INSERT INTO incident_place VALUES (1, ?) ON CONFLICT DO UPDATE SET seq = excluded.seq').run(upTo);
    return emptied;
  }

  #keepOne(incident: Incident): boolean {
    const { id, openedAt, closedAt, updatedAt, severity, subjects, marks, evidence } = incident;
    const emptied = this.#overwrite(incident);
    const lists = [kindsOf(incident), rulesOf(incident), subjects, [...new Set(marks.map(({ mark }) => mark))]];
    this.#put.run(
      ...[id, openedAt, closedAt, Math.max(updatedAt, closedAt ?? 0), severity],
      ...lists.map((list) => JSON.stringify(list)),
      ...[saysOf(incident), JSON.stringify(incidentLine(incident)), JSON.stringify(incident)],
    );
    for (const { mention } of evidence) this.#shows.run(mention, id);
    return emptied;
  }

  /** Words that are replaced by fewer would else stay behind them in the file. */
  #overwrite({ id, evidence }: Incident): boolean {
    const gone = new Set(evidence.flatMap(({ mention, text }) => (text === '' ? [mention] : [])));
    if (gone.size === 0) return false;
    const had = this.incident(id)?.evidence.some(({ mention, text }) => text !== '' && gone.has(mention)) ?? false;
    if (had) this.#blank.run(blank(this.#get.get(id)?.whole), id);
    return had;
  }

  incident(id: string): Incident | null {
    const whole = this.#get.get(id)?.whole;
    // This file is written by nobody else.
    return typeof whole === 'string' ? (JSON.parse(whole) as Incident) : null;
  }

  /** Those that are over, newest first. */
  lines(query: IncidentQuery, limit: number, after?: IncidentPlace): IncidentLine[] {
    return [...this.#each<IncidentLine>('line', query, after).take(Math.min(limit, INCIDENTS_AT_ONCE))];
  }

  /** The same, whole. */
  wholes(query: IncidentQuery, limit: number, after?: IncidentPlace): Incident[] {
    return [...this.#each<Incident>('whole', query, after).take(Math.min(limit, INCIDENTS_AT_ONCE))];
  }

  /** One after the other, for whoever looks until they found enough. */
  past(query: IncidentQuery): Iterable<Incident> {
    return this.#each<Incident>('whole', query);
  }

  /** Those that the scope may see. */
  *#each<T extends Pick<Incident, 'lead' | 'subjects'>>(
    column: 'line' | 'whole',
    query: IncidentQuery,
    after?: IncidentPlace,
  ): Generator<T> {
    for (const { json } of this.#rows(column, query, after)) {
      const one = JSON.parse(String(json)) as T;
      if (concerns({ setting: query.scope }, one.lead.kind, one.subjects)) yield one;
    }
  }

  #rows(column: 'line' | 'whole', query: IncidentQuery, after?: IncidentPlace) {
    const { sql, values } = conditions(query, after);
    const order = 'ORDER BY opened DESC, CAST(id AS INTEGER) DESC';
    return this.#db.prepare(`SELECT ${column} AS json FROM incidents WHERE ${sql.join(' AND ')} ${order}`).iterate(...values);
  }

  /** Takes the words of a post out of the incidents that show it. */
  erase(mention: string): void {
    for (const { owner } of this.#owners.all(mention)) {
      const one = this.incident(String(owner));
      if (one) this.#keepOne({ ...one, evidence: one.evidence.map((post) => (post.mention === mention ? emptied(mention, post) : post)) });
    }
  }

  /** Deletes some of those that were over before this time and to which nothing happened since; returns how many. */
  retire(before: number): number {
    const rows = this.#db.prepare('SELECT id FROM incidents WHERE touched < ? LIMIT ?').all(before, RETIRED_AT_ONCE);
    for (const { id } of rows) {
      this.#db.prepare('DELETE FROM incident_posts WHERE owner = ?').run(String(id));
      this.#db.prepare('DELETE FROM incidents WHERE id = ?').run(String(id));
    }
    return rows.length;
  }
}

const emptied = (mention: string, { network }: Incident['evidence'][number]): Incident['evidence'][number] => ({
  mention,
  author: '',
  network,
  text: '',
});

type Condition = [sql: string, ...values: SQLInputValue[]];

function conditions(
  { text, severity, kind, rule, marked, from, to }: IncidentQuery,
  after?: IncidentPlace,
): { sql: string[]; values: SQLInputValue[] } {
  const given: Condition[] = [['closed IS NOT NULL']];
  if (severity !== undefined) given.push(['severity = ?', severity]);
  if (kind !== undefined) given.push(['instr(kinds, ?) > 0', JSON.stringify(kind)]);
  if (rule !== undefined) given.push(['instr(rules, ?) > 0', JSON.stringify(rule)]);
  if (marked === true) given.push(["marks <> '[]'"]);
  if (from !== undefined) given.push(['opened >= ?', from]);
  if (to !== undefined) given.push(['opened < ?', to]);
  for (const word of wordsAsked(text ?? '')) given.push(['instr(folded, ?) > 0', word]);
  if (after) given.push(['(opened < ? OR (opened = ? AND CAST(id AS INTEGER) < ?))', after.opened, after.opened, Number(after.id)]);
  return { sql: given.map(([sql]) => sql), values: given.flatMap(([, ...values]) => values) };
}
