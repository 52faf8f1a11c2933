import type { TokenStore, Uses } from '../../server/access/store.ts';
import type { Token } from '../../server/access/token.ts';
import { renderSlice } from '../../server/core/board/index.ts';
import { readIncident } from '../../server/core/incidents/explain/read.ts';
import type { State } from '../../server/core/state.ts';
import { emptyState, scope } from '../../server/core/state.ts';
import type { Engine } from '../../server/engine.ts';
import type { Found, Past, PastIncidents, Search } from '../../server/http/deps.ts';
import { type Intake, Overloaded } from '../../server/intake.ts';
import { JournalFull } from '../../server/journal/journal.ts';
import type { Incoming, Verdict } from '../../server/sources/source.ts';
import { type Action, isAlertAction, isCaseAction } from '../../shared/action.ts';
import type { Alert } from '../../shared/alert.ts';
import type { Case } from '../../shared/case.ts';
import type { Mention } from '../../shared/mention.ts';
import type { Report } from '../../shared/report.ts';
import type { Slice, SliceData, SliceName } from '../../shared/slices.ts';
import { reportOf } from './report.ts';

/** 2026-03-01T09:30:00Z: what every clock of these tests shows unless told otherwise. */
export const NOON = Date.parse('2026-03-01T09:30:00Z');

/** An intake that holds ids in memory: it accepts, knows duplicates, and can be made to fail. */
export class MemoryIntake implements Intake {
  readonly taken: Incoming[] = [];
  readonly refused: Record<string, { count: number; reason: string }> = {};
  readonly acted: Action[] = [];
  readonly alerts = new Set(['spike:all']);
  readonly atDesk = new Set(['1', '17']);
  /** The scope that each action had to stay in. */
  readonly within: (string | undefined)[] = [];
  /** While set, everything rejects with it. */
  failure: Error | null = null;
  /** Sizes of the batches that were submitted. */
  readonly batches: number[] = [];
  /** Called when a batch comes, before it is answered. */
  onSubmit: (items: Incoming[]) => Promise<void> | void = () => {};
  readonly #ids = new Set<string>();

  fill(): void {
    this.failure = new JournalFull('no space left');
  }

  overload(): void {
    this.failure = new Overloaded('too much');
  }

  async submit(items: Incoming[]): Promise<Verdict[]> {
    this.batches.push(items.length);
    await this.onSubmit(items);
    if (this.failure) throw this.failure;
    return items.map((item) => this.#take(item));
  }

  reject(source: string, reason: string, count: number): void {
    this.refused[source] = { count: (this.refused[source]?.count ?? 0) + count, reason };
  }

  async act(action: Action, scope?: string): Promise<void> {
    if (this.failure) throw this.failure;
    const known = isAlertAction(action) ? this.alerts.has(action.alert) : !isCaseAction(action) || this.atDesk.has(action.case);
    if (!known) throw new Error(isAlertAction(action) ? 'there is no such alert any more' : 'there is no such case any more');
    this.acted.push(action);
    this.within.push(scope);
  }

  holds(mention: string): boolean {
    return this.#ids.has(mention);
  }

  mentions(): Mention[] {
    return this.taken.flatMap((item) => (item.kind === 'mention' ? [item.mention] : []));
  }

  #take(item: Incoming): Verdict {
    const [id, needs] = keysOf(item);
    if (needs !== null && !this.holds(needs)) return 'unheld';
    if (this.#ids.has(id)) return 'duplicate';
    this.#ids.add(id);
    this.taken.push(item);
    return 'accepted';
  }
}

function keysOf(item: Incoming): [id: string, needs: string | null] {
  if (item.kind === 'mention') return [item.mention.id, null];
  if (item.kind === 'engagement') return [`e:${item.engagement.id}`, item.engagement.mention];
  if (item.kind === 'retraction') return [`r:${item.mention}`, item.mention];
  return [`author:${item.author.id}`, null];
}

type Data = { [K in SliceName]?: SliceData[K] };

/** A fold that shows what it is told to: real empty slices, and on top of them what a test puts there. */
export class ShownEngine implements Engine {
  readonly state: State = emptyState();
  ready = true;
  /** How often each slice was rendered. */
  readonly renders: Record<string, number> = {};
  /** Slices that cannot be rendered, by name. */
  readonly broken = new Set<SliceName>();
  readonly #put = new Map<string, Data>();
  readonly #listeners = new Set<() => void>();
  readonly #alerts: Alert[];

