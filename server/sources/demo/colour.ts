import { chance, type Dice, pick, whole } from './dice.ts';
import type { Frame, Language, Mood, Network } from './schema.ts';

/** What surrounds a sentence when people talk. `hashtags` are added to the language's own. */
export interface Colour {
  language: Language;
  network: Network;
  mood: Mood;
  emoji: Frame['emoji'];
  hashtags: string[];
  /** Share of posts with a second sentence: people who are upset say more. */
  talkative: number;
}

/** Words that a typo would turn into another post: handles, hashtags, codes, numbers, and short ones. */
const UNTOUCHED = /[@#\d\p{Lu}]/u;

function swapLetters(roll: Dice, word: string): string {
  const i = whole(roll, 1, word.length - 3);
  return word.slice(0, i) + word[i + 1] + word[i] + word.slice(i + 2);
}

function withTypo(roll: Dice, text: string): string {
  const words = text.split(' ');
  const open = words.flatMap((word, i) => (word.length > 5 && !UNTOUCHED.test(word) ? [i] : []));
  if (open.length === 0) return text;
  const at = pick(roll, open);
  return words.map((word, i) => (i === at ? swapLetters(roll, word) : word)).join(' ');
}

/** Some people type everything in lower case, and some type in a hurry. */
function typed(roll: Dice, text: string, { language }: Colour): string {
  if (!language.latin) return text;
  const hurried = chance(roll, 0.06) ? withTypo(roll, text) : text;
  return chance(roll, 0.12) ? hurried.toLowerCase() : hurried;
}

/** Sentence, then perhaps a second one in the same mood, and something to begin with. */
function spoken(roll: Dice, text: string, { language, mood, talkative }: Colour): string {
  const opener = chance(roll, 0.16) ? [pick(roll, language.openers)] : [];
  const tail = chance(roll, talkative) ? [pick(roll, language.tails[mood])] : [];
  return [...opener, ...(tail.length > 0 ? [ended(text, language)] : [text]), ...tail].join(language.joiner);
}

/** A sentence that another one can follow: stopped, or with room after a handle or a hashtag. */
function ended(text: string, { stop, joiner }: Language): string {
  if (/[#@]\S+$/.test(text)) return joiner === '' ? `${text} ` : text;
  return /[\p{L}\p{M}\p{N})]$/u.test(text) ? `${text}${stop}` : text;
}

function marks(roll: Dice, text: string, { language, network, mood, emoji, hashtags }: Colour): string[] {
  if (network === 'reddit') return [];
  const often = network === 'instagram' ? 1.8 : 1;
  const faces = chance(roll, 0.26 * often) ? [pick(roll, emoji[mood])] : [];
  const own = hashtags.length > 0 && chance(roll, 0.3 * often) ? [pick(roll, hashtags)] : [];
  const general = chance(roll, 0.13 * often) ? [pick(roll, language.hashtags)] : [];
  const said = text.toLowerCase();
  return [...faces, ...new Set([...own, ...general])].filter((mark) => !said.includes(mark.toLowerCase()));
}

/** A headline stays as it is; everything else is made to sound like somebody. */
export function coloured(roll: Dice, text: string, colour: Colour): string {
  if (colour.network === 'news') return text;
  const said = typed(roll, spoken(roll, text, colour), colour);
  return [said, ...marks(roll, said, colour)].join(' ');
}
