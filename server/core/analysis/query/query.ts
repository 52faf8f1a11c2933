import { fold, type Token, words } from '../text/fold.ts';
import { forms } from '../text/forms.ts';
import { type Field, readField } from './fields.ts';
import { type Lexeme, lex } from './lexemes.ts';
import { demands } from './meaning.ts';
import { QueryError } from './queryerror.ts';

export type { Field } from './fields.ts';
export { terms } from './meaning.ts';
export { QUERY_BOUND, QueryError } from './queryerror.ts';

/** Most words in one query. */
export const TERMS_BOUND = 256;
/** Deepest nesting of parentheses. */
export const DEPTH_BOUND = 32;
/** Most words in one phrase. */
export const PHRASE_BOUND = 16;
/** Fewest letters before a `*`. */
export const PREFIX_MINIMUM = 3;
/** Farthest that near-by words may be apart. */
export const NEAR_BOUND = 50;

/** One folded word to look for: the whole word, the start of one, or anywhere inside a run of a script without spaces. */
export interface Term {
  text: string;
  mode: 'whole' | 'start' | 'inside';
}

export type Query =
  | { kind: 'and' | 'or'; parts: Query[] }
  | { kind: 'not'; part: Query }
  | { kind: 'term'; term: Term }
  /** The words one after the other. */
  | { kind: 'phrase'; terms: Term[] }
  /** All the words, in any order, the first and the last at most `within` words apart. */
  | { kind: 'near'; terms: Term[]; within: number }
  | { kind: 'field'; field: Field; value: string };

interface Reading {
  lexemes: Lexeme[];
  next: number;
  terms: number;
  depth: number;
  end: number;
}

/**
 * Reads a watch's query: words (all must occur), "phrases", #hashtags, @handles, emoji, prefix*, -not, OR, ( ), "near words"~5 and the
 * fields lang: network: from: place:. OR binds weaker than standing side by side: `a b OR c` is `(a b) OR c`. AND may be
 * written, NOT is the same as `-`; in small letters all three are words.
 *
 * A bare word also matches its hashtag, not the handle; words inside links never match. Throws `QueryError`.
 */
export function parseQuery(text: string): Query {
  const reading: Reading = { lexemes: lex(text), next: 0, terms: 0, depth: 0, end: text.length };
  if (reading.lexemes.length === 0) throw new QueryError('the query is empty', 0, 'write at least one word to listen for');
  const query = either(reading);
  const left = reading.lexemes[reading.next];
  if (left) throw new QueryError('this ) closes nothing', left.at, 'remove it, or open a group with ( before it');
  if (!demands(query)) {
    throw new QueryError(
      'the query only excludes, so it would match nearly everything',
      0,
      'add a word that must occur, to every side of OR',
    );
  }
  return query;
}

function either(reading: Reading): Query {
  const parts = [all(reading)];
  while (reading.lexemes[reading.next]?.kind === 'or') {
    reading.next++;
    parts.push(all(reading));
  }
  return parts.length === 1 ? parts[0]! : { kind: 'or', parts };
}

function all(reading: Reading): Query {
  const parts: Query[] = [];
  for (let lexeme = reading.lexemes[reading.next]; lexeme; lexeme = reading.lexemes[reading.next]) {
    if (lexeme.kind === 'or' || lexeme.kind === 'close') break;
    if (lexeme.kind === 'and') both(reading, lexeme, parts.length);
    else parts.push(one(reading));
  }
  if (parts.length === 0) throw nothing(reading);
  return parts.length === 1 ? parts[0]! : { kind: 'and', parts };
}

/** AND says nothing that isn't meant anyway, but it wants something on either side. */
function both(reading: Reading, lexeme: Lexeme, before: number): void {
  reading.next++;
  const after = reading.lexemes[reading.next]?.kind ?? 'close';
  if (before === 0 || after === 'close' || after === 'or' || after === 'and') throw lonely('AND', lexeme.at);
}

const lonely = (word: string, at: number) =>
  new QueryError(`${word} needs something on both sides`, at, `to search for the word itself, write it small: ${word.toLowerCase()}`);

function nothing(reading: Reading): QueryError {
  const here = reading.lexemes[reading.next];
  const before = reading.lexemes[reading.next - 1];
  if (here?.kind === 'or') return lonely('OR', here.at);
  if (before?.kind === 'or') return lonely('OR', before.at);
  if (before?.kind === 'open') return new QueryError('the group is empty', before.at, 'put words between ( and ), or remove them');
  if (before?.kind === 'not') return new QueryError('nothing is left out here', before.at, 'write what to leave out right after it');
  return new QueryError('this ) closes nothing', here?.at ?? reading.end, 'remove it, or open a group with ( before it');
}

