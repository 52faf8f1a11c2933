import { fold } from './fold.ts';
import { HASH_SEED, hashOn, intern, type Word } from './intern.ts';

/** What a text is made of, in order. Everything that is heard in a post starts from this one pass. */
export interface Token {
  kind: 'word' | 'hashtag' | 'handle' | 'url' | 'emoji' | 'emoticon' | 'emphasis';
  /** As it was written, a hashtag and a handle without their sign. */
  text: string;
  /** In the form in which words are compared. */
  folded: string;
  /** Where it starts and ends, in UTF-16 units. */
  at: number;
  end: number;
  /** Of a word, a hashtag and a handle: what is remembered of it. */
  word?: Word;
  /** A comma, a stop or the end of a line stands before it, after the token before. */
  parted: boolean;
}

/** Only so much of a post is listened to, in UTF-16 units. */
export const SCAN_BOUND = 4_000;
/** Most tokens heard in one post. */
export const TOKEN_BOUND = 800;

const UNKNOWN = 0;
/** Starts nothing, such as a space. */
const GAP = 1;
const LETTER = 2;
const NUMBER = 3;
const MARK = 4;
const UNDERSCORE = 5;
/** May start a handle, a hashtag, an emoticon, an emoji, a run of ! and ?: the patterns below tell. */
const SIGN = 6;
/** Half of a code point. */
const HALF = 7;

/** The kind of every UTF-16 unit, found out when it is first met. */
const kinds = new Uint8Array(0x10000);

function kindOf(code: number): number {
  const known = kinds[code]!;
  if (known !== UNKNOWN) return known;
  kinds[code] = classify(code);
  return kinds[code]!;
}

function classify(code: number): number {
  if (code >= 0xd800 && code <= 0xdfff) return HALF;
  const char = String.fromCharCode(code);
  if (char === '_') return UNDERSCORE;
  if (/\p{L}/u.test(char)) return LETTER;
  if (/\p{N}/u.test(char)) return /\p{Extended_Pictographic}/u.test(char) ? SIGN : NUMBER;
  if (/\p{M}/u.test(char)) return MARK;
  return /[@＠#＃:;=<^!！?？]|\p{Extended_Pictographic}/u.test(char) ? SIGN : GAP;
}

const HANDLE_AT = /[@＠]([\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?(?:@[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?)?)/uy;
const HASHTAG_AT = /[#＃]([\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*)/uy;
const EMOTICON_AT = /[:;=][-'^]?[)(DPp/\\|[\]3*]+|[xX]D+(?![\p{L}\p{N}])|<3|<\/3|\^_*\^|T_T/uy;
const WORD_AT = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’][\p{L}\p{M}]+)*/uy;
const EMOJI_AT =
  /[\u{1f1e6}-\u{1f1ff}]{2}|\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]*(?:\u200d\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]*)*/uy;

const TICK = 0x27;
const CURLY_TICK = 0x2019;

/** One text on its way through: the quick path knows words of one-unit letters, the patterns know everything else. */
interface Scan {
  text: string;
  tokens: Token[];
  at: number;
  /** Whether what stood since the last token parts clauses. */
  parted: boolean;
}

/** At most TOKEN_BOUND tokens of the first SCAN_BOUND units. Never throws; linear in the length. */
export function scan(text: string): Token[] {
  const scan: Scan = { text: text.length > SCAN_BOUND ? text.slice(0, SCAN_BOUND) : text, tokens: [], at: 0, parted: false };
  while (scan.at < scan.text.length && scan.tokens.length < TOKEN_BOUND) {
    const kind = kindOf(scan.text.charCodeAt(scan.at));
    if (kind === LETTER || kind === NUMBER) readLetters(scan);
    else if (kind === SIGN || kind === HALF) readSign(scan);
    else pass(scan);
  }
  return scan.tokens;
}

const PARTING = new Set([...',.;:\n…，。、；：،؛।'].map((mark) => mark.charCodeAt(0)));

function pass(scan: Scan): void {
  const code = scan.text.charCodeAt(scan.at);
  if (code !== 0x20 && PARTING.has(code)) scan.parted = true;
  scan.at += 1;
}

const H = 0x68;
const W = 0x77;
const X = 0x78;
const CAPITAL_X = 0x58;
const CAPITAL_T = 0x54;

function readLetters(scan: Scan): void {
  const first = scan.text.charCodeAt(scan.at);
  if ((first === H || first === W) && readLink(scan)) return;
  // The laughing xD and the weeping T_T are made of letters.
  if ((first === X || first === CAPITAL_X || first === CAPITAL_T) && isFree(scan) && matched(scan, EMOTICON_AT, 'emoticon')) return;
  readWord(scan);
}

const BEGINNINGS = ['https://', 'http://', 'www.'];
const ENDS_LINK = new Set(['<', '>', '"']);
const SPACE = /\s/;

function readLink(scan: Scan): boolean {
  const { text, at } = scan;
  const beginning = BEGINNINGS.find((one) => text.startsWith(one, at));
  if (!beginning) return false;
  let end = at + beginning.length;
  while (end < text.length && !endsLink(text, end)) end += 1;
  if (end === at + beginning.length) return false;
  put(scan, 'url', text.slice(at, end), end);
  return true;
}

/** Most of a link is ASCII above the space. */
function endsLink(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code > 0x3e && code < 0x80) return false;
  return ENDS_LINK.has(text[at]!) || SPACE.test(text[at]!);
}

