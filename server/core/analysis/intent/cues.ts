import { fold } from '../text/fold.ts';
import { scan, type Token } from '../text/tokens.ts';

/**
 * Phrases by cue, and by language: phrases parted by `|`; in a phrase `a/b` is either word, `0` any number, `_` any one word, and
 * `stem*` (five letters or more) any word that begins so. In languages that are written without spaces a phrase is searched inside words.
 */
export type Phrases<Cue extends string> = Readonly<Record<Cue, Readonly<Record<string, string>>>>;

/** Called for each phrase found: its cue's bit, the first token and the one after the last. */
export type Heard = (bit: number, from: number, to: number) => void;

export interface Cues<Cue extends string> {
  readonly bits: Readonly<Record<Cue, number>>;
  /** Bits of all cues heard. Words of a longer phrase are not heard again in a shorter one. Nothing is allocated. */
  hear(tokens: readonly Token[], language: string, heard?: Heard): number;
}

interface Node {
  bit: number;
  next: Map<string, Node> | null;
  /** After any number, and after any word. */
  number: Node | null;
  any: Node | null;
  /** By their first letters, longest first. */
  stems: Map<string, [stem: string, node: Node][]> | null;
}

interface Tree {
  root: Node;
  /** Mark the words that begin nothing here; one of them, or neither when all marks are taken. */
  mark: number;
  farMark: number;
  /** Phrases searched inside words, by their first two characters, longest first. */
  inside: Map<string, [phrase: string, bit: number][]>;
}

/** Letters of a stem that are looked up. */
const STEM = 5;
/** Most words in one phrase. */
const LONGEST = 12;
const ANY = '_';
const NUMBER = '0';
const UNSPACED = new Set(['ja', 'zh', 'th', 'ko', 'lo', 'km', 'my']);
/** A short English word may be another word elsewhere; longer ones and phrases are understood in any language. */
const WORLDLY = 8;

const node = (): Node => ({ bit: 0, next: null, number: null, any: null, stems: null });

/** Readies the phrases of a language when it is first heard. Phrases under `*` belong to every language. At most 30 cues. */
export function buildCues<Cue extends string>(phrases: Phrases<Cue>): Cues<Cue> {
  const cues = Object.keys(phrases) as Cue[];
  const bits = Object.fromEntries(cues.map((cue, i) => [cue, 1 << i])) as Record<Cue, number>;
  const known = new Set(cues.flatMap((cue) => Object.keys(phrases[cue])));
  const trees = new Map<string, Tree>();
  const treeOf = (language: string): Tree => {
    const key = known.has(language) ? language : '*';
    const made = trees.get(key) ?? plant(cues, phrases, bits, key);
    trees.set(key, made);
    return made;
  };
  return { bits, hear: (tokens, language, heard) => listen(treeOf(language), tokens, heard) };
}

/** Trees whose silent words are remembered: bits of a small integer. */
const MARKS = 30;
let planted = 0;

function nextMarks(): Pick<Tree, 'mark' | 'farMark'> {
  const place = planted++;
  return { mark: place < MARKS ? 1 << place : 0, farMark: place >= MARKS && place < 2 * MARKS ? 1 << (place - MARKS) : 0 };
}

function plant<Cue extends string>(cues: readonly Cue[], phrases: Phrases<Cue>, bits: Record<Cue, number>, language: string): Tree {
  const tree: Tree = { root: node(), ...nextMarks(), inside: new Map() };
  for (const cue of cues) {
    const english = listed(phrases[cue].en).filter((phrase) => language === 'en' || phrase.includes(' ') || phrase.length >= WORLDLY);
    for (const phrase of [...english, ...listed(phrases[cue]['*'])]) grow(tree.root, wordsOf(phrase), bits[cue]);
    if (language === 'en' || language === '*') continue;
    for (const phrase of listed(phrases[cue][language])) {
      if (UNSPACED.has(language)) bury(tree, fold(phrase), bits[cue]);
      else grow(tree.root, wordsOf(phrase), bits[cue]);
    }
  }
  return tree;
}

const listed = (phrases: string | undefined): string[] =>
  (phrases ?? '')
    .split('|')
    .map((phrase) => phrase.trim())
    .filter(Boolean);

/** Each place of the phrase with the words that may stand there, folded as tokens are. */
function wordsOf(phrase: string): string[][] {
  const words = phrase.split(/\s+/).flatMap((place) => placeOf(place.split('/')));
  if (words.length === 0) throw new Error(`there is no word in the phrase ${phrase}`);
  return words;
}

function placeOf(words: string[]): string[][] {
  if (words[0] === ANY || words[0] === NUMBER) return [words];
  const cut = words.map((word) => scan(word.replace('*', '')).map(({ folded }) => (word.endsWith('*') ? `${folded}*` : folded)));
  if (cut.length === 1) return cut[0]!.map((word) => plain(word));
  return [cut.flatMap((parts) => plain(parts[0] ?? ''))];
}

