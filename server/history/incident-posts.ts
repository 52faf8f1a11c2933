import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { Case } from '../../shared/case.ts';
import type { MentionEntry } from '../core/entry.ts';
import type { AboutIncident, IncidentReading } from '../core/incidents/explain/about.ts';
import { readIncident } from '../core/incidents/explain/read.ts';
import type { Cases } from './cases.ts';
import type { Incidents } from './incidents.ts';
import { key } from './search.ts';

/** Posts read for the page of an incident, the newest. */
export const POSTS_READ = 5000;
/** Of those since the onset the first, and as many from just before it; and of the day before the newest, which tell what is usual. */
const FIRST_READ = 300;
const BEFORE_READ = 1000;
const DAY = 86_400_000;

/** A stretch of an incident's posts. */
interface Stretch {
  watches: string[] | null;
  from: number;
  to: number;
  limit: number;
  order: 'ASC' | 'DESC';
}

/** A page of an incident's posts, oldest first. `next`: where the page after begins; null at the end. */
export interface IncidentPosts {
  posts: MentionEntry[];
  next: number | null;
}

/** What belongs to incidents among the posts. */
export class PostsOfIncidents {
  readonly #db: DatabaseSync;
  readonly #cases: Cases;
  readonly #incidents: Incidents;
  readonly #entry: (mention: string) => MentionEntry | null;

  constructor(db: DatabaseSync, cases: Cases, incidents: Incidents, entry: (mention: string) => MentionEntry | null) {
    this.#db = db;
    this.#cases = cases;
    this.#incidents = incidents;
    this.#entry = entry;
  }

  read(about: AboutIncident): IncidentReading {
    const { watches, onset, to } = about;
    const known = new Map<string, Case | null>();
    const since = this.#rows({ watches, from: onset, to, limit: POSTS_READ, order: 'DESC' });
    return readIncident(about, {
      since: postsIn(since),
      // Where all were read nobody needs to count.
      count: since.length < POSTS_READ ? 0 : this.#count(watches, onset, to),
      first: postsIn(this.#first(about)),
      before: postsIn(this.#rows({ watches, from: onset - DAY, to: onset, limit: BEFORE_READ, order: 'DESC' })),
      caseOf: (mention) => this.#caseOf(mention, known),
      post: this.#entry,
      past: this.#incidents.past({ scope: about.scope }),
    });
  }

  /** Where much is said anyway, the first of the half hour before would not reach to the onset. */
  #first({ watches, onset, from, to }: AboutIncident): Row[] {
    const before = this.#rows({ watches, from, to: onset, limit: FIRST_READ, order: 'DESC' });
    return [...before.reverse(), ...this.#rows({ watches, from: onset, to, limit: FIRST_READ, order: 'ASC' })];
  }

  /** Cases are asked for by many of their posts. */
  #caseOf(mention: string, known: Map<string, Case | null>): Case | null {
    const id = this.#cases.ownerOf(mention);
    if (id === null) return null;
    if (!known.has(id)) known.set(id, this.#cases.case(id));
    return known.get(id) ?? null;
  }

  /** Oldest first, from the place `after` on. */
  page({ watches, onset, to }: Pick<AboutIncident, 'watches' | 'onset' | 'to'>, after: number | null, limit: number): IncidentPosts {
    const rows = this.#rows({ watches, from: onset, to, limit, order: 'ASC' }, after);
    return { posts: postsIn(rows), next: rows.length === limit ? Number(rows.at(-1)!.n) : null };
  }

  #rows({ watches, from, to, limit, order }: Stretch, after: number | null = null): Row[] {
    const time = [after === null ? key(from) : after + 1, key(to), limit];
    const arm = (table: string) => `SELECT n FROM (SELECT n FROM ${table} AND n >= ? AND n < ? ORDER BY n ${order} LIMIT ?)`;
    const arms = watches === null ? [arm('mentions WHERE 1')] : watches.map(() => arm('watched WHERE watch = ?'));
    if (arms.length === 0) return [];
    const values = watches === null ? time : watches.flatMap((watch) => [watch, ...time]);
    return this.#db
      .prepare(`SELECT n, erased, entry FROM mentions WHERE n IN (${arms.join(' UNION ')}) ORDER BY n ${order} LIMIT ?`)
      .all(...values, limit);
  }

  #count(watches: string[] | null, from: number, to: number): number {
    const time = [key(from), key(to)];
    const some = `SELECT DISTINCT n FROM watched WHERE watch IN (${(watches ?? []).map(() => '?').join(', ')}) AND n >= ? AND n < ?`;
    const all = 'SELECT n FROM mentions WHERE n >= ? AND n < ?';
    const row = this.#db.prepare(`SELECT count(*) AS n FROM (${watches === null ? all : some})`).get(...(watches ?? []), ...time);
    return Number(row?.n ?? 0);
  }
}

type Row = Record<string, SQLOutputValue>;

/** What is left of them: posts that were taken back are gone, and what we said ourselves is no part of what happened. */
const postsIn = (rows: readonly Row[]): MentionEntry[] =>
  // This file is written by nobody else, from entries that were checked when they came in.
  rows
    .flatMap(({ erased, entry }) => (erased === 0 ? [JSON.parse(String(entry)) as MentionEntry] : []))
    .filter(({ analysis }) => !analysis.own);