  constructor(alerts: Alert[] = []) {
    this.state.now = NOON;
    this.#alerts = alerts;
    this.state.scopes.set('north', scope({ id: 'north', watches: ['fjordkaffe'], rivals: [] }, NOON));
  }

  get seq(): number {
    return this.state.seq;
  }

  /** Shows `data` from now on, as if an entry had been folded. */
  fold<K extends SliceName>(name?: K, data?: Partial<SliceData[K]>, scopeId = 'all'): void {
    this.state.seq += 1;
    this.state.now += 100;
    if (name) this.#show(name, data ?? {}, scopeId);
    for (const listener of [...this.#listeners]) listener();
  }

  slice<K extends SliceName>(name: K, scopeId: string): Slice<K> | null {
    if (this.broken.has(name)) throw new Error(`${name} is broken`);
    this.renders[name] = (this.renders[name] ?? 0) + 1;
    const data = this.#put.get(scopeId)?.[name] ?? renderSlice(this.state, name, scopeId);
    return data && { name, scope: scopeId, seq: this.seq, at: this.state.now, data };
  }

  alerts(): Alert[] {
    return this.#alerts;
  }

  alert(id: string): Alert | undefined {
    return this.#alerts.find((alert) => alert.id === id);
  }

  onFold(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async caughtUp(): Promise<void> {}
  async snapshot(): Promise<number> {
    return this.state.seq;
  }
  async close(): Promise<void> {}

  #show<K extends SliceName>(name: K, data: Partial<SliceData[K]>, scopeId: string): void {
    const shown: Data = this.#put.get(scopeId) ?? {};
    const base = shown[name] ?? renderSlice(this.state, name, scopeId);
    if (base) shown[name] = { ...base, ...data };
    this.#put.set(scopeId, shown);
  }
}

/** A history of what it is given; it remembers what it was asked. */
export class MemoryPast implements Past {
  readonly asked: Search[] = [];
  readonly found: Found[];
  /** Cases that left the desk. */
  readonly cases: Case[] = [];

  /** No incident is over, and none has posts. */
  readonly incidents: PastIncidents = {
    get: async () => undefined,
    find: async () => [],
    whole: async () => [],
    posts: async () => ({ posts: [], next: null }),
    read: async (about) =>
      readIncident(about, { since: [], count: 0, first: [], before: [], past: [], caseOf: () => null, post: () => null }),
  };

  constructor(found: Found[] = []) {
    this.found = found;
  }

  async search(query: Search): Promise<{ found: Found[]; next?: string }> {
    this.asked.push(query);
    return { found: this.found.slice(0, query.limit) };
  }

  async get(id: string): Promise<Found | undefined> {
    return this.found.find(({ mention }) => mention.id === id);
  }

  async getMany(ids: readonly string[]): Promise<Found[]> {
    return this.found.filter(({ mention }) => ids.includes(mention.id));
  }

  async report(): Promise<Report> {
    return reportOf();
  }

  async case(id: string): Promise<Case | undefined> {
    return this.cases.find((one) => one.id === id);
  }

  async casesOf(network: string, customer: string, limit: number): Promise<Case[]> {
    return this.cases.filter((one) => one.customer.network === network && one.customer.id === customer).slice(0, limit);
  }
}

/** Tokens in memory, as several processes would share them. */
export class MemoryTokens implements TokenStore {
  tokens: readonly Token[] = [];
  uses: Uses = {};
  readonly #watchers = new Set<() => void>();

  async load(): Promise<Token[]> {
    return [...this.tokens];
  }

  async save(tokens: readonly Token[]): Promise<void> {
    this.tokens = [...tokens];
    for (const changed of this.#watchers) changed();
  }

  async loadUses(): Promise<Uses> {
    return this.uses;
  }

  async saveUses(uses: Uses): Promise<void> {
    this.uses = { ...uses };
  }

  watch(changed: () => void): () => void {
    this.#watchers.add(changed);
    return () => this.#watchers.delete(changed);
  }
}