/** Not right after a letter or a number. */
function isFree({ text, at }: Scan): boolean {
  if (at === 0) return true;
  const before = kindOf(text.charCodeAt(at - 1));
  if (before === HALF) return !/[\p{L}\p{N}]$/u.test(text.slice(Math.max(0, at - 2), at));
  return before !== LETTER && before !== NUMBER;
}

function readWord(scan: Scan): void {
  const { text, at } = scan;
  let hash = HASH_SEED;
  let end = at;
  for (let ticked = false; ; ) {
    hash = hashOn(hash, text.charCodeAt(end));
    end += 1;
    if (end >= text.length) break;
    const next = text.charCodeAt(end);
    const kind = kindOf(next);
    if (kind === LETTER || kind === MARK || (kind === NUMBER && !ticked)) continue;
    if (kind === HALF) {
      readRareWord(scan);
      return;
    }
    if ((next !== TICK && next !== CURLY_TICK) || !isInner(text, end + 1)) break;
    ticked = true;
  }
  const word = intern(text, at, end, hash);
  scan.tokens.push({ kind: 'word', text: word.text, folded: word.folded, at, end, word, parted: scan.parted });
  scan.parted = false;
  scan.at = end;
}

/** What follows a tick inside a word: a letter. Letters of two units are left to the pattern. */
function isInner(text: string, at: number): boolean {
  if (at >= text.length) return false;
  const kind = kindOf(text.charCodeAt(at));
  return kind === LETTER || kind === MARK || kind === HALF;
}

/** A word that may hold letters of two units. */
function readRareWord(scan: Scan): void {
  if (!matched(scan, WORD_AT, 'word')) scan.at += 1;
}

/** What stands at a sign or half a code point, by what the sign may begin. */
function readSign(scan: Scan): void {
  const sign = scan.text[scan.at]!;
  if (EMPHASIS.has(sign)) readEmphasis(scan);
  else if (sign === '@' || sign === '＠') readNamed(scan, 'handle');
  else if (sign === '#' || sign === '＃') readNamed(scan, 'hashtag');
  else if (EMOTICON_BEGINS.has(sign)) {
    if (!(isFree(scan) && matched(scan, EMOTICON_AT, 'emoticon'))) pass(scan);
  } else if (!matched(scan, WORD_AT, 'word') && !matched(scan, EMOJI_AT, 'emoji')) scan.at += 1;
}

const EMOTICON_BEGINS = new Set([':', ';', '=', '<', '^']);
const EMPHASIS = new Set(['!', '！', '?', '？']);

function readEmphasis(scan: Scan): void {
  let end = scan.at + 1;
  while (end < scan.text.length && EMPHASIS.has(scan.text[end]!)) end += 1;
  put(scan, 'emphasis', scan.text.slice(scan.at, end), end);
}

/** The sign of a handle or a hashtag, which stands by itself or is none. */
function readNamed(scan: Scan, kind: 'handle' | 'hashtag'): void {
  const { text, at } = scan;
  if (!isFree(scan) || text[at - 1] === '_') {
    scan.at += 1;
    return;
  }
  const end = nameEnd(text, at + 1, kind);
  if (end > at + 1) put(scan, kind, text.slice(at + 1, end), end);
  else if (!matched(scan, kind === 'handle' ? HANDLE_AT : HASHTAG_AT, kind)) scan.at += 1;
}

const DOT = 0x2e;
const DASH = 0x2d;
const AT = 0x40;

/** Where a simple name ends that begins at `at`; `at` itself when it is none, or one that only the pattern knows how to read. */
function nameEnd(text: string, at: number, kind: 'handle' | 'hashtag'): number {
  let end = at;
  for (let i = at; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const letter = kindOf(code);
    if (letter === LETTER || letter === NUMBER || letter === UNDERSCORE || (letter === MARK && kind === 'hashtag' && i > at)) end = i + 1;
    else if (letter === HALF || (kind === 'handle' && code === AT && end === i)) return at;
    else if (kind === 'hashtag' || i === at || (code !== DOT && code !== DASH)) break;
  }
  return end;
}

function put(scan: Scan, kind: Token['kind'], text: string, end: number): void {
  const { at, parted } = scan;
  if (kind === 'word' || kind === 'hashtag' || kind === 'handle') {
    const word = intern(scan.text, end - text.length, end, hashOf(text));
    scan.tokens.push({ kind, text: word.text, folded: word.folded, at, end, word, parted });
  } else scan.tokens.push({ kind, text, folded: fold(text), at, end, word: undefined, parted });
  scan.parted = false;
  scan.at = end;
}

/** Takes what the pattern finds right here; false when it finds nothing. */
function matched(scan: Scan, pattern: RegExp, kind: Token['kind']): boolean {
  pattern.lastIndex = scan.at;
  const found = pattern.exec(scan.text);
  if (!found) return false;
  put(scan, kind, found[1] ?? found[0], scan.at + found[0].length);
  return true;
}

function hashOf(text: string): number {
  let hash = HASH_SEED;
  for (let i = 0; i < text.length; i++) hash = hashOn(hash, text.charCodeAt(i));
  return hash;
}
