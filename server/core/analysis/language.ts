import { eld } from 'eld/extrasmall';
import { isBorneOut } from './own-words.ts';
import { CANDIDATES, COUSINS, leading, type Script, SETTLED, weigh } from './scripts.ts';
import { scan, type Token } from './tokens.ts';

export interface HeardLanguage {
  /** ISO 639-1, or -3 where there is no shorter code; `und` when it could not be told. */
  language: string;
  /** 0 to 1: how often a language told with this confidence is right. */
  confidence: number;
}

/** Only so many UTF-16 units of words are looked at: what is told from them is as often right as what is told from the whole post. */
export const LANGUAGE_BOUND = 120;
/** How often a language is right that the network tells and that the library, or the language's own small words, confirm. */
const AGREED = 0.97;
/** Below this many letters nothing can be told. */
const FEWEST_LETTERS = 2;
/** A language told with less confidence than this, and that the network does not confirm, is not told at all. */
const LEAST_CONFIDENCE = 0.45;

const UNTOLD: HeardLanguage = { language: 'und', confidence: 0 };

/** Old and finer codes, and the ones that we count together. */
const SAME: Readonly<Record<string, string>> = {
  iw: 'he',
  in: 'id',
  ji: 'yi',
  nb: 'no',
  nn: 'no',
  fil: 'tl',
  cmn: 'zh',
  pes: 'fa',
  ckb: 'ku',
};
/** Languages that the library does not know, with what it takes them for. */
const KIN: Readonly<Record<string, readonly string[]>> = {
  id: ['ms'],
  gl: ['pt', 'es'],
  af: ['nl'],
  bs: ['hr'],
  sr: ['hr'],
  mk: ['bg', 'sr'],
  lb: ['de'],
  oc: ['ca'],
  fo: ['is', 'da'],
};

/** The language of a network's tag (`pt-BR`, `zh-Hans`, `iw`); `undefined` for one that says nothing. */
export function hinted(tag: string | undefined): string | undefined {
  const code = /^([a-z]{2,3})(?:[-_]|$)/i.exec(tag ?? '')?.[1]?.toLowerCase();
  if (!code || /^(und|zxx|mul|mis|q..)$/.test(code)) return undefined;
  return SAME[code] ?? code;
}

const NUMBER = /^\p{N}/u;

/** Words alone, without links, handles, hashtags, emoji and what begins with a digit; letters in fancy dress are undressed. */
function spoken(tokens: readonly Token[]): string {
  let words = '';
  for (const token of tokens) {
    if (token.kind === 'word' && !NUMBER.test(token.text)) words += `${token.text} `;
    if (words.length > LANGUAGE_BOUND) break;
  }
  return words.slice(0, LANGUAGE_BOUND).toWellFormed().normalize('NFKC');
}

function bySystem(script: Script, settled: string, letters: number, hint: string | undefined): HeardLanguage {
  const language = hint && COUSINS[script]?.includes(hint) ? hint : settled;
  return { language, confidence: script === 'han' && letters < 20 && language !== hint ? 0.8 : 0.98 };
}

/** How sure the library is: fitted on posts whose language is known, by how far the best is ahead and how much there is to read. */
function certainty(margin: number, letters: number): number {
  const evidence = 9 * Math.min(margin, 0.4) + 1.1 * Math.log(Math.max(letters, 1) / 12);
  return 1 / (1 + Math.exp(-evidence));
}

/** What the tag is worth, on the library's scale: much for a few letters, next to nothing for two lines. */
const prior = (letters: number): number => 0.02 + 2.4 / (letters + 8);

/** One ear for each system, which hears only the languages that are written in it. They share the library's data. */
const EARS = new Map(
  Object.entries(CANDIDATES).map(([script, languages]) => {
    const ear = eld.newInstance();
    ear.setLanguageSubset([...languages]);
    return [script, ear] as const;
  }),
);

