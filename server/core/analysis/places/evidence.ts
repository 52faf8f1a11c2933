import type { Token } from '../text/tokens.ts';
import type { Name } from './gazetteer.ts';
import type { Names } from './names.ts';
import { CLUB_AFTER, CLUB_BEFORE, FIRST_NAMES, MAYBE_BEFORE, NOT_BEFORE, PLACE_AFTER, PLACE_BEFORE, REGIONS, TRAVEL } from './words.ts';

/** A post that is read for places. */
export interface Reading {
  tokens: readonly Token[];
  text: string;
  language: string;
  names: Names;
  /** Capitals say nothing here: everything is shouted, or every word has one. Asked only when a name was found. */
  shouted: boolean | undefined;
  /** Number of the token behind the place heard last; -1 before the first. */
  heardUpTo: number;
  /** Neighbours of a word in our own names, `first second`: "paris" in "Hotel Paris" is no city. */
  pairs: ReadonlySet<string>;
  /** A brand that is called like a place needs evidence for the place. */
  brands: ReadonlySet<string>;
}

/** How far from a name somebody may travel, in words. */
const TRAVEL_REACH = 4;

/** Whether the name that stands at tokens `at` to `end` (past the last) is meant as a place. */
export function isMeant(reading: Reading, { words, need, place }: Name, at: number, end: number): boolean {
  if (need === 'x') return isExact(reading.tokens[at]!);
  if (isSomethingElse(reading, words, at, end)) return false;
  const capital = startsLarge(reading.tokens[at]!.text);
  const needs = reading.brands.has(words.join(' ')) ? 'e' : need;
  if (needs === 's') return true;
  const country = place.id.startsWith('c:');
  if (needs === 'c') return (capital && !isShouted(reading)) || isPlaceBefore(reading, at) || (country && capital);
  const cased = capital || !hasCase(reading.tokens[at]!.text);
  return cased && isEvident(reading, at, end) && !goesOn(reading, end);
}

const isExact = ({ text, folded }: Token): boolean => text === folded.toUpperCase();

function isSomethingElse({ tokens, text, pairs }: Reading, words: readonly string[], at: number, end: number): boolean {
  const before = at > 0 && touches(text, tokens[at - 1]!, tokens[at]!) ? tokens[at - 1]! : undefined;
  const after = end < tokens.length && touches(text, tokens[end - 1]!, tokens[end]!) ? tokens[end]! : undefined;
  const first = words[0]!;
  const last = words.at(-1)!;
  if (before && pairs.has(`${before.folded} ${first}`)) return true;
  if (before && CLUB_BEFORE.has(before.folded) && startsLarge(before.text)) return true;
  if (before && FIRST_NAMES.has(before.folded) && startsLarge(before.text) && startsLarge(tokens[at]!.text)) return true;
  if (!after) return false;
  return (
    CLUB_AFTER.has(after.folded) || pairs.has(`${last} ${after.folded}`) || (NOT_BEFORE.get(words.join(' '))?.has(after.folded) ?? false)
  );
}

const isEvident = (reading: Reading, at: number, end: number): boolean =>
  isPlaceBefore(reading, at) || isPlaceAfter(reading, end) || (at > 0 && !isFirst(reading, at) && regionAt(reading, end) > 0);

function isPlaceBefore(reading: Reading, at: number): boolean {
  const { tokens, text, language, heardUpTo } = reading;
  const before = tokens[at - 1];
  if (before?.kind !== 'word') return false;
  const between = text.slice(before.end, tokens[at]!.at);
  // "Oslo–Nice", "Oslo > Nice": the other end of a route.
  if (heardUpTo === at && /^ ?[-–—→>/] ?$/.test(between)) return true;
  if (between !== ' ') return false;
  const strong = PLACE_BEFORE.get(language) ?? PLACE_BEFORE.get('en')!;
  const weak = MAYBE_BEFORE.get(language) ?? MAYBE_BEFORE.get('en')!;
  // French "a" is "has", "à" is "to".
  if (strong.has(before.folded)) return language !== 'fr' || before.folded !== 'a' || before.text.endsWith('à') || before.text === 'À';
  return weak.has(before.folded) && (heardUpTo === at - 1 || isTravelling(tokens, at - 1));
}

function isTravelling(tokens: readonly Token[], before: number): boolean {
  for (let i = Math.max(0, before - TRAVEL_REACH); i < before; i++) if (TRAVEL.has(tokens[i]!.folded)) return true;
  return false;
}

const isPlaceAfter = ({ tokens, text }: Reading, end: number): boolean =>
  end < tokens.length && PLACE_AFTER.has(tokens[end]!.folded) && touches(text, tokens[end - 1]!, tokens[end]!);

/** How many tokens behind a city name the region or country that it is in: "Nice, France", "Austin TX". */
export function regionAt({ tokens, text, names }: Reading, end: number): number {
  const region = tokens[end];
  if (region?.kind !== 'word' || !startsLarge(region.text) || !/^, ?$/.test(text.slice(tokens[end - 1]!.end, region.at))) return 0;
  if (REGIONS.has(region.folded)) return region.text.length > 2 || region.text === region.text.toUpperCase() ? 1 : 0;
  return names.starting(region.folded)?.some(({ place, words }) => place.id.startsWith('c:') && words.length === 1) ? 1 : 0;
}

/** "in Mobile Development", "from Jordan Peters": the name is the beginning of a longer one. */
function goesOn({ tokens, text, language, names }: Reading, end: number): boolean {
  const next = tokens[end];
  if (!next || language === 'de' || next.kind !== 'word' || !touches(text, tokens[end - 1]!, next) || !startsLarge(next.text)) return false;
  return next.text.length > 1 && !PLACE_AFTER.has(next.folded) && !names.starting(next.folded);
}

const touches = (text: string, one: Token, other: Token): boolean => other.at - one.end === 1 && text.charCodeAt(one.end) === 32;

/** The first word of a sentence has a capital whatever it is. */
function isFirst({ tokens, text }: Reading, at: number): boolean {
  const before = text.slice(tokens[at - 1]!.end, tokens[at]!.at);
  return /[.!?…\n:"“]/.test(before);
}

export function startsLarge(text: string): boolean {
  const code = text.charCodeAt(0);
  if (code < 128) return code >= 65 && code <= 90;
  const first = text.slice(0, 1);
  return first !== first.toLowerCase();
}

const hasCase = (text: string): boolean => text.toLowerCase() !== text.toUpperCase();

/** Words that must be there before capitals are judged, and the shares of them that are too many. */
const JUDGED = 4;
const SHOUTED = 0.7;
const TITLED = 0.85;

function isShouted(reading: Reading): boolean {
  reading.shouted ??= judge(reading.tokens);
  return reading.shouted;
}

function judge(tokens: readonly Token[]): boolean {
  const words = tokens.filter(({ kind, text }) => kind === 'word' && text.length > 1 && hasCase(text));
  if (words.length < JUDGED) return false;
  const upper = words.filter(({ text }) => text === text.toUpperCase()).length;
  const large = words.filter(({ text }) => startsLarge(text)).length;
  return upper >= SHOUTED * words.length || large >= TITLED * words.length;
}
