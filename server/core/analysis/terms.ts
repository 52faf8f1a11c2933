import { isTelling, plainEmoji } from './emoji.ts';
import { POST_WORDS } from './function-words.ts';
import { stopWordsOf } from './lexicons.ts';
import { scan, type Token } from './tokens.ts';

/** Most terms of one post, and the longest, in UTF-16 units: those of the `Analysis` schema. */
export const TERMS_BOUND = 40;
export const TERM_BOUND = 80;
/** Most emoji counted of one post. */
const EMOJI_BOUND = 5;
/** Most letters of one run that are cut into words. */
const RUN_BOUND = 400;

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const NUMBER = /^[\p{N}\p{M}]+(?:st|nd|rd|th|er|am|pm|h|km|k|x|%)?$/u;
/** What may stand between two words of a phrase. */
const JOINT = /^[ \t\u00a0-]{1,2}$/;

const segmenters = new Map(
  ['ja', 'zh', 'th', 'lo', 'km', 'my'].map((language) => [language, new Intl.Segmenter(language, { granularity: 'word' })]),
);

/** A word that may be counted, or a gap (`undefined`) that ends a phrase. */
type Slot = { word: string; joined: boolean } | undefined;

interface Rules {
  stops: ReadonlySet<string>;
  exclude: ReadonlySet<string>;
}

/**
 * What a post is about, for counting what rises: hashtags, words, two words in a row, telling emoji. Folded, each once, in the order
 * they appear with hashtags first. Without stop words, numbers, links, handles and what is in `exclude` (folded words).
 */
export function hearTerms(text: string, language: string, exclude: ReadonlySet<string>): string[] {
  return termsOf(scan(text), text, language, exclude);
}

export function termsOf(tokens: readonly Token[], text: string, language: string, exclude: ReadonlySet<string>): string[] {
  const rules = { stops: stopWordsOf(language), exclude };
  const terms = new Set<string>();
  for (const tag of hashtags(tokens, rules)) keep(terms, tag);
  let before: Slot;
  for (const slot of slots(tokens, text, language, rules)) {
    if (slot && before && slot.joined) keep(terms, `${before.word} ${slot.word}`);
    if (slot) keep(terms, slot.word);
    before = slot;
  }
  for (const emoji of pictures(tokens)) keep(terms, emoji);
  return [...terms];
}

function keep(terms: Set<string>, term: string): void {
  if (terms.size < TERMS_BOUND && term.length <= TERM_BOUND) terms.add(term);
}

function hashtags(tokens: readonly Token[], { exclude }: Rules): string[] {
  const tags = tokens.filter(({ kind, folded }) => kind === 'hashtag' && !NUMBER.test(folded) && !exclude.has(folded));
  return tags.map(({ folded }) => `#${folded}`);
}

function* slots(tokens: readonly Token[], text: string, language: string, rules: Rules): Generator<Slot> {
  let end = 0;
  let mail = false;
  for (const token of tokens) {
    const between = text.slice(end, token.at);
    const joined = end > 0 && JOINT.test(between);
    mail = touchesAt(text, token) || (mail && between === '.');
    end = token.end;
    if (token.kind !== 'word' || mail) yield undefined;
    else if (UNSPACED.test(token.folded)) yield* cutUp(token.folded, language, rules);
    else yield counts(token.folded, rules) ? { word: token.folded, joined } : undefined;
  }
}

/** The parts of an e-mail address are words to the scanner. */
const touchesAt = (text: string, { at, end }: Token): boolean => text[end] === '@' || text[at - 1] === '@';

function counts(word: string, { stops, exclude }: Rules): boolean {
  if (word.length < 2 || NUMBER.test(word) || POST_WORDS.has(word)) return false;
  return !stops.has(word) && !exclude.has(word) && !exclude.has(word.replace(/'s?$/, ''));
}

/**
 * Words of a run in a language that is written without spaces; neighbours make a phrase. Characters that are left over in a row are
 * likely a word that the dictionary lacks, such as a name, and count two by two.
 */
function* cutUp(run: string, language: string, rules: Rules): Generator<Slot> {
  const segmenter = segmenters.get(language) ?? segmenters.get('zh')!;
  let joined = false;
  let leftOver = '';
  for (const { segment, isWordLike } of segmenter.segment(run.slice(0, RUN_BOUND))) {
    const single = isWordLike && segment.length === 1 && !rules.stops.has(segment);
    const word = single && leftOver ? leftOver + segment : segment;
    const slot: Slot = isWordLike && counts(word, rules) ? { word, joined: joined && !single } : undefined;
    yield slot;
    joined = slot !== undefined;
    leftOver = single ? segment : '';
  }
}

function pictures(tokens: readonly Token[]): string[] {
  const emoji = tokens.filter(({ kind, text }) => kind === 'emoji' && isTelling(text)).map(({ text }) => plainEmoji(text));
  return [...new Set(emoji)].slice(0, EMOJI_BOUND);
}