function one(reading: Reading): Query {
  const lexeme = reading.lexemes[reading.next];
  if (!lexeme || lexeme.kind === 'or' || lexeme.kind === 'and' || lexeme.kind === 'close') throw nothing(reading);
  reading.next++;
  if (lexeme.kind === 'not') return { kind: 'not', part: deeper(reading, lexeme, one) };
  if (lexeme.kind === 'open') return group(reading, lexeme);
  if (lexeme.kind === 'field') return readField(lexeme);
  return lexeme.kind === 'quoted' ? quoted(reading, lexeme) : phrase(count(reading, lexeme, read(lexeme.text, lexeme.at)), lexeme);
}

function deeper(reading: Reading, lexeme: Lexeme, inside: (reading: Reading) => Query): Query {
  if (++reading.depth > DEPTH_BOUND)
    throw new QueryError(`more than ${DEPTH_BOUND} groups inside each other`, lexeme.at, 'make it flatter');
  const query = inside(reading);
  reading.depth--;
  return query;
}

function group(reading: Reading, open: Lexeme): Query {
  const query = deeper(reading, open, either);
  if (reading.lexemes[reading.next]?.kind !== 'close') throw new QueryError('this ( is never closed', open.at, 'add a ) after the group');
  reading.next++;
  return query;
}

function quoted(reading: Reading, lexeme: Lexeme): Query {
  const chunks = [...lexeme.text.matchAll(/\S+/g)];
  const terms = count(
    reading,
    lexeme,
    chunks.flatMap((chunk) => read(chunk[0], lexeme.at + 1 + chunk.index)),
  );
  if (terms.length === 0) throw new QueryError('there are no words between the quotes', lexeme.at, 'write the phrase between them');
  return lexeme.within === undefined ? phrase(terms, lexeme) : near(terms, lexeme, lexeme.within);
}

function phrase(terms: Term[], lexeme: Lexeme): Query {
  if (terms.length > PHRASE_BOUND) throw new QueryError(`a phrase of more than ${PHRASE_BOUND} words`, lexeme.at, 'shorten it');
  return terms.length === 1 ? { kind: 'term', term: terms[0]! } : { kind: 'phrase', terms };
}

function near(terms: Term[], lexeme: Lexeme, within: number): Query {
  const different = terms.filter((term, i) => terms.findIndex((t) => t.text === term.text && t.mode === term.mode) === i);
  if (different.length < 2) throw new QueryError('~ needs two different words in the quotes', lexeme.at, 'for example "battery fire"~5');
  if (within < 1 || within > NEAR_BOUND)
    throw new QueryError(`~ takes 1 to ${NEAR_BOUND} words`, lexeme.at, 'for example "battery fire"~5');
  return { ...phrase(different, lexeme), kind: 'near', terms: different, within };
}

function count(reading: Reading, lexeme: Lexeme, terms: Term[]): Term[] {
  reading.terms += terms.length;
  if (reading.terms > TERMS_BOUND) throw new QueryError(`more than ${TERMS_BOUND} words`, lexeme.at, 'split it into several watches');
  return terms;
}

/** The terms of a piece of text without spaces: `norvik`, `#norvik`, `coca-cola`, `batter*`. */
function read(text: string, at: number): Term[] {
  const star = text.search(/\*/);
  const bare = text.replace(/\*+$/, '');
  if (bare.includes('*')) throw new QueryError('* only stands at the end of a word', at + star, 'for example batter*');
  const tokens = words(fold(bare));
  if (tokens.length === 0 && star < 0) throw new QueryError(`there is no word in ${text}`, at, wordless(text));
  if (tokens.some((token) => token.kind === 'link')) {
    throw new QueryError('links and addresses are not searched', at, 'use the words that people write beside them');
  }
  const terms = tokens.map(whole);
  return star < 0 ? terms : [...terms.slice(0, -1), start(terms.at(-1), at)];
}

const wordless = (text: string) =>
  /^\|+$/.test(text) ? 'for "one or the other" write OR' : 'remove it, or write a word, #hashtag, @handle or emoji';

const whole = (token: Token): Term => ({ text: forms(token)[0]!, mode: token.kind === 'run' ? 'inside' : 'whole' });

function start(term: Term | undefined, at: number): Term {
  if (term?.mode === 'inside') return term;
  if (!term || term.text.replace(/^[#@]/, '').length < PREFIX_MINIMUM) {
    throw new QueryError(`* needs at least ${PREFIX_MINIMUM} letters before it`, at, 'a shorter one would match far too much');
  }
  return { text: term.text, mode: 'start' };
}
