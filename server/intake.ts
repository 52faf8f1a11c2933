import { randomUUID } from 'node:crypto';
import { type Action, type AlertAction, type CaseAction, isAlertAction, isCaseAction, isIncidentAction } from '../shared/action.ts';
import type { Analyser } from './core/analysis/analyser.ts';
import { isWithin } from './core/desk/within.ts';
import type { Entry } from './core/entry.ts';
import type { SourceCounts } from './counts.ts';
import type { Engine } from './engine.ts';
import type { Journal, Lease } from './journal/journal.ts';
import { whyNot } from './rules-check.ts';
import type { Incoming, Verdict } from './sources/source.ts';

/** Where everything from outside comes in: analysed, appended, durable, then answered for. */
export interface Intake {
  /** As `SourceContext.submit`. Rejects with `JournalFull` when nothing can be taken in, `Overloaded` when too much waits. */
  submit(items: Incoming[], keep: 'all' | 'matching', under?: Lease): Promise<Verdict[]>;
  /** Counts input of `source` that was refused before it got here. */
  reject(source: string, reason: string, count: number): void;
  /**
   * Appends what an operator does, and for a case waits until it is folded: of two who want the same, the first in the journal has it.
   * Rejects with a readable Error when it changed nothing, or when it touches what is not in `scope`. The same id is answered the same.
   */
  act(action: Action, scope?: string): Promise<void>;
  /** Whether this post is near enough to grow: held, or on its way into the journal. */
  holds(mention: string): boolean;
}

/** Items that may wait for the journal at once. Beyond it senders are told to come back. */
export const PENDING_BOUND = 50_000;
/** Ids remembered between being durable and being folded. */
const FRESH_KEPT = 20_000;
/** Seconds a sender should wait when too much is pending. */
export const RETRY_SECONDS = 2;

export class Overloaded extends Error {
  override name = 'Overloaded';
}

interface Deps {
  journal: Pick<Journal, 'append'>;
  engine: Engine;
  /** The analyser of the settings in force; it is exchanged with them. */
  analyser(): Analyser;
  counts: SourceCounts;
  now(): number;
  /** Posts come in when they say they were received: in a story, whose clock waits for them. Elsewhere they come in now. */
  asReceived?: boolean;
  /** Whether an older post than the state holds is in the history. */
  remembers(mention: string): Promise<boolean>;
}

export function openIntake(deps: Deps): Intake {
  const fresh = new Set<string>();
  let pending = 0;

  const holds = (id: string): boolean => fresh.has(id) || deps.engine.state.held.has(id);

  function remember(id: string): void {
    fresh.add(id);
    for (const oldest of fresh) {
      if (fresh.size <= FRESH_KEPT) break;
      fresh.delete(oldest);
    }
  }

  async function submit(items: Incoming[], keep: 'all' | 'matching', under?: Lease): Promise<Verdict[]> {
    if (pending + items.length > PENDING_BOUND && pending > 0)
      throw new Overloaded(`${pending} items wait for the journal; come back in ${RETRY_SECONDS} s`);
    pending += items.length;
    try {
      return await append(items, keep, under);
    } finally {
      pending -= items.length;
    }
  }

  async function append(items: Incoming[], keep: 'all' | 'matching', under?: Lease): Promise<Verdict[]> {
    const entries: Entry[] = [];
    const old = await oldOnes(items);
    const prepared = items.map((item): Verdict | number => {
      const entry = prepare(item, keep, old);
      if (typeof entry === 'string') return entry;
      if (entry.kind === 'mention') remember(entry.id);
      return entries.push(entry) - 1;
    });
    if (!entries.length) return prepared.filter((verdict) => typeof verdict === 'string');
    const receipts = await deps.journal.append(entries, under);
    return prepared.map((place, i) => {
      if (typeof place === 'string') return place;
      const { duplicate } = receipts[place]!;
      if (duplicate && items[i]!.kind === 'mention') deps.counts.duplicate(sourceOf(items[i]!));
      return duplicate ? 'duplicate' : 'accepted';
    });
  }

  /** Posts to take back that are known from the history alone. */
  async function oldOnes(items: Incoming[]): Promise<Set<string>> {
    const unknown = items.flatMap((item) => (item.kind === 'retraction' && !holds(item.mention) ? [item.mention] : []));
    const known = await Promise.all(unknown.map(async (mention) => ((await deps.remembers(mention)) ? [mention] : [])));
    return new Set(known.flat());
  }

  function prepare(item: Incoming, keep: 'all' | 'matching', old: ReadonlySet<string>): Entry | 'unmatched' | 'unheld' {
    const at = deps.now();
    switch (item.kind) {
      case 'mention': {
        const { mention } = item;
        const analysis = deps.analyser().analyse(mention);
        const related = [mention.inReplyTo, mention.root, mention.quoteOf, mention.repostOf].some((id) => id !== undefined && holds(id));
        if (keep === 'matching' && !analysis.watches.length && !analysis.addressed && !analysis.own && !related) return 'unmatched';
        return { kind: 'mention', id: mention.id, at: deps.asReceived ? mention.receivedAt : at, mention, analysis };
      }
      case 'engagement':
        if (!holds(item.engagement.mention)) return 'unheld';
        return { kind: 'engagement', id: `e:${item.engagement.id}`, at, engagement: item.engagement };
      case 'retraction':
        if (!holds(item.mention) && !old.has(item.mention)) return 'unheld';
        return { kind: 'retraction', id: `r:${item.mention}`, at, mention: item.mention };
      case 'author':
        return { kind: 'author', id: `p:${randomUUID()}`, at, source: item.source, author: item.author };
    }
  }

  return {
    submit,
    holds,
    reject: (source, reason, count) => deps.counts.reject(source, reason, count),
    act(action, scope) {
      if (isAlertAction(action)) return actOnAlert(deps, action, scope);
      return isCaseAction(action) ? actOnCase(deps, action, scope) : actOnAlerting(deps, action, scope);
    },
  };
}

