import { isTelling, plainEmoji } from './text/emoji.ts';
import { linkOf } from './text/links.ts';
import { scan, type Token } from './text/tokens.ts';
import { leftOut } from './words/left-out.ts';

/** Most terms of one post, and the longest, in UTF-16 units: those of the `Analysis` schema. */
export const TERMS_BOUND = 40;
export const TERM_BOUND = 80;
/** Most hashtags, links and emoji counted of one post: room is left for its words. */
const TAGS_BOUND = 12;
const LINKS_BOUND = 3;
const EMOJI_BOUND = 5;
/** Most letters of one run that are cut into words. */
const RUN_BOUND = 400;

const NUMBER = /^[\p{N}\p{M}]+(?:st|nd|rd|th|er|am|pm|h|km|k|x|%)?$/u;

const segmenters = new Map(
  ['ja', 'zh', 'th', 'lo', 'km', 'my'].map((language) => [language, new Intl.Segmenter(language, { granularity: 'word' })]),
);

interface Rules {
  stops: ReadonlySet<string>;
  exclude: ReadonlySet<string>;
}

/** What was found so far; `before` is the word that a phrase of two would begin with, '' after a gap. */
interface Finding {
  rules: Rules;
  language: string;
  terms: string[];
  before: string;
}

/**
 * What a post is about, for counting what rises: hashtags, links, telling emoji, and words with each two in a row, in the order in which
 * they appear. Folded, each once. Without stop words, numbers, handles and what is in `exclude` (folded words).
 */
export function hearTerms(text: string, language: string, exclude: ReadonlySet<string>): string[] {
  return termsOf(scan(text), text, language, exclude);
}

export function termsOf(tokens: readonly Token[], text: string, language: string, exclude: ReadonlySet<string>): string[] {
  const finding: Finding = { rules: { stops: leftOut(language), exclude }, language, terms: [], before: '' };
  hearMarks(tokens, finding);
  hearWords(tokens, text, finding);
  return finding.terms;
}

/** So few are found sooner in a list than in a set. */
function keep(terms: string[], term: string): void {
  if (term.length <= TERM_BOUND && terms.length < TERMS_BOUND && !terms.includes(term)) terms.push(term);
}

/** Hashtags, links and emoji: they come first, so that a long post does not lose them. */
function hearMarks(tokens: readonly Token[], { rules, terms }: Finding): void {
  const left = { hashtag: TAGS_BOUND, url: LINKS_BOUND, emoji: EMOJI_BOUND };
  for (const token of tokens) {
    const { kind } = token;
    if (kind !== 'hashtag' && kind !== 'url' && kind !== 'emoji') continue;
    const mark = markOf(token, rules);
    if (mark === '' || terms.includes(mark) || left[kind] === 0) continue;
    keep(terms, mark);
    left[kind]--;
  }
}

function markOf({ kind, text, folded }: Token, { exclude }: Rules): string {
  if (kind === 'url') return linkOf(text);
  if (kind === 'emoji') return isTelling(text) ? plainEmoji(text) : '';
  return isNumber(folded) || exclude.has(folded) ? '' : `#${folded}`;
}

function hearWords(tokens: readonly Token[], text: string, finding: Finding): void {
  let end = -1;
  let mail = false;
  for (const token of tokens) {
    const { kind, at, folded } = token;
    mail = text.charCodeAt(token.end) === AT || text.charCodeAt(at - 1) === AT || (mail && at - end === 1 && text.charCodeAt(end) === DOT);
    if (end < 0 || !isJoint(text, end, at)) finding.before = '';
    end = token.end;
    if (kind !== 'word' || mail) finding.before = '';
    else if (isUnspaced(folded)) hearRun(folded, finding);
    else hearWord(folded, finding);
    if (finding.terms.length >= TERMS_BOUND) return;
  }
}

function hearWord(word: string, finding: Finding): void {
  const { before, terms, rules } = finding;
  finding.before = counts(word, rules) ? word : '';
  if (finding.before === '') return;
  if (before !== '') keep(terms, `${before} ${word}`);
  keep(terms, word);
}

const AT = 0x40;
const DOT = 0x2e;
const isBlank = (unit: number): boolean => unit === 0x20 || unit === 0x09 || unit === 0xa0 || unit === 0x2d;

/** Between two words of a phrase stand one or two blanks or hyphens. */
function isJoint(text: string, from: number, to: number): boolean {
  const gap = to - from;
  return (gap === 1 || gap === 2) && isBlank(text.charCodeAt(from)) && isBlank(text.charCodeAt(to - 1));
}

/** Units from `from` to `to` of scripts that are written without spaces: Thai, Lao; Myanmar; Khmer; kana; Han, also beyond the first plane. */
const UNSPACED = [
  [0x0e00, 0x0eff],
  [0x1000, 0x109f],
  [0x1780, 0x17ff],
  [0x3040, 0x30ff],
  [0x31f0, 0x31ff],
  [0x3400, 0x9fff],
  [0xd840, 0xd87f],
  [0xf900, 0xfaff],
  [0xff66, 0xff9d],
] as const;

function isUnspaced(word: string): boolean {
  for (let i = 0; i < word.length; i++) {
    const unit = word.charCodeAt(i);
    if (unit >= 0x0e00 && UNSPACED.some(([from, to]) => unit >= from && unit <= to)) return true;
  }
  return false;
}

/** Only what begins with something else than a letter of Latin, Greek or Cyrillic can be a number. */
function isNumber(word: string): boolean {
  const unit = word.charCodeAt(0);
  const letter = (unit > 0x39 && unit < 0x80) || (unit >= 0xc0 && unit < 0x660);
  return !letter && NUMBER.test(word);
}

function counts(word: string, { stops, exclude }: Rules): boolean {
  if (word.length < 2 || stops.has(word) || isNumber(word)) return false;
  return exclude.size === 0 || !(exclude.has(word) || exclude.has(unowned(word)));
}

const TICK = 0x27;

/** "halden's" and "haldens'" are of Halden. */
function unowned(word: string): string {
  const { length } = word;
  if (word.charCodeAt(length - 1) === TICK) return word.slice(0, -1);
  return word.charCodeAt(length - 2) === TICK && word.endsWith('s') ? word.slice(0, -2) : word;
}

/**
 * Words of a run in a language that is written without spaces; neighbours make a phrase. Characters that are left over in a row are
 * likely a word that the dictionary lacks, such as a name, and count two by two.
 */
function hearRun(run: string, finding: Finding): void {
  const { rules, language, terms } = finding;
  const segmenter = segmenters.get(language) ?? segmenters.get('zh')!;
  finding.before = '';
  let leftOver = '';
  for (const { segment, isWordLike } of segmenter.segment(run.slice(0, RUN_BOUND))) {
    const single = isWordLike === true && segment.length === 1 && !rules.stops.has(segment);
    const word = single && leftOver ? leftOver + segment : segment;
    if (single) finding.before = '';
    if (isWordLike) hearWord(word, finding);
    else finding.before = '';
    leftOver = single ? segment : '';
    if (terms.length >= TERMS_BOUND) return;
  }
}
