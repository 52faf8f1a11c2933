import type { Label, Toward } from '../../../../shared/mention.ts';
import type { Spot, Spots } from '../query/spots.ts';
import { sentimentOf } from '../sentiment/sentiment.ts';
import type { Token } from '../text/tokens.ts';
import { clausesOf, cutRuns } from './clauses.ts';
import { type Hit, hitsOf, type Name, RELATION_BITS, relate, relationsIn } from './relations.ts';
import { joinLists, type Reading, shareOf } from './share-of-text.ts';
import { mayHoldStrangers, strangers } from './strangers.ts';

type Felt = Pick<Toward, 'label' | 'score'>;

/** How a run of tokens is felt: the post's own sentiment, unless a test brings another. */
export type Feel = (tokens: readonly Token[], language: string) => Felt;

/** A score towards a watch that is nearer to the post's than this is the post's. */
const APART = 0.15;
/** What a comparison or a thing that happened says, when no word does. */
const TOLD = 0.6;

/** What a post says of each watch that matched, by watch id: only where that is not what it says as a whole. */
export type HearToward = (
  tokens: readonly Token[],
  text: string,
  language: string,
  whole: Felt,
  watches: readonly string[],
) => Record<string, Toward> | undefined;

/**
 * Reads who is praised and who is blamed, where a post names several. A post that names one watch, and sets it against nobody, says of it
 * what it says as a whole.
 */
export function buildToward(spots: Spots, feel: Feel = sentimentOf): HearToward {
  return (all, text, language, whole, ids) => {
    if (ids.length === 0) return undefined;
    const tokens = cutRuns(all, language, spots.inside(ids));
    const clauses = clausesOf(tokens, text, language);
    const alone = (relationsIn(tokens, language) & SETS_ALONE) !== 0;
    if (ids.length === 1 && !alone && !mayHoldStrangers(tokens, clauses, language)) return undefined;
    const found = namesOf(spots.find(tokens, ids));
    const names = [...found, ...strangers(tokens, clauses, found, language)].sort((a, b) => a.from - b.from);
    const several = found.some((name) => names.some((one) => !sameWatches(name, one)));
    if (!several && !alone) return undefined;
    const hits = hitsOf(tokens, language).filter(({ bit }) => several || (bit & ~AMONG_SEVERAL) !== 0);
    const reading = { tokens, language, clauses, names, hits };
    return differing(whole, ids, { ...reading, clauses: joinLists(reading) }, feel);
  };
}

const { better, worse, equal, unlike, instead, leave, avoid, nothing, choose, over, beats, learn, prefer } = RELATION_BITS;
/** Phrases that set even the only name of a post against what is not named. */
const SETS_ALONE = better | worse | equal | unlike | instead | leave | avoid | nothing | beats;
/** Phrases that tell sides only among several names: "thank you Halden" alone may well be mockery. */
const AMONG_SEVERAL = choose | over | learn | prefer | RELATION_BITS.switch;

/** Watches that are named by the same words make one name. */
function namesOf(spots: readonly Spot[]): Name[] {
  const names: (Name & { watches: string[] })[] = [];
  for (const { watch, from, to } of spots) {
    const same = names.find((name) => name.from < to && from < name.to);
    if (!same) names.push({ watches: [watch], from, to, vote: 0, contrasted: false });
    else if (!same.watches.includes(watch)) same.watches.push(watch);
  }
  return names;
}

const sameWatches = (a: Name, b: Name): boolean =>
  a.watches.length === b.watches.length && a.watches.every((watch) => b.watches.includes(watch));

function differing(whole: Felt, ids: readonly string[], reading: Reading, feel: Feel): Record<string, Toward> | undefined {
  hearRelations(reading);
  const told: [string, Toward][] = [];
  for (const id of ids) {
    const felt = towards(id, reading, feel);
    if (felt && (felt.label !== whole.label || Math.abs(felt.score - whole.score) > APART)) told.push([id, felt]);
  }
  return told.length > 0 ? Object.fromEntries(told) : undefined;
}

/** Each sentence's relations, within its bounds. */
function hearRelations({ tokens, language, clauses, names, hits }: Reading): void {
  const last = clauses.at(-1)?.sentence ?? -1;
  for (let sentence = 0; sentence <= last; sentence++) {
    const from = clauses.find((clause) => clause.sentence === sentence)!.from;
    const to = clauses.findLast((clause) => clause.sentence === sentence)!.to;
    const here = <Part extends { from: number; to: number }>(parts: readonly Part[]) =>
      parts.filter((part) => part.from >= from && part.to <= to);
    relate({ tokens, language, names: here(names), hits: here(hits) });
  }
}

/** Undefined where the watch stands nowhere in the text: it matched by a field, or by words that are no name. */
function towards(id: string, reading: Reading, feel: Feel): Felt | undefined {
  const own = reading.names.filter((name) => name.watches.includes(id));
  if (own.length === 0) return undefined;
  const vote = own.reduce((sum, name) => sum + name.vote, 0);
  if (vote !== 0) return told(vote);
  if (own.every((name) => name.contrasted)) return contrary(reading, own, feel);
  const felt = ofText(shareOf(id, reading), reading, feel);
  // Too little is left to tell by when only strangers took their part: then the whole post tells more.
  return felt.label === 'unsure' && reading.names.every(({ watches }) => watches.length === 0 || watches.includes(id)) ? undefined : felt;
}

const told = (sign: number): Felt => (sign > 0 ? { label: 'positive', score: TOLD } : { label: 'negative', score: -TOLD });

/** "Unlike Halden, they answered": the opposite of what the rest says. */
function contrary(reading: Reading, own: readonly Name[], feel: Feel): Felt {
  const outside = (_: Token, i: number): boolean =>
    !own.some(({ from, to }) => i >= from && i < to) &&
    !reading.hits.some(({ bit, from, to }) => bit & RELATION_BITS.unlike && i >= from && i < to);
  const rest = reading.tokens.map((_, i) => i).filter((i) => outside(reading.tokens[i]!, i));
  const felt = ofText(rest, reading, feel);
  const sign = signOf(felt.label);
  return sign === 0 ? felt : told(-sign);
}

const signOf = (label: Label): number => (label === 'positive' ? 1 : label === 'negative' ? -1 : 0);

/** What these tokens say; what happened decides over words. */
function ofText(indexes: readonly number[], { tokens, language, hits }: Reading, feel: Feel): Felt {
  const chosen = new Set(indexes);
  const { label, score } = feel(
    indexes.map((i) => tokens[i]!),
    language,
  );
  const happened = hits.reduce((sum, hit) => (chosen.has(hit.from) ? sum + happening(hit, hits) : sum), 0);
  return happened !== 0 && Math.sign(happened) !== signOf(label) ? told(happened) : { label, score };
}

/** 1 for good, -1 for bad; the other way round after a negation. */
function happening({ bit, from }: Hit, hits: readonly Hit[]): number {
  const value = bit & RELATION_BITS.good ? 1 : bit & RELATION_BITS.bad ? -1 : 0;
  if (value === 0) return 0;
  return hits.some((hit) => hit.bit & RELATION_BITS.not && hit.to === from) ? -value : value;
}
