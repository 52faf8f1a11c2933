import type { Token } from '../text/tokens.ts';
import type { Clause } from './clauses.ts';
import { type Hit, type Name, RELATION_BITS } from './relations.ts';

/** Everything that is known of the post at hand. */
export interface Reading {
  tokens: readonly Token[];
  language: string;
  clauses: readonly Clause[];
  names: readonly Name[];
  hits: readonly Hit[];
}

/** Whose a clause is, as one watch sees it. */
type Owner = 'mine' | 'theirs' | 'both' | 'nobody';

/**
 * Numbers of the tokens that speak of a watch: clauses that name it, clauses after them that name nobody ("They were great"), clauses before
 * the first name, and its part of clauses that name others too.
 */
export function shareOf(id: string, reading: Reading): number[] {
  const share: number[] = [];
  let mine = true;
  const first = reading.names[0];
  for (const { from, to } of reading.clauses) {
    const here = reading.names.filter((name) => name.from >= from && name.from < to);
    const owner = ownerOf(id, here, reading);
    if (owner === 'both') {
      const part = partOf(id, here, from, to, reading);
      share.push(...part.tokens);
      mine = part.last;
    } else {
      if (owner !== 'nobody') mine = owner === 'mine';
      else if (first && to <= first.from) mine = first.watches.includes(id);
      if (mine) for (let i = from; i < to; i++) share.push(i);
      if (owner === 'theirs' && here.every(isStranger)) mine = true;
    }
  }
  return share;
}

const isStranger = ({ watches }: Name): boolean => watches.length === 0;

/** "Not Halden" at the end speaks of it no more; a name that is only contrasted owns nothing. */
function ownerOf(id: string, here: readonly Name[], { tokens, hits }: Reading): Owner {
  const spoken = here.filter((name) => !name.contrasted);
  const mine = spoken.some(({ watches }) => watches.includes(id));
  if (mine && spoken.length === 1 && hits.some(({ bit, from, to }) => bit & RELATION_BITS.not && to === here[0]!.from && from > 0)) {
    return tokens.length > spoken[0]!.to ? 'mine' : 'theirs';
  }
  const theirs = spoken.some(({ watches }) => !watches.includes(id));
  if (mine) return theirs ? 'both' : 'mine';
  return theirs ? 'theirs' : 'nobody';
}

/** Cuts a clause with several names between them, and gives the pieces to whom they name. Names in a list share what is said. */
function partOf(id: string, names: readonly Name[], from: number, to: number, reading: Reading): { tokens: number[]; last: boolean } {
  const groups = grouped(names, reading);
  const tokens: number[] = [];
  groups.forEach((group, g) => {
    if (!group.some(({ watches }) => watches.includes(id))) return;
    const start = g === 0 ? from : border(groups[g - 1]!.at(-1)!, group[0]!, reading);
    const end = g === groups.length - 1 ? to : border(group.at(-1)!, groups[g + 1]![0]!, reading);
    for (let i = start; i < end; i++) tokens.push(i);
  });
  return { tokens, last: groups.at(-1)!.some(({ watches }) => watches.includes(id)) };
}

/** Words that may stand between two names of a list beside "and": "Halden and the Norvik". */
const ARTICLES = new Set('the a la el los las le les der die das il lo de het o os as den det also auch then'.split(' '));

function grouped(names: readonly Name[], reading: Reading): Name[][] {
  const groups: Name[][] = [];
  for (const name of names) {
    const before = groups.at(-1)?.at(-1);
    if (before && isList(before.to, name.from, reading)) groups.at(-1)!.push(name);
    else groups.push([name]);
  }
  return groups;
}

/** Whether nothing but "and" and articles stands there. */
function isList(from: number, to: number, { tokens, hits }: Reading): boolean {
  for (let i = from; i < to; i++) {
    const and = hits.some((hit) => (hit.bit & RELATION_BITS.and) !== 0 && hit.from === i);
    if (!and && !ARTICLES.has(tokens[i]!.folded)) return false;
  }
  return true;
}

/** Clauses that only name somebody belong to the list that goes on after them: "Halden, Norvik and Brinka are great". */
export function joinLists(reading: Reading): Clause[] {
  const joined: Clause[] = [];
  for (const clause of reading.clauses) {
    const before = joined.at(-1);
    if (before && before.sentence === clause.sentence && isNames(before, reading) && beginsList(clause, reading)) before.to = clause.to;
    else joined.push({ ...clause });
  }
  return joined;
}

const isNames = ({ from, to }: Clause, { names }: Reading): boolean =>
  names.some((name) => name.from === from) && names.reduce((sum, name) => sum + within(name, from, to), 0) === to - from;

const within = (name: Name, from: number, to: number): number => (name.from >= from && name.to <= to ? name.to - name.from : 0);

const beginsList = ({ from, to }: Clause, reading: Reading): boolean => {
  const first = reading.names.find((name) => name.from >= from && name.to <= to);
  return first !== undefined && isList(from, first.from, reading);
};

/** Between two names: at the "and", or else where the second one stands. */
const border = (a: Name, b: Name, { hits }: Reading): number =>
  hits.find(({ bit, from, to }) => bit & RELATION_BITS.and && from >= a.to && to <= b.from)?.from ?? b.from;
