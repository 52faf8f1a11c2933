import type { Label } from '../../../shared/mention.ts';
import { emojiPolarity, emoticonPolarity } from './emoji.ts';
import { type Lexicon, LONGEST_STEM, lexiconOf, SHORTEST_STEM } from './lexicons.ts';
import { scan, type Token } from './tokens.ts';

export interface HeardSentiment {
  label: Label;
  /** -1 to 1. */
  score: number;
  /** 0 to 1: how often a label given with this confidence is right. */
  confidence: number;
}

/** A negation turns what stands at most this many words after it. */
const NOT_REACH = 3;
/** In some languages it also follows: at most this many words. */
const NOT_BEHIND = 3;
const NOT_FOLLOWS = new Set(['de', 'nl', 'sv', 'da', 'no', 'tr', 'hi', 'ko']);
/** "not good" is less bad than "bad". */
const TURNED = -0.6;
/** An emoji that is repeated says the same again, a little. */
const AGAIN = 0.3;
const LOUD = 1.2;
/** How strong an utterance must be to count as half. */
const HALF = 0.9;
/** Scores between these say nothing. Praise is cheap: people are polite when they complain. */
const DEAD_BAND = { low: -0.12, high: 0.35 };
/** Longest run of letters that is searched in a language without spaces, and the longest word in it. */
const RUN_BOUND = 400;
const LONGEST_UNSPACED = 6;

interface Heard {
  sum: number;
  /** Words that were found, whatever they say. */
  found: number;
}

/** What a post says of its subject, by the words of its language, its emoji and how loud it is. Never throws. */
export function hearSentiment(text: string, language: string): HeardSentiment {
  return sentimentOf(scan(text), language);
}

export function sentimentOf(tokens: readonly Token[], language: string): HeardSentiment {
  const lexicon = lexiconOf(language);
  const said = tokens.filter((token) => token.kind === 'word' || token.kind === 'hashtag');
  const words = lexicon ? (lexicon.unspaced ? hearRuns(said, lexicon) : hearWords(said, lexicon, language)) : { sum: 0, found: 0 };
  const signs = hearSigns(tokens);
  const sum = (words.sum + signs.sum) * exclaimed(tokens);
  return judged(sum, words.found + signs.found, lexicon);
}

function judged(sum: number, found: number, lexicon: Lexicon | undefined): HeardSentiment {
  const score = sum / Math.sqrt(sum * sum + HALF);
  const label = score <= DEAD_BAND.low ? 'negative' : score >= DEAD_BAND.high ? 'positive' : 'neutral';
  return { label, score: thousandths(score), confidence: thousandths(confidenceOf(label, Math.abs(score), found, lexicon)) };
}

const thousandths = (value: number): number => Math.round(value * 1000) / 1000 || 0;

/** As often as such labels were right on posts that people had labelled: rarely better than two in three, as word lists go. */
function confidenceOf(label: Label, strength: number, found: number, lexicon: Lexicon | undefined): number {
  const proven = lexicon?.proven ?? false;
  if (label === 'neutral') return proven ? 0.5 : found > 0 ? 0.4 : 0.35;
  return proven ? 0.25 + 0.6 * strength : 0.32 + 0.25 * strength;
}

function hearWords(said: readonly Token[], lexicon: Lexicon, language: string): Heard {
  const shouting = said.length > 3 && said.every((token) => token.text === token.text.toUpperCase());
  const nots = said.map((token) => isNot(token.folded, lexicon));
  const heard: Heard = { sum: 0, found: 0 };
  for (let i = 0; i < said.length; i++) {
    const { value, from } = polarityAt(said, i, lexicon);
    if (value === 0) continue;
    const loud = !shouting && isLoud(said[i]!.text) ? LOUD : 1;
    heard.sum += value * loud * degreeBefore(said, from, lexicon) * (turned(nots, from, i, NOT_FOLLOWS.has(language)) ? TURNED : 1);
    heard.found += 1;
  }
  return heard;
}

