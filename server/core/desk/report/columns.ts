import { Label } from '../../../../shared/mention.ts';
import { Channel, Substance } from '../../../../shared/reply.ts';
import type { CaseFacts, ReplyFacts, ReviewFacts } from './facts.ts';
import type { Columns } from './rows.ts';
import type { Words } from './words.ts';

/** Of cases and replies alike: words, and lists of words in `watches`. */
interface Named extends Columns {
  network: Uint32Array;
  language: Uint32Array;
  watches: Uint32Array;
  team: Uint32Array;
}

/** CaseFacts, 111 bytes a case. Times not known are NaN; what is true or not, the labels and the channels are bits of `marks`. */
export interface CaseColumns extends Named {
  agents: Uint32Array;
  first: Float64Array;
  firstWorked: Float64Array;
  substantive: Float64Array;
  substantiveWorked: Float64Array;
  resolution: Float64Array;
  resolutionWorked: Float64Array;
  firstScore: Float64Array;
  lastScore: Float64Array;
  marks: Uint32Array;
  reopened: Uint32Array;
  replies: Uint32Array;
  wrote: Uint32Array;
  made: Uint8Array;
  kept: Uint8Array;
  broken: Uint8Array;
  /** Of the few cases that have some, by row. */
  reviews: Map<number, readonly ReviewFacts[]>;
}

/** ReplyFacts, 46 bytes a reply. */
export interface ReplyColumns extends Named {
  agent: Uint32Array;
  next: Float64Array;
  nextWorked: Float64Array;
  marks: Uint8Array;
  substance: Uint8Array;
}

const FLAGS = ['open', 'passed', 'repeated', 'rivals', 'thanked', 'complainedAgain'] as const;
/** Two bits each: the lower one whether it is known, the upper one what it is. */
const MAYBES = ['inTime', 'loopClosed', 'stayed'] as const;
const MAYBE_AT = FLAGS.length;
const FIRST_LABEL_AT = MAYBE_AT + 2 * MAYBES.length;
const LAST_LABEL_AT = FIRST_LABEL_AT + 2;
const CHANNELS_AT = LAST_LABEL_AT + 2;

type Flag = (typeof FLAGS)[number];
type Maybe = (typeof MAYBES)[number];

function marksOf(one: CaseFacts): number {
  let marks = (Label.options.indexOf(one.firstLabel) << FIRST_LABEL_AT) | (Label.options.indexOf(one.lastLabel) << LAST_LABEL_AT);
  for (let i = 0; i < FLAGS.length; i++) if (one[FLAGS[i]!]) marks |= 1 << i;
  for (let i = 0; i < MAYBES.length; i++) {
    const is = one[MAYBES[i]!];
    if (is !== null) marks |= (is ? 3 : 1) << (MAYBE_AT + 2 * i);
  }
  for (const channel of one.sentTo) marks |= 1 << (CHANNELS_AT + Channel.options.indexOf(channel));
  return marks;
}

export function is(flag: Flag): (columns: CaseColumns, row: number) => boolean {
  const bit = 1 << FLAGS.indexOf(flag);
  return ({ marks }, row) => (marks[row]! & bit) !== 0;
}

/** Null where it is not known. */
export function maybe(what: Maybe): (columns: CaseColumns, row: number) => boolean | null {
  const at = MAYBE_AT + 2 * MAYBES.indexOf(what);
  return ({ marks }, row) => ((marks[row]! >> at) & 1 ? ((marks[row]! >> at) & 2) !== 0 : null);
}

const labelAt =
  (at: number, label: Label) =>
  ({ marks }: CaseColumns, row: number): boolean =>
    ((marks[row]! >> at) & 3) === Label.options.indexOf(label);

export const beganNegative = labelAt(FIRST_LABEL_AT, 'negative');
export const endedPositive = labelAt(LAST_LABEL_AT, 'positive');

export const wasSentTo = ({ marks }: CaseColumns, row: number, channel: number): boolean =>
  (marks[row]! & (1 << (CHANNELS_AT + channel))) !== 0;