/** People leave the apostrophe out. */
const plain = (word: string): string[] => (word.includes("'") ? [word, word.replaceAll("'", '')] : [word]);

function grow(at: Node, places: readonly string[][], bit: number): void {
  const [words, ...rest] = places.slice(0, LONGEST);
  if (!words) {
    at.bit |= bit;
    return;
  }
  for (const word of words) grow(branch(at, word), rest, bit);
}

function branch(at: Node, word: string): Node {
  if (word.endsWith('*')) return stemBranch(at, word.slice(0, -1));
  if (word === NUMBER) {
    at.number ??= node();
    return at.number;
  }
  if (word === ANY) {
    at.any ??= node();
    return at.any;
  }
  at.next ??= new Map();
  const next = at.next.get(word) ?? node();
  at.next.set(word, next);
  return next;
}

function stemBranch(at: Node, stem: string): Node {
  at.stems ??= new Map();
  const key = stem.slice(0, STEM);
  const stems = at.stems.get(key) ?? [];
  at.stems.set(key, stems);
  const known = stems.find(([one]) => one === stem);
  if (known) return known[1];
  const next = node();
  stems.push([stem, next]);
  stems.sort((a, b) => b[0].length - a[0].length);
  return next;
}

function bury(tree: Tree, phrase: string, bit: number): void {
  const key = phrase.slice(0, 2);
  const phrases = tree.inside.get(key) ?? [];
  tree.inside.set(key, phrases);
  phrases.push([phrase, bit]);
  phrases.sort((a, b) => b[0].length - a[0].length);
}

/** What the longest phrase that was found from a place on says, and where it ends: read right after `longest` returns. */
let foundBit = 0;
let foundEnd = 0;

function listen(tree: Tree, tokens: readonly Token[], heard: Heard | undefined): number {
  let all = 0;
  for (let i = 0; i < tokens.length; ) {
    if (isSilent(tree, tokens[i]!)) {
      i++;
      continue;
    }
    foundBit = 0;
    foundEnd = i + 1;
    longest(tree.root, tokens, i);
    const bit = foundBit;
    const end = foundEnd;
    if (bit && heard) heard(bit, i, end);
    all |= bit;
    if (tree.inside.size > 0 && !bit) all |= inside(tree, tokens[i]!.folded, i, heard);
    i = end;
  }
  return all;
}

/** Whether no phrase begins with the token. Most words begin none, and are known for it when they are met again. */
function isSilent(tree: Tree, token: Token): boolean {
  if (!spoken(token)) return true;
  const { word, folded } = token;
  if (word && ((word.silent & tree.mark) | (word.farSilent & tree.farMark)) !== 0) return true;
  if (begins(tree, folded)) return false;
  if (word) {
    word.silent |= tree.mark;
    word.farSilent |= tree.farMark;
  }
  return true;
}

const begins = ({ root, inside }: Tree, word: string): boolean =>
  inside.size > 0 ||
  root.any !== null ||
  (root.number !== null && isNumber(word)) ||
  (root.next?.has(word) ?? false) ||
  (root.stems?.get(word.slice(0, STEM))?.some(([stem]) => word.startsWith(stem)) ?? false);

const spoken = ({ kind }: Token): boolean => kind === 'word' || kind === 'hashtag';

function longest(at: Node, tokens: readonly Token[], i: number): void {
  if (at.bit !== 0 && (foundBit === 0 || i > foundEnd)) {
    foundBit = at.bit;
    foundEnd = i;
  }
  const token = tokens[i];
  if (!token || !spoken(token)) return;
  const word = token.folded;
  const next = at.next?.get(word);
  if (next) longest(next, tokens, i + 1);
  if (at.number && isNumber(word)) longest(at.number, tokens, i + 1);
  if (at.any) longest(at.any, tokens, i + 1);
  if (at.stems && word.length >= STEM) byStem(at.stems, word, tokens, i);
}

function byStem(stems: NonNullable<Node['stems']>, word: string, tokens: readonly Token[], i: number): void {
  for (const [stem, next] of stems.get(word.slice(0, STEM)) ?? NONE) if (word.startsWith(stem)) longest(next, tokens, i + 1);
}

const NONE: readonly [string, Node][] = [];

const isNumber = (word: string): boolean => {
  const first = word.charCodeAt(0);
  return first >= 48 && first <= 57;
};

/** Every phrase inside a run of letters, the longest at each place. */
function inside(tree: Tree, run: string, token: number, heard: Heard | undefined): number {
  let all = 0;
  for (let i = 0; i < run.length; ) {
    const found = tree.inside.get(run.slice(i, i + 2))?.find(([phrase]) => run.startsWith(phrase, i));
    if (found && heard) heard(found[1], token, token + 1);
    all |= found?.[1] ?? 0;
    i += found?.[0].length ?? 1;
  }
  return all;
}