function byLibrary(words: string, letters: number, script: Script, hint: string | undefined): HeardLanguage {
  const heard = EARS.get(script)?.detect(words);
  if (!heard?.language) return hint ? { language: hint, confidence: LEAST_CONFIDENCE } : UNTOLD;
  if (heard.language === hint) return { language: hint, confidence: AGREED };
  const { scores, best } = { scores: heard.getScores(), best: heard.language };
  const lead = scores[best]! - second(scores, best);
  if (!hint || !CANDIDATES[script]?.includes(hint)) return { language: best, confidence: certainty(lead, letters) };
  const ahead = scores[best]! - (scores[hint] ?? 0) - prior(letters);
  return { language: ahead >= 0 ? best : hint, confidence: certainty(Math.min(Math.abs(ahead), Math.max(lead, -ahead)), letters) };
}

function second(scores: Readonly<Record<string, number>>, best: string): number {
  let next = 0;
  for (const language in scores) if (language !== best && scores[language]! > next) next = scores[language]!;
  return next;
}

/** Languages with a system of their own that hardly anybody writes in Latin letters: there the tag is likely wrong. */
const SELDOM_LATIN = new Set(['ja', 'ko', 'zh', 'th', 'ru', 'uk', 'be', 'bg', 'el', 'he', 'hy', 'ka', 'am', 'km', 'lo', 'my']);

/** A tag that the library cannot confirm holds when the library is unsure, or hears the next of kin. */
function weighUnknown(heard: HeardLanguage, hint: string): HeardLanguage {
  const kin = KIN[hint]?.includes(heard.language);
  if (!kin && heard.confidence >= (SELDOM_LATIN.has(hint) ? 0.6 : 0.9)) return heard;
  return { language: hint, confidence: kin ? Math.max(heard.confidence, 0.7) : 0.6 };
}

/**
 * Language of a post. A writing system that one language uses settles it, or a network's tag that small words of that language bear
 * out; otherwise the library, which takes most of the time, decides among the languages of that system, with the tag as a prior that
 * counts for less the more there is to read. Never throws.
 */
export function hearLanguage(text: string, hint?: string): HeardLanguage {
  return languageOf(scan(text), hint);
}

export function languageOf(tokens: readonly Token[], tag?: string): HeardLanguage {
  const words = spoken(tokens);
  const weights = weigh(words);
  const script = leading(weights);
  const letters = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  if (!script || letters < FEWEST_LETTERS) return UNTOLD;
  const hint = hinted(tag);
  const settled = SETTLED.get(script);
  if (settled) return bySystem(script, settled, letters, hint);
  if (hint && script === 'latin' && isBorneOut(tokens, hint)) return { language: hint, confidence: AGREED };
  const candidates = CANDIDATES[script] ?? [];
  const heard = byLibrary(words, letters, script, hint);
  if (hint && !candidates.includes(hint) && mayBe(script, hint)) return weighUnknown(heard, hint);
  if (heard.confidence >= LEAST_CONFIDENCE || heard.language === hint) return heard;
  return MOST_OFTEN[script] ? { language: MOST_OFTEN[script], confidence: LEAST_CONFIDENCE } : UNTOLD;
}

/** What a word or two in these systems most often are. */
const MOST_OFTEN: Readonly<Partial<Record<Script, string>>> = { cyrillic: 'ru', arabic: 'ar', devanagari: 'hi' };

/** Any language is also written in Latin letters now and then; in another system only one that is known to be at home there. */
const AT_HOME: Readonly<Partial<Record<Script, readonly string[]>>> = {
  cyrillic: ['mk', 'kk', 'ky', 'tg', 'mn', 'tt', 'uz'],
  arabic: ['ps', 'sd', 'ug', 'az'],
  devanagari: ['ne', 'sa', 'mai', 'bho'],
};
const mayBe = (script: Script, hint: string): boolean => script === 'latin' || (AT_HOME[script]?.includes(hint) ?? false);
