import type { Post } from '../analyser.ts';
import { fold, words } from '../text/fold.ts';
import { forms, handleForms } from '../text/forms.ts';
import type { Query, Term } from './query.ts';

/** What was found in the post at hand. Terms go by number. */
export interface Heard {
  readonly post: Post;
  has(term: number): boolean;
  /** Places of the words that are this term, rising, from 1. Known only of terms in phrases. */
  where(term: number): readonly number[];
}

/** A query made ready: asks what was heard. */
export type Compiled = (heard: Heard) => boolean;

/** Every different term of all queries, with a number. */
export class Terms {
  readonly list: Term[] = [];
  /** Terms whose places matter. */
  readonly placed = new Set<number>();
  private readonly numbers = new Map<string, number>();

  number(term: Term): number {
    const key = `${term.mode} ${term.text}`;
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.list.length);
    return this.list.push(term) - 1;
  }

  place(term: Term): number {
    const number = this.number(term);
    this.placed.add(number);
    return number;
  }
}

export function compile(query: Query, terms: Terms): Compiled {
  switch (query.kind) {
    case 'and':
    case 'or':
      return compileParts(
        query.kind,
        query.parts.map((part) => compile(part, terms)),
      );
    case 'not': {
      const part = compile(query.part, terms);
      return (heard) => !part(heard);
    }
    case 'term': {
      const term = terms.number(query.term);
      return (heard) => heard.has(term);
    }
    case 'phrase':
      return compilePhrase(query.terms.map((term) => terms.place(term)));
    case 'near':
      return compileNear(
        query.terms.map((term) => terms.place(term)),
        query.within,
      );
    case 'field':
      return FIELD[query.field](query.value);
  }
}

function compileParts(kind: 'and' | 'or', parts: Compiled[]): Compiled {
  return kind === 'and' ? (heard) => parts.every((part) => part(heard)) : (heard) => parts.some((part) => part(heard));
}

function compilePhrase(terms: number[]): Compiled {
  return (heard) => {
    const rest = terms.slice(1).map((term) => new Set(heard.where(term)));
    return heard.where(terms[0]!).some((first) => rest.every((places, i) => places.has(first + i + 1)));
  };
}

/** Moves the hindmost word on until all stand close enough or one has no further place. */
function compileNear(terms: number[], within: number): Compiled {
  return (heard) => {
    const places = terms.map((term) => heard.where(term));
    const at = places.map(() => 0);
    for (;;) {
      const now = places.map((list, i) => list[at[i]!] ?? Number.POSITIVE_INFINITY);
      const low = Math.min(...now);
      const high = Math.max(...now);
      if (high === Number.POSITIVE_INFINITY) return false;
      if (high - low <= within) return true;
      at[now.indexOf(low)]!++;
    }
  };
}

const FIELD: Record<Extract<Query, { kind: 'field' }>['field'], (value: string) => Compiled> = {
  /** `lang:en` is also en-GB; a post of unknown language is in none. */
  lang: (value) => (heard) => heard.post.lang !== undefined && `${heard.post.lang.toLowerCase()}-`.startsWith(`${value}-`),
  network: (value) => (heard) => heard.post.network.toLowerCase() === value,
  from: (value) => (heard) => handleForms(fold(heard.post.author ?? '')).includes(value),
  place: (value) => {
    const wanted = spaced(value);
    return (heard) => heard.post.place !== undefined && spaced(heard.post.place).includes(wanted);
  },
};

/** The words of a place, each between spaces, so that york is not found in yorkshire. */
const spaced = (place: string) =>
  ` ${words(fold(place))
    .map((token) => forms(token)[0] ?? token.text)
    .join(' ')} `;

/**
 * Terms of which at least one must be found before the query can match; `null` when there are none such (it asks only for fields).
 * Of the parts that all must match the one with the fewest terms is taken, of a phrase its longest word.
 */
export function anchors(query: Query, terms: Terms): number[] | null {
  switch (query.kind) {
    case 'term':
      return [terms.number(query.term)];
    case 'phrase':
    case 'near':
      return [terms.number(query.terms.reduce((longest, term) => (term.text.length > longest.text.length ? term : longest)))];
    case 'or':
      return together(query.parts.map((part) => anchors(part, terms)));
    case 'and':
      return fewest(query.parts.map((part) => anchors(part, terms)));
    default:
      return null;
  }
}

const together = (sets: (number[] | null)[]) => (sets.includes(null) ? null : [...new Set(sets.flatMap((set) => set ?? []))]);

function fewest(sets: (number[] | null)[]): number[] | null {
  const known = sets.filter((set) => set !== null);
  return known.length === 0 ? null : known.reduce((least, set) => (set.length < least.length ? set : least));
}
