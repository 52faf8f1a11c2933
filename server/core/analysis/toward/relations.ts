import { buildCues } from '../intent/cues.ts';
import type { Token } from '../text/tokens.ts';
import { RELATIONS } from './toward-phrases.ts';

const cues = buildCues(RELATIONS);
export const RELATION_BITS = cues.bits;

/** A phrase heard that sets names against each other, or tells what happened. */
export interface Hit {
  bit: number;
  from: number;
  to: number;
}

/** A name in the post: of the watches that stand there, or of somebody nobody watches. */
export interface Name {
  watches: readonly string[];
  from: number;
  to: number;
  /** What relations say of it: above zero for, below against. */
  vote: number;
  /** Set against the rest of its sentence: "unlike Halden". */
  contrasted: boolean;
}

/** A sentence: its tokens, the names and the phrases in it. */
export interface Sentence {
  tokens: readonly Token[];
  language: string;
  names: readonly Name[];
  hits: readonly Hit[];
}

/** Words between a phrase and the name it speaks of. */
const NEAR = 3;
/** Words between "better" and "than". */
const THAN_NEAR = 6;

/** Bits of the phrases heard, without their places. */
export const relationsIn = (tokens: readonly Token[], language: string): number => cues.hear(tokens, language);

export function hitsOf(tokens: readonly Token[], language: string): Hit[] {
  const hits: Hit[] = [];
  cues.hear(tokens, language, (bit, from, to) => void hits.push({ bit, from, to }));
  return hits;
}

const next = ({ names }: Sentence, at: number, near = NEAR): Name | undefined => names.find(({ from }) => from >= at && from - at <= near);
const last = ({ names }: Sentence, at: number): Name | undefined => names.findLast(({ to }) => to <= at);
const apart = (a: Name, b: Name | undefined): boolean => b !== undefined && !a.watches.some((watch) => b.watches.includes(watch));
/** The name nearest before `name`, or else after it, that is another's. */
const other = ({ names }: Sentence, name: Name): Name | undefined =>
  names.findLast((one) => one.to <= name.from && apart(name, one)) ?? names.find((one) => one.from >= name.to && apart(name, one));

const denied = ({ hits }: Sentence, at: number): boolean =>
  hits.some(({ bit, to }) => (bit & RELATION_BITS.not) !== 0 && to <= at && at - to <= 1);

function vote(name: Name | undefined, value: number): void {
  if (name) name.vote += value;
}

/** Lets every relation of the sentence vote on the names in it. */
export function relate(sentence: Sentence): void {
  for (const hit of sentence.hits) RULES.find(([bits]) => (hit.bit & bits) !== 0)?.[1](sentence, hit);
}

type Rule = (sentence: Sentence, hit: Hit) => void;

const compare: Rule = (sentence, hit) => {
  const worse = (hit.bit & RELATION_BITS.worse) !== 0;
  const than = sentence.hits.find(({ bit, from }) => bit & RELATION_BITS.than && from >= hit.to && from - hit.to <= THAN_NEAR);
  const held = than ? next(sentence, than.to) : pointedAt(sentence, hit);
  if (!than && !held) return;
  const not = denied(sentence, hit.from);
  const value = worse !== not ? -1 : 1;
  const favoured = held ? (last(sentence, Math.min(hit.from, held.from)) ?? between(sentence, hit, held)) : nearBefore(sentence, hit);
  if (!held || apart(held, favoured)) vote(favoured, value);
  // "No better than Halden" praises neither.
  vote(held, not && !worse ? -1 : -value);
};

/** "Halden is better than anybody": the name stands before, and not far. */
function nearBefore(sentence: Sentence, hit: Hit): Name | undefined {
  const name = last(sentence, hit.from);
  return name && hit.from - name.to <= THAN_NEAR ? name : undefined;
}

/** Languages in which whom it is compared with comes first. */
const between = (sentence: Sentence, hit: Hit, held: Name): Name | undefined =>
  sentence.names.find((name) => name.from >= hit.to && apart(held, name)) ?? other(sentence, held);

/** Whom a comparison points at where the pointer comes before it: "Halden'dan daha iyi", "Halden से बेहतर", "比Halden好". */
function pointedAt(sentence: Sentence, hit: Hit): Name | undefined {
  const than = sentence.hits.findLast(({ bit, to }) => bit & RELATION_BITS.than && to <= hit.from && hit.from - to <= THAN_NEAR);
  if (sentence.language === 'zh' && than) return next(sentence, than.to);
  if ((sentence.language === 'hi' || sentence.language === 'ja') && than) return last(sentence, than.from);
  const before = last(sentence, hit.from);
  return sentence.language === 'tr' && before && ABLATIVE.test(sentence.tokens[before.to - 1]!.folded) ? before : undefined;
}

