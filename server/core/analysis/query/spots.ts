import type { WatchSetting } from '../../settings.ts';
import { forms } from '../text/forms.ts';
import type { Token } from '../text/tokens.ts';
import { buildAutomaton } from './automaton.ts';
import { parseQuery, type Query, type Term } from './query.ts';

/** Where a watch is named in a post: tokens `from` to before `to`. */
export interface Spot {
  watch: string;
  from: number;
  to: number;
}

export interface Spots {
  /** Places of the watches given, in the order of the text. */
  find(tokens: readonly Token[], watches: readonly string[]): Spot[];
  /** Names of these watches that are searched inside runs of letters. */
  inside(watches: readonly string[]): readonly string[];
}

/** Words of a query that name what it watches, one after the other. */
type Name = readonly Term[];

/** Names of one watch, each word with its number in the automaton. */
interface Named {
  names: readonly (readonly number[])[];
  inside: readonly string[];
}

/** Most places looked at in one post. */
export const SPOTS_BOUND = 64;

/**
 * Tells where in a post a watch matched, for watches that are known to match. What a query leaves out, and its fields, stand nowhere. It
 * is read apart from the matcher, which is quicker for not knowing places: only posts in which places matter are read again.
 */
export function buildSpots(watches: readonly WatchSetting[]): Spots {
  const terms: Term[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (term: Term): number => {
    const key = `${term.mode} ${term.text}`;
    const number = numbers.get(key) ?? terms.push(term) - 1;
    numbers.set(key, number);
    return number;
  };
  const byWatch = new Map<string, Named>();
  for (const { id, query } of watches) {
    const names = namesOf(parseQuery(query));
    const inside = names.filter(([term]) => term?.mode === 'inside').map(([term]) => term!.text);
    byWatch.set(id, { names: names.map((name) => name.map(numberOf)), inside });
  }
  const automaton = buildAutomaton(terms);
  // A post is asked about twice, by two who do not know of each other.
  let latest: { tokens: readonly Token[]; found: ReturnType<typeof read> } | undefined;
  const readOnce = (tokens: readonly Token[]) => {
    if (latest?.tokens !== tokens) latest = { tokens, found: read(automaton, tokens) };
    return latest.found;
  };
  return {
    find: (tokens, ids) => find(readOnce(tokens), byWatch, ids),
    inside: (ids) => ids.flatMap((id) => byWatch.get(id)?.inside ?? []),
  };
}

function namesOf(query: Query): Name[] {
  if (query.kind === 'and' || query.kind === 'or') return query.parts.flatMap(namesOf);
  if (query.kind === 'term') return [[query.term]];
  if (query.kind === 'phrase') return [query.terms];
  return query.kind === 'near' ? query.terms.map((term) => [term]) : [];
}

const SIGN: Partial<Record<Token['kind'], string>> = { hashtag: '#', handle: '@' };
const UNSPACED = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Thai}]/u;

/** Terms that each token is. */
function read(automaton: ReturnType<typeof buildAutomaton>, tokens: readonly Token[]): (Set<number> | undefined)[] {
  return tokens.map(({ kind, folded }) => {
    let found: Set<number> | undefined;
    const note = (term: number): void => {
      found ??= new Set();
      found.add(term);
    };
    if (kind === 'url') return found;
    const text = `${SIGN[kind] ?? ''}${folded}`;
    const shape = kind === 'hashtag' || kind === 'handle' || kind === 'emoji' ? kind : 'word';
    for (const form of forms({ kind: shape, text })) automaton.readWord(form, note);
    if (automaton.runs && UNSPACED.test(folded)) automaton.readRun(folded, note);
    return found;
  });
}

function find(read: readonly (Set<number> | undefined)[], byWatch: ReadonlyMap<string, Named>, ids: readonly string[]): Spot[] {
  const spots: Spot[] = [];
  for (let from = 0; from < read.length && spots.length < SPOTS_BOUND; from++) {
    if (!read[from]) continue;
    for (const watch of ids) {
      const name = byWatch.get(watch)?.names.find((terms) => terms.every((term, i) => read[from + i]?.has(term)));
      if (name) spots.push({ watch, from, to: from + name.length });
    }
  }
  return spots;
}
