import type { Token } from '../text/tokens.ts';
import type { Clause } from './clauses.ts';
import type { Name } from './relations.ts';

/** In German every noun has a capital: there it tells nothing. */
const NOUNS_LIKE_NAMES = new Set(['de']);
const NO_NAMES = new Set("i i'm i've i'd i'll im oh ok tv usa uk".split(' '));

/**
 * Names of somebody whom nobody watches, at the beginning of a clause: "Halden lost my bag, Brinka saved me". A handle there, or a word with
 * a capital where no sentence begins.
 */
export function strangers(tokens: readonly Token[], clauses: readonly Clause[], known: readonly Name[], language: string): Name[] {
  const found: Name[] = [];
  for (const clause of clauses) {
    const at = opening(tokens, clause, language);
    if (at === undefined || known.some(({ from, to }) => from < clause.to && to > clause.from)) continue;
    if (!resembles(tokens[at]!, tokens, known)) found.push({ watches: [], from: at, to: at + 1, vote: 0, contrasted: false });
  }
  return found.length > 0 && shouted(tokens) ? [] : found;
}

/** Whether there may be any. */
export const mayHoldStrangers = (tokens: readonly Token[], clauses: readonly Clause[], language: string): boolean =>
  clauses.some((clause) => opening(tokens, clause, language) !== undefined);

/** Where the clause begins with a name, after the word that joins it, and goes on to say something. */
function opening(tokens: readonly Token[], { from, to, inner }: Clause, language: string): number | undefined {
  if (!inner) return undefined;
  const at = isNamed(tokens[from]!, language) ? from : from + 1;
  const after = tokens[at + 1];
  if (at >= to - 1 || after?.kind !== 'word' || !isNamed(tokens[at]!, language)) return undefined;
  return isLoud(tokens[at]!) && isLoud(after) ? undefined : at;
}

const isNamed = ({ kind, text, folded }: Token, language: string): boolean =>
  kind === 'handle' || (kind === 'word' && !NOUNS_LIKE_NAMES.has(language) && /^\p{Lu}[\p{L}\p{N}]/u.test(text) && !NO_NAMES.has(folded));

const isLoud = ({ text }: Token): boolean => text === text.toUpperCase() && text !== text.toLowerCase();

/** `@haldenair` is no stranger to a watch for Halden. */
const ALIKE = 4;
const resembles = ({ folded }: Token, tokens: readonly Token[], known: readonly Name[]): boolean =>
  known.some(({ from }) => folded.slice(0, ALIKE) === tokens[from]!.folded.slice(0, ALIKE));

function shouted(tokens: readonly Token[]): boolean {
  const words = tokens.filter(({ kind }) => kind === 'word');
  return words.length > 0 && words.every(isLoud);
}