const isLoud = (word: string): boolean => word.length > 2 && word !== word.toLowerCase() && word === word.toUpperCase();
const isNot = (word: string, lexicon: Lexicon): boolean => lexicon.nots.has(word) || (word.endsWith("n't") && lexicon.nots.has("n't"));

/** `from` is where the phrase or the word begins: a phrase such as "not good" holds its own negation. */
function polarityAt(said: readonly Token[], i: number, lexicon: Lexicon): { value: number; from: number } {
  const word = said[i]!.folded;
  const phrase = i > 0 ? lexicon.words.get(`${said[i - 1]!.folded} ${word}`) : undefined;
  if (phrase !== undefined) return { value: phrase, from: i - 1 };
  return { value: polarityOf(word, lexicon) || (lexicon.onto ? polarityOf(word.replace(lexicon.onto, ''), lexicon) : 0), from: i };
}

const polarityOf = (word: string, lexicon: Lexicon): number =>
  lexicon.words.get(word) ?? (lexicon.stems.size > 0 ? byStem(word, lexicon.stems) : 0);

/** The longest stem that the word begins with decides. */
function byStem(word: string, stems: ReadonlyMap<string, number>): number {
  for (let length = Math.min(word.length, LONGEST_STEM); length >= SHORTEST_STEM; length--) {
    const value = stems.get(word.slice(0, length));
    if (value !== undefined) return value;
  }
  return 0;
}

const degreeBefore = (said: readonly Token[], from: number, lexicon: Lexicon): number =>
  from > 0 ? (lexicon.degrees.get(said[from - 1]!.folded) ?? 1) : 1;

function turned(nots: readonly boolean[], from: number, to: number, follows: boolean): boolean {
  for (let i = Math.max(0, from - NOT_REACH); i < from; i++) if (nots[i]) return true;
  for (let i = to + 1; follows && i <= to + NOT_BEHIND && i < nots.length; i++) if (nots[i]) return true;
  return false;
}

/** Every word of the lexicon that a run of letters holds, the longest first; a negation right before or after it turns it. */
function hearRuns(said: readonly Token[], lexicon: Lexicon): Heard {
  const heard: Heard = { sum: 0, found: 0 };
  for (const { folded } of said) {
    const run = folded.slice(0, RUN_BOUND);
    for (let i = 0; i < run.length; ) i += hearAt(run, i, lexicon, heard);
  }
  return heard;
}

/** Hears the longest word that begins at `i`; returns how far to go on. */
function hearAt(run: string, i: number, lexicon: Lexicon, heard: Heard): number {
  for (let length = LONGEST_UNSPACED; length > 0; length--) {
    const value = lexicon.words.get(run.slice(i, i + length));
    if (value === undefined || i + length > run.length) continue;
    heard.sum += value * (touchesNot(run, i, i + length, lexicon) ? TURNED : 1);
    heard.found += 1;
    return length;
  }
  return 1;
}

function touchesNot(run: string, from: number, to: number, lexicon: Lexicon): boolean {
  const near = [run.slice(Math.max(0, from - 3), from), run.slice(to, to + 5)];
  return [...lexicon.nots].some((not) => (not.length === 1 ? near[0]!.endsWith(not) : near.some((part) => part.includes(not))));
}

function hearSigns(tokens: readonly Token[]): Heard {
  const seen = new Set<string>();
  const heard: Heard = { sum: 0, found: 0 };
  for (const { kind, text } of tokens) {
    const value = kind === 'emoji' ? emojiPolarity(text) : kind === 'emoticon' ? emoticonPolarity(text) : 0;
    if (value === 0) continue;
    heard.sum += seen.has(text) ? value * AGAIN : value;
    heard.found += 1;
    seen.add(text);
  }
  return heard;
}

/** Up to three exclamation marks make what was said a little stronger. */
function exclaimed(tokens: readonly Token[]): number {
  const marks = tokens.reduce((sum, { kind, text }) => sum + (kind === 'emphasis' ? (text.match(/[!！]/g)?.length ?? 0) : 0), 0);
  return 1 + 0.06 * Math.min(marks, 3);
}
