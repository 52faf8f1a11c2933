import { eld } from 'eld/large';
import { leading, numberOf, SCRIPT_OF, type Script, WEIGHT } from '../../core/analysis/text/scripts.ts';
import { scan } from '../../core/analysis/text/tokens.ts';
import { HAND } from './hand.ts';
import { declared, listedWords, smallWords } from './packages.ts';
import type { Piece } from './pieces.ts';
import { type LabelledPost, mentionTexts, sentimentPosts } from './posts.ts';

/** Everything an ear can be taught a language from. */
export interface Pool {
  /** Words of real posts, in order, a post each. */
  posts: string[][];
  /** Words of written sentences, in order. */
  sentences: string[][];
  /** Words, the most frequent first. */
  ranked: string[][];
  /** Words whose frequency is not known. */
  small: string[];
  pieces: Piece[];
}

/** Every so many posts one is set aside: nothing is fitted on it but how sure to be. */
const ASIDE = 12;
const NUMBER = /^\p{N}/u;

export function wordsOf(text: string): string[] {
  const words = scan(text).filter(({ kind, text: word }) => kind === 'word' && !NUMBER.test(word));
  return words.map((token) => token.text.normalize('NFKC'));
}

/** Whether most of these words are written in a system. */
export function isIn(script: Script, words: readonly string[]): boolean {
  const weights = new Uint32Array(WEIGHT.length);
  for (const word of words) for (let i = 0; i < word.length; i++) weights[SCRIPT_OF[word.charCodeAt(i)]!]!++;
  return leading(weights) === numberOf(script);
}

const HINDI = new Set(HAND.get('hi'));

/** Collections name the language of whole accounts or countries: posts that are plainly in English there teach the wrong thing. */
function isPlausible({ text, language, set }: LabelledPost): boolean {
  if (language === 'en' || language === 'pcm') return true;
  if (language === 'hi' && /[a-z]{3}/i.test(text))
    return wordsOf(text).filter((word) => HINDI.has(word.toLowerCase())).length >= 3 || /[ऀ-ॿ]{3}/.test(text);
  return eld.detect(text).language !== 'en' || (set === 'xlm-t' && language !== 'hi' && !eld.detect(text).isReliable());
}

const MENTIONS = ['railway-de.ndjson', 'support-2017.ndjson', 'support-ibm.ndjson'];

/** Posts of collections without languages, where a good identifier is sure and tells another than English, of which there is enough. */
function heardPosts(data: string): LabelledPost[] {
  const texts = MENTIONS.flatMap((file) => mentionTexts(data, file));
  const heard = texts.map((text) => ({ text, result: eld.detect(wordsOf(text).join(' ')) }));
  const sure = heard.filter(({ text, result }) => result.language !== 'en' && text.length > 60 && result.isReliable());
  return sure.map(({ text, result }) => ({ text, language: result.language, set: 'heard' }));
}

/** All posts to learn from, and those set aside, both by language, as words. */
export function readPosts(data: string): { taught: Map<string, string[][]>; aside: Map<string, string[][]> } {
  const [taught, aside] = [new Map<string, string[][]>(), new Map<string, string[][]>()];
  const posts = [...sentimentPosts(data, 'train'), ...heardPosts(data)];
  posts.forEach((post, index) => {
    if (!isPlausible(post)) return;
    const part = index % ASIDE === 0 ? aside : taught;
    const words = wordsOf(post.text);
    if (!part.has(post.language)) part.set(post.language, []);
    if (words.length > 0) part.get(post.language)?.push(words);
  });
  return { taught, aside };
}

/** What there is of a language in one writing system. */
export function poolOf(script: Script, language: string, posts: readonly string[][], pieces: readonly Piece[]): Pool {
  const own = (words: readonly string[]) => isIn(script, words);
  return {
    posts: posts.filter(own),
    sentences: declared(language).map(wordsOf).filter(own),
    ranked: lists(script, language)
      .map((list) => list.filter((word) => own([word])))
      .filter((list) => list.length > 0),
    small: smallWords(language).filter((word) => own([word])),
    pieces: pieces.filter(({ text }) => own([text.trim()])),
  };
}

/** Persian is typed with letters of its own, and now and then, as in the list, with those that Arabic has in their place. */
function lists(script: Script, language: string): string[][] {
  const listed = script === 'latin' && language === 'hi' ? [] : listedWords(language);
  const persian = listed.map((word) => word.replace(/ي/g, 'ی').replace(/ك/g, 'ک'));
  if (language === 'fa') return [persian, persian, persian, listed];
  if (language === 'sr') return [listedWords('hr').map(inCyrillic)];
  const foreign = FOREIGN[language];
  return [foreign ? listed.filter((word) => !foreign.test(word)) : listed, [...(HAND.get(language) ?? [])]];
}

/** The list of Serbian words is in Latin letters, which stand for Cyrillic ones one to one. */
const CYRILLIC = new Map(
  'lj-љ nj-њ dž-џ a-а b-б c-ц č-ч ć-ћ d-д đ-ђ e-е f-ф g-г h-х i-и j-ј k-к l-л m-м n-н o-о p-п r-р s-с š-ш t-т u-у v-в z-з ž-ж'
    .split(' ')
    .map((pair) => [pair.slice(0, -2), pair.slice(-1)] as const),
);
const inCyrillic = (word: string): string => word.toLowerCase().replace(/lj|nj|dž|./g, (sign) => CYRILLIC.get(sign) ?? sign);

/** Letters that a language does not have; words with them strayed into its list from a neighbour's. */
const FOREIGN: Readonly<Record<string, RegExp>> = {
  uk: /[ыэъё]/i,
  ru: /[іїєґў]/i,
  bg: /[ыэёіїєў]/i,
  mk: /[ыэёйюяъь]/i,
  ar: /[گچپژیک]/,
};
