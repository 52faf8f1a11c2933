import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Case } from '../../shared/case.ts';
import type { Turn } from '../../shared/turn.ts';
import { CASE_WORDS, type CaseColumns, caseColumns, REPLY_WORDS, type ReplyColumns, replyColumns } from '../core/desk/report/columns.ts';
import { type CaseFacts, factsOf, type ReplyFacts, repliesOf } from '../core/desk/report/facts.ts';
import { CASE_PACKING, type PackedCase, type PackedReply, REPLY_PACKING } from '../core/desk/report/packed.ts';
import type { FactsOfTime } from '../core/desk/report/report.ts';
import { Words } from '../core/desk/report/words.ts';
import { blank } from './blank.ts';
import { DailyFacts } from './facts.ts';
import { CORRECTED_AT_ONCE, type Corrected, correctedIn } from './labels.ts';

/** Earlier cases of a customer that are told at once, at most. */
export const CASES_AT_ONCE = 100;
/** Cases deleted at a time. */
const RETIRED_AT_ONCE = 500;

/** Words (of networks, watches, people ...) kept for the columns that have them. */
export const WORDS_KEPT = 50_000;

/** The tables of cases: each as it was last, whole, and what reports count of it. */
export class Cases implements FactsOfTime {
  readonly #db: DatabaseSync;
  readonly #cases: DailyFacts<CaseFacts, PackedCase, CaseColumns>;
  readonly #replies: DailyFacts<ReplyFacts, PackedReply, ReplyColumns>;
  readonly words = new Words();
  readonly #get: StatementSync;
  readonly #put: StatementSync;
  readonly #blank: StatementSync;
  readonly #turn: StatementSync;
  readonly #caseOf: StatementSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#cases = new DailyFacts(db, 'case', { ...CASE_PACKING, ...CASE_WORDS, columns: caseColumns }, this.words);
    this.#replies = new DailyFacts(db, 'reply', { ...REPLY_PACKING, ...REPLY_WORDS, columns: replyColumns }, this.words);
    this.#get = db.prepare('SELECT whole FROM cases WHERE id = ?');
    this.#blank = db.prepare('UPDATE cases SET whole = ?, customer = ? WHERE id = ?');
    this.#put = db.prepare(`INSERT INTO cases VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET network = excluded.network,
      customer = excluded.customer, opened = excluded.opened, touched = excluded.touched, corrected = excluded.corrected, whole = excluded.whole`);
    this.#turn = db.prepare('INSERT INTO turns VALUES (?, ?) ON CONFLICT (mention) DO UPDATE SET owner = excluded.owner');
    this.#caseOf = db.prepare('SELECT owner FROM turns WHERE mention = ?');
  }

  upTo(): number {
    return Number(this.#db.prepare('SELECT seq FROM case_place').get()?.seq ?? 0);
  }

  keep(cases: readonly Case[], upTo: number): void {
    for (const one of cases) this.#keepOne(one);
    this.#db.prepare('INSERT INTO case_place VALUES (1, ?) ON CONFLICT DO UPDATE SET seq = excluded.seq').run(upTo);
  }

  #keepOne(one: Case): void {
    if (one.turns.some(({ retracted }) => retracted)) this.#overwrite(one.id);
    const corrected = one.turns.some((turn) => turn.corrected !== undefined);
    this.#put.run(one.id, one.network, one.customer.id, one.postedAt, touchedAt(one), corrected ? 1 : 0, JSON.stringify(one));
    for (const { mention } of one.turns) this.#turn.run(mention, one.id);
    const facts = factsOf(one);
    this.#cases.set(one.id, facts ? [facts] : []);
    const replies = repliesOf(one);
    this.#replies.set(one.id, one.turnsDropped > 0 && facts ? [...this.#dropped(one), ...replies] : replies);
  }

  /** Replies that the case itself no longer holds. */
  #dropped(one: Case): ReplyFacts[] {
    const held = new Set(one.turns.map(({ mention }) => mention));
    return this.#replies.get(one.id).filter(({ mention }) => !held.has(mention));
  }

  /** Words that are replaced by fewer would else stay behind them in the file. */
  #overwrite(id: string): void {
    const whole = this.#get.get(id)?.whole;
    if (typeof whole === 'string') this.#blank.run(blank(whole), '', id);
  }

  /** The case that a post is a part of, by its number. */
  ownerOf(mention: string): string | null {
    const owner = this.#caseOf.get(mention)?.owner;
    return typeof owner === 'string' ? owner : null;
  }

  case(id: string): Case | null {
    const whole = this.#get.get(id)?.whole;
    // This file is written by nobody else.
    return typeof whole === 'string' ? (JSON.parse(whole) as Case) : null;
  }

  /** Newest first. */
  casesOf(network: string, customer: string, limit: number): Case[] {
    const rows = this.#db
      .prepare('SELECT whole FROM cases WHERE network = ? AND customer = ? ORDER BY opened DESC LIMIT ?')
      .all(network, customer, Math.min(limit, CASES_AT_ONCE));
    return rows.map(({ whole }) => JSON.parse(String(whole)) as Case);
  }

  /** What people said of posts instead of what was heard, of the cases after this one in the order of the file. */
  corrected(after: number): { found: Corrected[]; next: number | null } {
    const rows = this.#db
      .prepare('SELECT rowid AS n, whole FROM cases WHERE corrected = 1 AND rowid > ? ORDER BY rowid LIMIT ?')
      .all(after, CORRECTED_AT_ONCE);
    const found = rows.flatMap(({ whole }) => correctedIn(JSON.parse(String(whole)) as Case));
    return { found, next: rows.length === CORRECTED_AT_ONCE ? Number(rows.at(-1)!.n) : null };
  }

  cases(from: number, to: number): Iterable<CaseColumns> {
    return this.#cases.between(from, to);
  }

  replies(from: number, to: number): Iterable<ReplyColumns> {
    return this.#replies.between(from, to);
  }

  /** Takes the words of a post out of its case, also where that has long left the desk. */
  erase(mention: string): void {
    const owner = this.ownerOf(mention);
    const one = owner === null ? null : this.case(owner);
    if (one) this.#keepOne(without(one, mention));
  }

  /** Deletes some of the cases to which nothing happened since; returns how many. */
  retire(before: number): number {
    const rows = this.#db.prepare('SELECT id FROM cases WHERE touched < ? LIMIT ?').all(before, RETIRED_AT_ONCE);
    for (const { id } of rows) this.#retireOne(String(id));
    return rows.length;
  }

  #retireOne(id: string): void {
    this.#cases.remove(id);
    this.#replies.remove(id);
    this.#db.prepare('DELETE FROM turns WHERE owner = ?').run(id);
    this.#db.prepare('DELETE FROM cases WHERE id = ?').run(id);
  }

  /** Before a report: no column may still hold words that are let go. */
  tidy(): void {
    if (this.words.size <= WORDS_KEPT) return;
    this.undo();
    this.words.clear();
  }

  shelve(): void {
    this.#cases.shelve();
    this.#replies.shelve();
  }

  /** What is in memory may be ahead of the file after a step that was undone. */
  undo(): void {
    this.#cases.forget();
    this.#replies.forget();
  }
}

const touchedAt = (one: Case): number => Math.max(one.since, one.customerAt, one.repliedAt ?? 0);

/** As the desk does it with a case that it still has: who took back everything is no longer named, and nobody waits. */
function without(one: Case, mention: string): Case {
  const turns: Turn[] = one.turns.map((turn) => (turn.mention === mention ? silent(turn) : turn));
  const left = turns.some(({ by, retracted }) => by === 'customer' && !retracted);
  const wasTheirs = one.turns.some((turn) => turn.mention === mention && turn.by === 'customer');
  const kept: Case = { ...one, turns, ...(wasTheirs ? { subject: '', url: null } : {}) };
  if (left || !wasTheirs) return kept;
  return {
    ...kept,
    status: one.status === 'merged' ? 'merged' : 'dismissed',
    customer: { ...one.customer, handle: '', name: '', followers: null },
    also: [],
    turns: turns.map((turn) => (turn.by === 'customer' ? { ...turn, author: '' } : turn)),
  };
}

/** The marks of a reply are stretches of words that are gone. */
const silent = (turn: Turn): Turn => ({
  ...turn,
  retracted: true,
  ...(turn.reply ? { reply: { ...turn.reply, marks: [] } } : {}),
});
