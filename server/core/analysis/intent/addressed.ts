import type { Spot } from '../query/spots.ts';
import type { Token } from '../text/tokens.ts';
import { CALLS, PASSING, YOU } from './addressed-words.ts';

/** Places of the handles that are ours, as tokens. */
type IsOurs = (token: Token) => boolean;

/** Handles in a row from which on they are a list, unless it opens the post as answers do. */
const LIST = 4;

/**
 * Whether one of our handles is spoken to rather than spoken of: the post begins with it (after other handles, a dot, or a greeting), it
 * ends the sentence or the post, or the post says "you". Spoken of: after "via", "by", "at", "RT", "the"; in a list of handles.
 */
export function isSpokenTo(tokens: readonly Token[], text: string, language: string, isOurs: IsOurs): boolean {
  if (!tokens.some(isOurs)) return false;
  const words = YOU.get(language);
  const you = words !== undefined && tokens.some(({ folded }) => words.has(folded));
  return tokens.some((token, i) => isOurs(token) && spokenTo(tokens, text, i, you));
}

function spokenTo(tokens: readonly Token[], text: string, at: number, you: boolean): boolean {
  if (isReposted(tokens, at)) return false;
  if (opens(tokens, at)) return true;
  if (rowAround(tokens, at) >= LIST) return false;
  const before = tokens[at - 1]!;
  if (CALLS.has(before.folded) || isAsked(tokens, at)) return true;
  if (before.kind === 'word' && PASSING.has(before.folded) && !paused(before, tokens[at]!, text)) return you && !CREDITS.has(before.folded);
  return you || ends(tokens, text, at) || paused(before, tokens[at]!, text);
}

/** Words that only credit: not even "you" later in the post speaks to whom they name. */
const CREDITS = new Set(['via', 'by', 'rt', 'from', 'por', 'par', 'von', 'di', 'through']);

const isReposted = (tokens: readonly Token[], at: number): boolean => tokens[at - 1]?.folded === 'rt' || tokens[at - 1]?.folded === 'via';

/** Only handles and signs before it. */
function opens(tokens: readonly Token[], at: number): boolean {
  for (let i = 0; i < at; i++)
    if (tokens[i]!.kind !== 'handle' && tokens[i]!.kind !== 'emphasis' && tokens[i]!.kind !== 'emoji') return false;
  return true;
}

function rowAround(tokens: readonly Token[], at: number): number {
  let from = at;
  let to = at;
  while (tokens[from - 1]?.kind === 'handle') from--;
  while (tokens[to + 1]?.kind === 'handle') to++;
  return to - from + 1;
}

/** "Why @norvik", "come on @norvik". */
const ASKS = new Set('why what when where how on fix off you again help come do'.split(' '));
const isAsked = (tokens: readonly Token[], at: number): boolean => ASKS.has(tokens[at - 1]?.folded ?? '');

/** Nothing more is said after it but handles, hashtags, links and signs; or a sentence ends there. */
function ends(tokens: readonly Token[], text: string, at: number): boolean {
  const after = tokens.slice(at + 1);
  if (!after.some(({ kind }) => kind === 'word')) return true;
  return /^\s*[.!?,]/.test(text.slice(tokens[at]!.end, tokens[at]!.end + 3));
}

const paused = (before: Token, after: Token, text: string): boolean =>
  before.kind === 'emphasis' || /[,.!?:;\n]/.test(text.slice(before.end, after.at));

/** A name that is called ("Hey Halden Air, ...", "Halden Air, why ..."), or that stands in a post that says "you". */
export function isCalled(tokens: readonly Token[], text: string, language: string, spots: readonly Spot[]): boolean {
  if (spots.length === 0) return false;
  if (language === 'en' ? yours(tokens) : tokens.some(({ folded }) => YOU.get(language)?.has(folded) ?? false)) return true;
  return spots.some((spot) => vocative(tokens, text, spot));
}

/** English says "you" to anybody ("Halden will lose your bag"): it means us in a question, an outcry, or with thanks or a please. */
function yours(tokens: readonly Token[]): boolean {
  const aloud = tokens.some(({ kind, folded }) => kind === 'emphasis' || PLEAS.has(folded));
  return tokens.some(({ folded }, i) => PLURAL.has(folded) || (aloud && YOUR.has(folded) && !GENERIC.has(tokens[i - 1]?.folded ?? '')));
}

const YOUR = new Set(['your', "you've", 'you', 'ur']);
const PLURAL = new Set(["y'all", 'yall', 'guys']);
const PLEAS = new Set(['please', 'pls', 'thanks', 'thank', 'sorry']);
const GENERIC = new Set([
  'if',
  'when',
  'should',
  'can',
  'will',
  'do',
  'did',
  'have',
  'would',
  'all',
  'tell',
  'thank',
  'than',
  'for',
  'that',
  'gives',
  'lose',
  'of',
]);

/** After a greeting, or between the post's beginning or a comma and a comma. */
function vocative(tokens: readonly Token[], text: string, { from, to }: Spot): boolean {
  const before = tokens[from - 1];
  if (before && (CALLS.has(before.folded) || isThanked(tokens, from))) return true;
  const opening = !before || paused(before, tokens[from]!, text);
  const next = tokens[to];
  const after = text.slice(tokens[to - 1]!.end, next?.at ?? text.length);
  if (!opening) return false;
  return /^\s*,/.test(after)
    ? !isListed(tokens, to)
    : before !== undefined && !next && /,\s*$/.test(text.slice(before.end, tokens[from]!.at));
}

/** "Thank you Halden". */
const isThanked = (tokens: readonly Token[], at: number): boolean => tokens[at - 1]?.folded === 'you' && tokens[at - 2]?.folded === 'thank';

/** "Halden, Norvik and others": what follows the comma is a name too. */
const isListed = (tokens: readonly Token[], to: number): boolean => {
  const [next, after] = [tokens[to], tokens[to + 1]];
  return Boolean(next && after && /^\p{Lu}/u.test(next.text) && LISTS.has(after.folded));
};
const LISTS = new Set('and or y e et und ou o of en och og i ve и &'.split(' '));