export const wasSentElsewhere = ({ marks }: CaseColumns, row: number): boolean => marks[row]! >> CHANNELS_AT !== 0;

const BOT = 1;
const TEMPLATE = 2;
const SIGNED = 4;
const marked =
  (bit: number) =>
  ({ marks }: ReplyColumns, row: number): boolean =>
    (marks[row]! & bit) !== 0;
export const isBot = marked(BOT);
export const isTemplate = marked(TEMPLATE);
export const isSigned = marked(SIGNED);

type Facts = Pick<CaseFacts, 'at' | 'network' | 'language' | 'watches' | 'team'>;

/** `from` of typed arrays takes many times as long. */
export function filled<T, N extends Float64Array | Uint32Array | Uint16Array | Uint8Array>(
  column: N,
  all: readonly T[],
  value: (one: T) => number,
): N {
  for (let row = 0; row < all.length; row++) column[row] = value(all[row]!);
  return column;
}

const floats = <T>(all: readonly T[], value: (one: T) => number | null): Float64Array =>
  filled(new Float64Array(all.length), all, (one) => value(one) ?? Number.NaN);
const counts = <T>(all: readonly T[], value: (one: T) => number): Uint32Array => filled(new Uint32Array(all.length), all, value);
/** A case keeps few promises. */
const few = <T>(all: readonly T[], value: (one: T) => number): Uint8Array => filled(new Uint8Array(all.length), all, value);

const named = (all: readonly Facts[], words: Words): Named => ({
  count: all.length,
  at: floats(all, ({ at }) => at),
  network: counts(all, ({ network }) => words.number(network)),
  language: counts(all, ({ language }) => words.number(language)),
  watches: counts(all, ({ watches }) => words.list(watches)),
  team: counts(all, ({ team }) => words.number(team)),
});

export const caseColumns = (all: readonly CaseFacts[], words: Words): CaseColumns => ({
  ...named(all, words),
  agents: counts(all, ({ agents }) => words.list(agents)),
  first: floats(all, ({ first }) => first),
  firstWorked: floats(all, ({ firstWorked }) => firstWorked),
  substantive: floats(all, ({ substantive }) => substantive),
  substantiveWorked: floats(all, ({ substantiveWorked }) => substantiveWorked),
  resolution: floats(all, ({ resolution }) => resolution),
  resolutionWorked: floats(all, ({ resolutionWorked }) => resolutionWorked),
  firstScore: floats(all, ({ firstScore }) => firstScore),
  lastScore: floats(all, ({ lastScore }) => lastScore),
  marks: counts(all, marksOf),
  reopened: counts(all, ({ reopened }) => reopened),
  replies: counts(all, ({ replies }) => replies),
  wrote: counts(all, ({ wrote }) => wrote),
  made: few(all, ({ promises }) => promises.made),
  kept: few(all, ({ promises }) => promises.kept),
  broken: few(all, ({ promises }) => promises.broken),
  reviews: new Map(all.flatMap(({ reviews }, row) => (reviews.length > 0 ? [[row, reviews] as const] : []))),
});

export const replyColumns = (all: readonly ReplyFacts[], words: Words): ReplyColumns => ({
  ...named(all, words),
  agent: counts(all, ({ agent }) => words.number(agent)),
  next: floats(all, ({ next }) => next),
  nextWorked: floats(all, ({ nextWorked }) => nextWorked),
  marks: few(all, ({ bot, template, signed }) => (bot ? BOT : 0) | (template ? TEMPLATE : 0) | (signed ? SIGNED : 0)),
  substance: few(all, ({ substance }) => Substance.options.indexOf(substance)),
});

/** The columns that hold words, and those that hold lists of words. */
export const CASE_WORDS = {
  words: ({ network, language, team }: CaseColumns): Uint32Array[] => [network, language, team],
  lists: ({ watches, agents }: CaseColumns): Uint32Array[] => [watches, agents],
};

export const REPLY_WORDS = {
  words: ({ network, language, team, agent }: ReplyColumns): Uint32Array[] => [network, language, team, agent],
  lists: ({ watches }: ReplyColumns): Uint32Array[] => [watches],
};
