import { COUSINS, leading, SCRIPTS, type Script, SETTLED, WEIGHT } from '../text/scripts.ts';
import { scan, type Token } from '../text/tokens.ts';
import { candidatesOf, earOf, type TaughtEar } from './ears.ts';
import { EDGE, type Page, write } from './letters.ts';
import { listen, PAGE_BOUND } from './listen.ts';

export interface HeardLanguage {
  /** ISO 639-1, or -3 where there is no shorter code; `und` when it could not be told. */
  language: string;
  /** 0 to 1: how often a language told with this confidence is right. */
  confidence: number;
}

/** Only so many letters are looked at: what is told from them is as often right as what is told from the whole post. */
export const LANGUAGE_BOUND = 120;
/** Below this many letters nothing can be told. */
const FEWEST_LETTERS = 2;
/** A language told with less confidence than this, and that the network does not confirm, is not told at all. */
const LEAST_CONFIDENCE = 0.4;
/** Nobody is surer than this: so often even plain texts are labelled otherwise. */
const MOST_CONFIDENCE = 0.995;

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
/** Languages that no ear knows, with what they are taken for. */
const KIN: Readonly<Record<string, readonly string[]>> = {
  bs: ['hr'],
  sr: ['hr'],
  lb: ['de'],
  oc: ['ca'],
  fo: ['is', 'da'],
};

/** Every language that can be told without a tag. */
export const KNOWN_LANGUAGES: ReadonlySet<string> = new Set([...SETTLED.values(), ...SCRIPTS.flatMap(candidatesOf)]);

/** The language of a network's tag (`pt-BR`, `zh-Hans`, `iw`); `undefined` for one that says nothing. */
export function hinted(tag: string | undefined): string | undefined {
  if (tag === undefined) return undefined;
  const known = hints.get(tag);
  if (known !== undefined) return known || undefined;
  const code = /^([a-z]{2,3})(?:[-_]|$)/i.exec(tag)?.[1]?.toLowerCase();
  const language = !code || /^(und|zxx|mul|mis|q..)$/.test(code) ? '' : (SAME[code] ?? code);
  if (hints.size < HINT_BOUND) hints.set(tag, language);
  return language || undefined;
}

/** Tags that were looked up before; a stream has a few dozen. */
const hints = new Map<string, string>();
const HINT_BOUND = 500;

const page: Page = { letters: new Uint16Array(PAGE_BOUND), length: 0, weights: new Uint32Array(WEIGHT.length) };

/** Writes down words alone, without links, handles, hashtags, emoji and what begins with a digit; letters in fancy dress are undressed. */
function read(tokens: readonly Token[]): void {
  page.letters[0] = EDGE;
  page.length = 1;
  page.weights.fill(0);
  for (let i = 0; i < tokens.length && page.length < LANGUAGE_BOUND; i++) {
    const { kind, text } = tokens[i]!;
    if (kind !== 'word' || isDigit(text.charCodeAt(0))) continue;
    const before = page.length;
    if (!write(page, text, WEIGHT)) rewrite(text, before);
  }
}

/** Digits of ASCII and Arabic; a word that begins with any other has no letters either, or few. */
const isDigit = (code: number): boolean => (code >= 0x30 && code <= 0x39) || (code >= 0x660 && code <= 0x669);

/** Puts the plain form of a word in the place of one that could not be read as it stood. */
function rewrite(word: string, at: number): void {
  page.length = at;
  write(page, word.slice(0, LANGUAGE_BOUND).toWellFormed().normalize('NFKC'), WEIGHT);
}

function bySystem(script: Script, settled: string, letters: number, hint: string | undefined): HeardLanguage {
  const language = hint && COUSINS[script]?.includes(hint) ? hint : settled;
  return { language, confidence: script === 'han' && letters < 20 && language !== hint ? 0.8 : 0.98 };
}

/** What a network's tag is worth, in nats: it is right nine times in ten, and one language in ten by chance; a rare one is no accident. */
const TAG = 4.5;

/** Names that somebody made up get so much support, in nats, for one language or another by chance: it stands for "none of these". */
const CHANCE = 2.3;
/** A language so many nats behind changes nothing. */
const HOPELESS = 12;

