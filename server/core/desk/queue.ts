import { type Case, isClosed, waitsForUs } from '../../../shared/case.ts';
import { type CasePage, type CaseQuery, QUEUES, type QueueName, VALUES_BOUND } from '../../../shared/queue.ts';
import { fold } from '../analysis/text/fold.ts';
import type { Scope, State } from '../state.ts';
import { caseLine } from './line.ts';
import { isBreached, pressure } from './pressing.ts';
import { isInScope } from './samples.ts';

/** Whether a case stands in a queue. Put aside, it stands in none but its own and that of all. */
const STANDS: Record<QueueName, (one: Case, query: CaseQuery) => boolean> = {
  open: ({ status }) => !isClosed(status),
  'waiting-us': ({ status, snoozedUntil }) => waitsForUs(status) && snoozedUntil === null,
  mine: ({ status, owner }, { person }) => !isClosed(status) && person !== undefined && owner === person,
  unclaimed: ({ status, owner, snoozedUntil }) => waitsForUs(status) && owner === null && snoozedUntil === null,
  breached: (one) => !isClosed(one.status) && one.snoozedUntil === null && isBreached(one),
  'waiting-customer': ({ status }) => !isClosed(status) && !waitsForUs(status),
  promises: ({ status, promises }) => !isClosed(status) && promises.some(({ state }) => state === 'open'),
  snoozed: ({ status, snoozedUntil }) => !isClosed(status) && snoozedUntil !== null,
  unsure: (one) => !isClosed(one.status) && isUnsure(one),
  closed: ({ status }) => isClosed(status) && status !== 'merged',
};

/** What was heard in the customer's newest post is a guess. */
const isUnsure = (one: Case): boolean => one.label === 'unsure';

function fits(one: Case, query: CaseQuery, words: readonly string[]): boolean {
  return (
    (query.network === undefined || one.network === query.network) &&
    (query.watch === undefined || one.watches.includes(query.watch)) &&
    (query.language === undefined || one.language === query.language) &&
    (query.team === undefined || one.team === query.team) &&
    (query.owner === undefined || one.owner === query.owner) &&
    (query.priority === undefined || one.priority === query.priority) &&
    (query.tag === undefined || one.tags.includes(query.tag)) &&
    (words.length === 0 || says(one, words))
  );
}

function says({ id, subject, customer }: Case, words: readonly string[]): boolean {
  const text = fold(`${id} ${customer.handle} ${customer.name} ${subject}`);
  return words.every((word) => text.includes(word));
}

const reachOf = ({ customer: { followers }, viral }: Case): number => (followers ?? 0) + (viral ?? 0) * 1e6;

/** What the cases are put in order by; the highest comes first. */
const HEIGHT: Record<CaseQuery['sort'], (one: Case, now: number) => number> = {
  pressing: pressure,
  oldest: ({ customerAt }) => -customerAt,
  newest: ({ customerAt }) => customerAt,
  reach: reachOf,
};

/**
 * A page of the queue. Those of the same height stand in the order in which they opened, so that two looks agree. `limit` and `offset` count
 * cases; closed ones are there as long as the state holds them. Null for a scope that there is not.
 */
export function queue(state: State, scopeId: string, query: CaseQuery, limit: number, offset: number): CasePage | null {
  const scope = state.scopes.get(scopeId);
  if (!scope) return null;
  const { found, counts, values } = sift(state, scope, query);
  const { now } = state;
  const height = HEIGHT[query.sort];
  const ranked = found.map((one, place) => ({ one, place, height: height(one, now) }));
  ranked.sort((a, b) => b.height - a.height || a.place - b.place);
  const cases = ranked.slice(offset, offset + limit).map(({ one }) => caseLine(one, now));
  return { cases, total: found.length, counts, values, seq: state.seq, now };
}

type Tally = Map<string, number>;
const add = (tally: Tally, value: string): unknown => tally.set(value, (tally.get(value) ?? 0) + 1);
const usualFirst = (tally: Tally): string[] =>
  [...tally]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .slice(0, VALUES_BOUND)
    .map(([value]) => value);

/** One pass over all: those of the queue that is asked for, how many stand in each, and what they may be narrowed by. */
function sift(state: State, scope: Scope, query: CaseQuery): { found: Case[] } & Pick<CasePage, 'counts' | 'values'> {
  const words = fold(query.text ?? '')
    .split(/\s+/)
    .filter((word) => word !== '');
  const found: Case[] = [];
  const [networks, languages, tags]: [Tally, Tally, Tally] = [new Map(), new Map(), new Map()];
  const counts = Object.fromEntries(QUEUES.map((name) => [name, 0])) as CasePage['counts'];
  for (const one of state.desk.cases.values()) {
    if (!isInScope(scope, one)) continue;
    add(networks, one.network);
    add(languages, one.language);
    for (const tag of one.tags) add(tags, tag);
    if (!fits(one, query, words)) continue;
    for (const name of QUEUES) if (STANDS[name](one, query)) counts[name]++;
    if (STANDS[query.queue](one, query)) found.push(one);
  }
  return { found, counts, values: { networks: usualFirst(networks), languages: usualFirst(languages), tags: usualFirst(tags) } };
}