const ABLATIVE = /[dt][ae]n$/;
/** Languages in which "instead of" and "unlike" follow the name. */
const POSTPOSED = new Set(['tr', 'hi', 'ja']);

const spokenOf = (sentence: Sentence, hit: Hit): Name | undefined =>
  POSTPOSED.has(sentence.language) ? last(sentence, hit.from) : next(sentence, hit.to);

/** "I prefer Norvik to Halden", "rather fly Norvik than Halden": the first is liked, the next one less. */
const prefer: Rule = (sentence, hit) => {
  const chosen = next(sentence, hit.to);
  if (!chosen) return;
  vote(chosen, denied(sentence, hit.from) ? -1 : 1);
  vote(
    sentence.names.find((name) => name.from >= chosen.to && apart(chosen, name)),
    -1,
  );
};

/** "Halden should learn from Norvik". */
const learn: Rule = (sentence, hit) => {
  const teacher = next(sentence, hit.to);
  if (!teacher) return;
  vote(teacher, 1);
  vote(last(sentence, hit.from), -1);
};

const equal: Rule = (sentence, hit) => {
  vote(last(sentence, hit.from), -1);
  vote(next(sentence, hit.to), -1);
};

const unlike: Rule = (sentence, hit) => {
  const name = spokenOf(sentence, hit);
  if (name) name.contrasted = true;
};

const instead: Rule = (sentence, hit) => {
  const left = spokenOf(sentence, hit);
  if (!left) return;
  vote(left, -1);
  vote(other(sentence, left), 1);
};

const leave: Rule = (sentence, hit) => {
  const left = next(sentence, hit.to);
  if (!left) return;
  vote(left, -1);
  const towards = sentence.hits.find(({ bit, from }) => bit & RELATION_BITS.towards && from >= left.to && from - left.to <= NEAR);
  const found = towards && next(sentence, towards.to);
  if (found && apart(left, found)) vote(found, 1);
};

const goOver: Rule = (sentence, hit) => {
  const found = next(sentence, hit.to, 1);
  if (!found) return;
  vote(found, 1);
  const left = other(sentence, found);
  if (left && left.vote === 0) vote(left, -1);
};

const avoid: Rule = (sentence, hit) => vote(next(sentence, hit.to, 2), -1);

const choose: Rule = (sentence, hit) => {
  const chosen = next(sentence, hit.to, 2);
  if (!chosen || sentence.hits.some(({ bit }) => bit & RELATION_BITS.nothing)) return;
  vote(chosen, denied(sentence, hit.from) ? -1 : 1);
};

/** Only with a name right before and right after: "Norvik over Halden". */
const over: Rule = (sentence, hit) => {
  const chosen = last(sentence, hit.from);
  const left = next(sentence, hit.to, 0);
  if (!chosen || !left || chosen.to < hit.from || !apart(left, chosen)) return;
  vote(chosen, 1);
  vote(left, -1);
};

const beats: Rule = (sentence, hit) => {
  const beaten = next(sentence, hit.to, 1);
  if (!beaten) return;
  const nothing = denied(sentence, hit.from) || sentence.tokens[hit.from - 1]?.folded === 'nothing';
  vote(beaten, nothing ? 1 : -1);
  if (!nothing) vote(last(sentence, hit.from), 1);
};

/** "Thanks Halden for nothing": the name before it is nearest. */
const nothing: Rule = (sentence, hit) => vote(last(sentence, hit.from) ?? next(sentence, hit.to, 1), -1);

const { better, worse, equal: equalBit, unlike: unlikeBit, instead: insteadBit, leave: leaveBit, avoid: avoidBit } = RELATION_BITS;
const RULES: readonly (readonly [number, Rule])[] = [
  [better | worse, compare],
  [RELATION_BITS.prefer, prefer],
  [RELATION_BITS.learn, learn],
  [equalBit, equal],
  [unlikeBit, unlike],
  [insteadBit, instead],
  [leaveBit, leave],
  [RELATION_BITS.switch, goOver],
  [avoidBit, avoid],
  [RELATION_BITS.choose, choose],
  [RELATION_BITS.over, over],
  [RELATION_BITS.beats, beats],
  [RELATION_BITS.nothing, nothing],
];