/** Support for each language as likelihoods, with the tag as one more witness. Its weight is the same whatever the length; theirs grows. */
function byEar({ ear, slope, bend, favours }: TaughtEar, letters: number, tagged: number): HeardLanguage {
  const { languages, support } = ear;
  const worth = slope * letters ** bend;
  let best = 0;
  for (let i = 0; i < support.length; i++) {
    support[i] = support[i]! * worth + (i === tagged ? TAG : favours[i]!);
    if (support[i]! > support[best]!) best = i;
  }
  let sum = Math.exp(CHANCE - support[best]!);
  for (let i = 0; i < support.length; i++) {
    const behind = support[best]! - support[i]!;
    if (behind < HOPELESS) sum += Math.exp(-behind);
  }
  return { language: languages[best]!, confidence: Math.min(MOST_CONFIDENCE, 1 / sum) };
}

/** Languages with a system of their own that hardly anybody writes in Latin letters: there the tag is likely wrong. */
const SELDOM_LATIN = new Set(['ja', 'ko', 'zh', 'th', 'ru', 'uk', 'be', 'bg', 'el', 'he', 'hy', 'ka', 'am', 'km', 'lo', 'my']);

/** A tag that no ear can confirm holds when the ear is unsure, or hears the next of kin. */
function weighUnknown(heard: HeardLanguage, hint: string): HeardLanguage {
  const kin = KIN[hint]?.includes(heard.language);
  if (!kin && heard.confidence >= (SELDOM_LATIN.has(hint) ? 0.6 : 0.9)) return heard;
  return { language: hint, confidence: kin ? Math.max(heard.confidence, 0.7) : 0.6 };
}

/**
 * Language of a post. A writing system that one language uses settles it; otherwise the ear for that system tells how likely each
 * language is that it was taught, with the network's tag as one more witness, who counts for less the more there is to read. Never throws.
 */
export function hearLanguage(text: string, hint?: string): HeardLanguage {
  return languageOf(scan(text), hint);
}

export function languageOf(tokens: readonly Token[], tag?: string): HeardLanguage {
  read(tokens);
  const number = leading(page.weights);
  const letters = lettersOf(page.weights);
  if (number === 0 || letters < FEWEST_LETTERS) return UNTOLD;
  const script = SCRIPTS[number - 1]!;
  const hint = hinted(tag);
  const settled = SETTLED.get(script);
  if (settled) return bySystem(script, settled, letters, hint);
  const taught = earOf(number);
  return taught ? among(taught, script, number, hint) : UNTOLD;
}

/** Letters, without what belongs to no system. */
function lettersOf(weights: Uint32Array): number {
  let letters = 0;
  for (let script = 1; script < weights.length; script++) letters += weights[script]!;
  return letters;
}

function among(taught: TaughtEar, script: Script, number: number, hint: string | undefined): HeardLanguage {
  const tagged = hint ? taught.ear.languages.indexOf(hint) : -1;
  const letters = listen(taught.ear, page.letters, page.length, number, tagged);
  const heard = byEar(taught, letters, tagged);
  if (hint && tagged < 0 && mayBe(script, hint)) return weighUnknown(heard, hint);
  if (heard.confidence >= LEAST_CONFIDENCE || heard.language === hint) return heard;
  return MOST_OFTEN[script] ? { language: MOST_OFTEN[script], confidence: LEAST_CONFIDENCE } : UNTOLD;
}

/** What a word or two in these systems most often are. */
const MOST_OFTEN: Readonly<Partial<Record<Script, string>>> = { cyrillic: 'ru', arabic: 'ar', devanagari: 'hi' };

/** Any language is also written in Latin letters now and then; in another system only one that is known to be at home there. */
const AT_HOME: Readonly<Partial<Record<Script, readonly string[]>>> = {
  cyrillic: ['uz', 'az', 'ab', 'ce', 'os', 'ba', 'cv'],
  arabic: ['sd', 'az', 'pa'],
  devanagari: ['sa', 'mai', 'bho'],
};
const mayBe = (script: Script, hint: string): boolean => script === 'latin' || (AT_HOME[script]?.includes(hint) ?? false);
