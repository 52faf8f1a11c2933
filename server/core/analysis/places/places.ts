import { PLACES_BOUND } from '../../../../shared/mention.ts';
import type { Settings } from '../../settings.ts';
import { fold } from '../text/fold.ts';
import type { Token } from '../text/tokens.ts';
import { isMeant, type Reading, regionAt } from './evidence.ts';
import { gazetteer, type Name, type Place } from './gazetteer.ts';
import { isRun, knownNames, Names } from './names.ts';
import { ownNames, ownPlace, wordsOf } from './own.ts';
import { namesInRun } from './runs.ts';
import { placeOfTag } from './tag.ts';

/** Ids of the places that a post names, in the order of the text with the network's own tag first: at most PLACES_BOUND. */
export type HearPlaces = (tokens: readonly Token[], text: string, language: string, tag?: string) => string[];

/**
 * Finds the config's own places first, then cities and countries of the gazetteer. Most words begin no name and cost a few
 * nanoseconds; a name that may be a word, a person or a brand must have something around it that speaks for the place.
 */
export function buildPlaces(settings: Settings): HearPlaces {
  const own = new Names(ownNames(settings));
  const { pairs, brands } = ourWords(settings);
  return (tokens, text, language, tag) => {
    // Made ready at the first post, not at the start.
    const known = knownNames();
    let at = nextTelling(tokens, 0, own, known);
    if (!tag && at === tokens.length) return [];
    const ids = new Set<string>();
    if (tag) addTo(ids, placeOfTag(tag, own, known));
    const reading: Reading = { tokens, text, language, names: known, shouted: undefined, heardUpTo: -1, pairs, brands };
    while (at < tokens.length && ids.size < PLACES_BOUND) at = nextTelling(tokens, hearAt(reading, own, known, at, ids), own, known);
    return [...ids];
  };
}

/** Number of the next token, from `at` on, that may begin a name. */
function nextTelling(tokens: readonly Token[], at: number, own: Names, known: Names): number {
  let next = at;
  while (next < tokens.length && (isIdle(tokens[next]!, own) || isPlaceless(tokens[next]!, own, known))) next++;
  return next;
}

/** The place with this id, as a board shows it; undefined when neither the config nor the gazetteer has it any more. */
export const placeOf = (id: string, settings: Settings): Place | undefined => ownPlace(id, settings) ?? gazetteer().places.get(id);

const addTo = (ids: Set<string>, place: Place | undefined): void => {
  if (place && ids.size < PLACES_BOUND) ids.add(place.id);
};

/** Whether a token surely begins no name: nearly all do, and words that were met before cost no more than this look. */
function isIdle({ kind, word }: Token, own: Names): boolean {
  return (word !== undefined && word.placeless === own) || (kind !== 'word' && kind !== 'hashtag');
}

/** Remembers with the word that it begins none of these names, on its own or behind what is written onto it. */
function isPlaceless(token: Token, own: Names, known: Names): boolean {
  const { folded } = token;
  if (isRun(folded) ? mayHold(own, known, folded) : mayBegin(own, known, bare(folded)) || mayBegin(own, known, folded)) return false;
  if (token.word) token.word.placeless = own;
  return true;
}

const mayBegin = (own: Names, known: Names, word: string): boolean =>
  [own, known].some((names) => names.starting(word) ?? unprefixed(names, word) ?? names.tagged(word));

function mayHold(own: Names, known: Names, run: string): boolean {
  let held = false;
  for (const names of [own, known])
    namesInRun(names, run, () => {
      held = true;
    });
  return held;
}

/** Looks at one token, and returns the number of the next to look at. */
function hearAt(reading: Reading, own: Names, known: Names, at: number, ids: Set<string>): number {
  const token = reading.tokens[at]!;
  if (token.kind === 'hashtag') return hearTag(token, own, known, ids, at);
  if (token.kind !== 'word') return at + 1;
  if (isRun(token.folded)) return hearRun(token, own, known, ids, at);
  const name = named(reading, own, at, isOurs) ?? named(reading, known, at, isMeant);
  if (!name) return at + 1;
  addTo(ids, name.place);
  const end = at + name.words.length;
  reading.heardUpTo = end;
  return end + (name.place.country && !name.place.id.startsWith('c:') ? regionAt(reading, end) : 0);
}