const write = ({ journal, now }: Deps, action: Action) => journal.append([{ kind: 'action', id: `a:${action.id}`, at: now(), action }]);

async function actOnAlert(deps: Deps, action: AlertAction, scope: string | undefined): Promise<void> {
  const { state } = deps.engine;
  if (!state.open.has(action.alert) || !mayTouch(state, scope, action)) throw new Error('That alert is not open any more.');
  await write(deps, action);
}

/** What another node has just folded may not be folded here yet, so a case that is missing is looked for once more. */
async function actOnCase(deps: Deps, action: CaseAction, scope: string | undefined): Promise<void> {
  const { engine } = deps;
  const { cases, outcomes } = engine.state.desk;
  if (!cases.has(action.case)) await engine.caughtUp();
  const isThere = outcomes.has(action.id) || cases.has(action.case);
  if (!isThere || !mayTouch(engine.state, scope, action)) throw new Error(`case ${action.case} is not at the desk any more`);
  if (!outcomes.has(action.id)) await decide(deps, action);
  const refusal = outcomes.get(action.id) ?? null;
  if (refusal !== null) throw new Error(refusal);
}

/** Incidents, rules, silences: what another node has just folded may not be folded here yet, so what is missing is looked for once more. */
async function actOnAlerting(deps: Deps, action: Exclude<Action, AlertAction | CaseAction>, scope: string | undefined): Promise<void> {
  const { engine } = deps;
  const { outcomes } = engine.state.alerting;
  if (!mayTouch(engine.state, scope, action)) await engine.caughtUp();
  if (!mayTouch(engine.state, scope, action)) throw new Error('this concerns more than your board; ask somebody who may see everything');
  const senseless = isIncidentAction(action) || outcomes.has(action.id) ? null : whyNot(engine.state, action);
  if (senseless !== null) throw new Error(senseless);
  if (!outcomes.has(action.id)) await decide(deps, action);
  const refusal = outcomes.get(action.id) ?? null;
  if (refusal !== null) throw new Error(refusal);
}

/** An entry that was there already has no number to wait for: then all that there is has to be folded. */
async function decide(deps: Deps, action: Action): Promise<void> {
  const [receipt] = await write(deps, action);
  await deps.engine.caughtUp(receipt?.duplicate === false ? receipt.seq : undefined);
}

const mayTouch = (state: Engine['state'], scope: string | undefined, action: Action): boolean =>
  scope === undefined || isWithin(state, scope, action);

const sourceOf = (item: Incoming): string => (item.kind === 'mention' ? item.mention.source : 'push');
