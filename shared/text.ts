/** Text from outside, made safe to lay out, and cut without breaking a character. Nothing here is slower than linear. */

/** Longest text kept of a post, in UTF-16 units. What is longer is cut there and ends in "…". */
export const TEXT_BOUND = 10_000;
/** Most marks kept in a row where marks stack upon one another: Latin, Cyrillic, Thai, Hebrew, Arabic need three at most. */
export const STACK_BOUND = 3;
/** Most marks of any kind kept in a row. Burmese and Tibetan write up to six. */
export const MARKS_BOUND = 8;
/** Most UTF-16 units that `cut` takes as one grapheme; the longest emoji in use has 15. */
export const GRAPHEME_BOUND = 32;

const ELLIPSIS = '…';

/** C0 and C1 but for the newline, bidi embeddings, overrides and isolates, invisible operators, interlinear marks, the BOM. */
const UNSEEN = /[\0-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2060-\u206f\ufff9-\ufffb\ufeff]/g;
/** Tag characters can hide whole sentences; they mean something only in the flag of a region. */
const TAGS = /(\u{1f3f4}[\u{e0020}-\u{e007e}]{2,6}\u{e007f})|[\u{e0000}-\u{e007f}]/gu;
const ROWS = new RegExp(`(\\p{M}{${MARKS_BOUND}})\\p{M}+`, 'gu');
const STACKING =
  '\\u0300-\\u036f\\u0483-\\u0489\\u0591-\\u05bd\\u0610-\\u061a\\u064b-\\u065f\\u06d6-\\u06ed\\u0e31\\u0e34-\\u0e3a\\u0e47-\\u0e4e';
const STACKS = new RegExp(`([${STACKING}\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe20-\\ufe2f]{${STACK_BOUND}})\\p{Mn}+`, 'gu');

/** Most posts hold nothing but this, and are left alone. */
const PLAIN = /^[\x20-\x7e\n]*$/;

const thin = (text: string): string => text.replace(ROWS, '$1').replace(STACKS, '$1');

/**
 * The text without what could break a layout, run text backwards or hide: see `UNSEEN`. Lone surrogates become U+FFFD, tabs a
 * space, every line end a newline; the result is in NFC. Marks are thinned out before composing too, since composing puts
 * them in order by insertion and a hundred thousand of them would take minutes.
 */
export function plain(text: string): string {
  if (PLAIN.test(text)) return text;
  const lines = text.replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n').replaceAll('\t', ' ');
  const seen = lines.toWellFormed().replace(UNSEEN, '').replace(TAGS, '$1');
  return thin(thin(seen).normalize('NFC'));
}

const endsInHalf = (text: string): boolean => /[\ud800-\udbff]$/.test(text);

/** The first `units` UTF-16 units, one fewer where that would split a pair. */
function head(text: string, units: number): string {
  const start = text.slice(0, units);
  return units < text.length && endsInHalf(start) ? start.slice(0, -1) : start;
}

/** At most `units` UTF-16 units, the ellipsis among them. Call it last: `plain` may make a text longer. */
export function bound(text: string, units: number = TEXT_BOUND): string {
  return text.length <= units ? text : head(text, units - 1) + ELLIPSIS;
}

const graphemesOf = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** At most `graphemes` characters as a reader counts them, the ellipsis among them. A longer one than GRAPHEME_BOUND is cut. */
export function cut(text: string, graphemes: number): string {
  if (text.length <= graphemes) return text;
  const start = head(text, graphemes * GRAPHEME_BOUND);
  let seen = 0;
  let end = 0;
  for (const { segment, index } of graphemesOf.segment(start)) {
    seen += 1;
    if (seen < graphemes) end = index + segment.length;
    if (seen > graphemes) return ended(start, end);
  }
  return start.length < text.length ? ended(start, end) : text;
}

const ended = (text: string, end: number): string => text.slice(0, end).trimEnd() + ELLIPSIS;

/** Handles and links are Latin whatever the language of the post, so they don't decide where it starts. */
const NAMED = /(?:https?:\/\/|www\.|[@＠])\S+/g;
const STRONG = /[\p{L}\u200e\u200f]/u;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Where a text starts, by its first strong character; a text without one starts at the left. */
export function direction(text: string): 'ltr' | 'rtl' {
  const first = STRONG.exec(text.replace(NAMED, ' ')) ?? STRONG.exec(text);
  return first && RIGHT_TO_LEFT.test(first[0]) ? 'rtl' : 'ltr';
}