type Test = (reading: Reading, name: Name, at: number, end: number) => boolean;

/** Our own names are taken at their word; those that the config writes in capitals alone, such as codes of airports, to the letter. */
const isOurs: Test = ({ tokens }, { need }, at) => need !== 'x' || tokens[at]!.text === tokens[at]!.folded.toUpperCase();

function named(reading: Reading, names: Names, at: number, test: Test): Name | undefined {
  const word = bare(reading.tokens[at]!.folded);
  return among(reading, names.starting(word), at, test) ?? among(reading, unprefixed(names, word), at, test);
}

function among(reading: Reading, names: readonly Name[] | undefined, at: number, test: Test): Name | undefined {
  return names?.find((name) => follows(reading, name, at) && test(reading, name, at, at + name.words.length));
}

/** "oslo's", "istanbul'da", "d'oslo". */
function bare(word: string): string {
  const mark = word.indexOf("'", 1);
  if (mark < 0) return word;
  return mark === 1 ? word.slice(2) : word.slice(0, mark);
}

/** Arabic and Hebrew write "in", "to", "and" onto the word. */
const ONTO = new Set('بلوفבלמהכו');
/** Shorter words are their own, unless more words of the name follow. */
const ONTO_LETTERS = 5;
function unprefixed(names: Names, word: string): readonly Name[] | undefined {
  const code = word.charCodeAt(0);
  if (code < 0x590 || code > 0x6ff || word.length < 3 || !ONTO.has(word[0]!)) return undefined;
  const rest = names.starting(word.slice(1));
  return word.length < ONTO_LETTERS ? rest?.filter(({ words }) => words.length > 1) : rest;
}

/** Whether the other words of a name come next, with no more than a hyphen, a point or a space between them. */
function follows({ tokens }: Reading, { words }: Name, at: number): boolean {
  for (let i = 1; i < words.length; i++) {
    const token = tokens[at + i];
    if (token?.kind !== 'word' || token.at - tokens[at + i - 1]!.end > 2) return false;
    if ((i === words.length - 1 ? bare(token.folded) : token.folded) !== words[i]) return false;
  }
  return true;
}

function hearRun(token: Token, own: Names, known: Names, ids: Set<string>, at: number): number {
  if (own.runs) namesInRun(own, token.folded, (name) => addTo(ids, name.place));
  namesInRun(known, token.folded, (name) => addTo(ids, name.place));
  return at + 1;
}

/** A hashtag has no capitals to go by: only names that need none, and ours. */
function hearTag(token: Token, own: Names, known: Names, ids: Set<string>, at: number): number {
  const { folded } = token;
  if (isRun(folded)) return hearRun(token, own, known, ids, at);
  const ours = own.starting(folded)?.find(({ words }) => words.length === 1) ?? own.tagged(folded);
  const name = ours ?? known.starting(folded)?.find(({ words, need }) => words.length === 1 && need === 's') ?? known.tagged(folded);
  if (name && (ours || name.need === 's')) addTo(ids, name.place);
  return at + 1;
}

/** Words of our brand and watches that must not pass for the places they are called after. */
function ourWords({ brand, watches, places = [] }: Settings): { pairs: Set<string>; brands: Set<string> } {
  const locals = new Set(places.map(({ name }) => fold(name)));
  const names = [brand, ...watches.filter(({ kind }) => kind !== 'property').map(({ name }) => name)].filter(
    (name) => !locals.has(fold(name)),
  );
  const pairs = new Set<string>();
  const brands = new Set<string>();
  for (const words of names.map(wordsOf)) {
    if (words.length === 1) brands.add(words[0]!);
    for (let i = 1; i < words.length; i++) pairs.add(`${words[i - 1]} ${words[i]}`);
  }
  return { pairs, brands };
}
