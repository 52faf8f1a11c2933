import { between, chance, type Dice, pick, weighted } from './dice.ts';
import type { Language } from './schema.ts';

export type Kind = keyof Language['replies'] | 'fares' | 'tip';

/** One thing that is said in a conversation about a post. */
export interface Line {
  who: 'care' | 'bot' | 'rival' | 'customer';
  /** Unique in the conversation. */
  id: string;
  text: string;
  /** Seconds after the post. */
  after: number;
  /** Of the care team's: how it is signed. */
  signer?: string;
}

type Care = NonNullable<Language['care']>;

/** What a plot has to hand: how long until the care team first answers, in seconds after the post, and who does. */
interface Turn {
  language: Language;
  care: Care;
  kind: 'baggage' | 'complaint';
  delay: number;
  signer: string;
  roll: Dice;
}

const THANKED = 0.24;
/** An answer that helped after a longer exchange is thanked for more often. */
const THANKED_LATE = 0.4;
const COMPLAINED_AGAIN = 0.05;
/** Of those who complain again, how many get a second answer; of those sent to private messages, how many get a last word in sight. */
const ANSWERED_AGAIN = 0.97;
const CLOSED_IN_SIGHT = 0.6;
const BOT = { share: 0.1, within: [8, 40] } as const;
const RIVAL = { share: 0.02, within: [240, 1500] } as const;
/** Who asks again while nobody has answered, and when at the earliest. */
const IMPATIENT = { share: 0.22, from: 900, until: 2700 } as const;
const HANDED_OVER = 0.4;
/** Broken promises after which an answer comes all the same. */
const KEPT_LATE = 0.93;

const say = (roll: Dice, who: Line['who'], id: string, texts: readonly string[], after: number, signer?: string): Line => ({
  who,
  id,
  text: pick(roll, texts),
  after,
  ...(signer && { signer }),
});

/** When somebody has read what was said and writes back. */
const readOn = (roll: Dice, { after }: Line): number => after + between(roll, 60, 1100);

/** The last word is the customer's, now and then. */
function ending({ roll, language }: Turn, last: Line, share: number): Line[] {
  return chance(roll, share) ? [last, say(roll, 'customer', 'thanks', language.thanks, readOn(roll, last))] : [last];
}

const first = ({ roll, delay, signer }: Turn, texts: readonly string[]): Line => say(roll, 'care', 'care', texts, delay, signer);

/** The second answer, by whoever is at work then. */
function second(turn: Turn, texts: readonly string[], after: number, share = THANKED_LATE): Line[] {
  const { roll, language, signer } = turn;
  const other = chance(roll, HANDED_OVER) ? pick(roll, language.signers) : signer;
  return ending(turn, say(roll, 'care', 'later', texts, after, other), share);
}

function plain(turn: Turn): Line[] {
  const { roll, language, care, kind } = turn;
  const answer = first(turn, language.replies[kind]);
  return chance(roll, COMPLAINED_AGAIN) ? [answer, ...unhelped(turn, care, readOn(roll, answer))] : ending(turn, answer, THANKED);
}

/** The answer was none, they say, and are mostly heard. */
function unhelped(turn: Turn, { again, later }: Care, after: number): Line[] {
  const { roll } = turn;
  const complaint = say(roll, 'customer', 'again', again, after);
  return chance(roll, ANSWERED_AGAIN) ? [complaint, ...second(turn, later, after + between(roll, 240, 1500), THANKED)] : [complaint];
}

function acknowledged(turn: Turn): Line[] {
  return [first(turn, turn.care.ack), ...second(turn, turn.care.later, turn.delay + between(turn.roll, 420, 2100))];
}

function detailed(turn: Turn): Line[] {
  const { roll, care, delay } = turn;
  const told = delay + between(roll, 120, 1200);
  return [
    first(turn, care.details),
    say(roll, 'customer', 'tells', care.tells, told),
    ...second(turn, care.fix, told + between(roll, 300, 1500)),
  ];
}

/** To private messages: what was said there is not seen, only that it ended. */
function moved(turn: Turn): Line[] {
  const { care, delay, roll } = turn;
  const sent = first(turn, care.private);
  if (!chance(roll, CLOSED_IN_SIGHT)) return ending(turn, sent, THANKED);
  return [sent, ...second(turn, care.closing, delay + between(roll, 900, 2700), THANKED)];
}

function kept(turn: Turn): Line[] {
  return [first(turn, turn.care.promise), ...second(turn, turn.care.later, turn.delay + between(turn.roll, 900, 3300))];
}

function broken(turn: Turn): Line[] {
  const { roll, care, delay } = turn;
  const asked = delay + between(roll, 3650, 4200);
  const late = chance(roll, KEPT_LATE) ? second(turn, care.later, asked + between(roll, 200, 600), THANKED) : [];
  return [first(turn, care.promise), say(roll, 'customer', 'again', care.again, asked), ...late];
}

/** Ways in which trouble goes, and how often. */
const PLOTS = [
  { weight: 50, tell: plain },
  { weight: 12, tell: acknowledged },
  { weight: 13, tell: detailed },
  { weight: 13, tell: moved },
  { weight: 9, tell: kept },
  { weight: 3, tell: broken },
] as const;

/** Others than the care team: its bot, a rival, and the customer who waits for an answer after `delay` seconds, or for ever. */
export function meanwhile({ care }: Language, delay: number, roll: Dice): Line[] {
  if (!care) return [];
  const lines: Line[] = [];
  if (chance(roll, BOT.share)) lines.push(say(roll, 'bot', 'bot', care.bot, between(roll, ...BOT.within), 'BOT'));
  if (chance(roll, RIVAL.share)) lines.push(say(roll, 'rival', 'rival', care.rival, between(roll, ...RIVAL.within)));
  const asked = between(roll, IMPATIENT.from, IMPATIENT.until);
  if (asked < delay && chance(roll, IMPATIENT.share)) lines.push(say(roll, 'customer', 'waits', care.impatient, asked));
  return lines;
}

export const asksNothing = (kind: Kind): boolean => kind === 'praise' || kind === 'tip';

/** One answer, and now and then thanks for it where something was asked. */
function single(language: Language, kind: Kind, texts: readonly string[], delay: number, signer: string, roll: Dice): Line[] {
  const answer = say(roll, 'care', 'care', texts, delay, signer);
  if (asksNothing(kind) || !chance(roll, THANKED)) return [answer];
  return [answer, say(roll, 'customer', 'thanks', language.thanks, delay + between(roll, 60, 1100))];
}

function direct({ care, replies }: Language, kind: Kind): readonly string[] {
  if (kind === 'fares') return care?.fares ?? replies.question;
  return kind === 'tip' ? (care?.tip ?? replies.praise) : replies[kind];
}

/** The answer when the worst is over: one that helps, without many words. */
export const toldLate = (language: Language, kind: Kind, delay: number, roll: Dice): Line[] =>
  single(language, kind, direct(language, kind), delay, pick(roll, language.signers), roll);

/** What the care team says to a post, and how the customer takes it. In a language without more words everything gets one answer. */
export function told(language: Language, kind: Kind, delay: number, roll: Dice): Line[] {
  const signer = pick(roll, language.signers);
  const { care } = language;
  if (!care || (kind !== 'baggage' && kind !== 'complaint')) return single(language, kind, direct(language, kind), delay, signer, roll);
  return weighted(roll, PLOTS, ({ weight }) => weight).tell({ language, care, kind, delay, signer, roll });
}
