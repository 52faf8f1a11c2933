import { between, chance, type Dice, pick, weighted } from './dice.ts';
import type { Language } from './schema.ts';

export type Kind = keyof Language['replies'] | 'fares';

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

const THANKED = 0.22;
/** An answer that helped after a longer exchange is thanked for more often. */
const THANKED_LATE = 0.4;
const COMPLAINED_AGAIN = 0.05;
const BOT = { share: 0.1, within: [8, 40] } as const;
const RIVAL = { share: 0.02, within: [240, 1500] } as const;
/** Who asks again while nobody has answered, and when at the earliest. */
const IMPATIENT = { share: 0.22, from: 900, until: 2700 } as const;
const HANDED_OVER = 0.4;

const say = (roll: Dice, who: Line['who'], id: string, texts: readonly string[], after: number, signer?: string): Line => ({
  who,
  id,
  text: pick(roll, texts),
  after,
  ...(signer && { signer }),
});

/** The last word is the customer's, now and then. */
function ending({ roll, language }: Turn, last: Line, share: number, again?: readonly string[]): Line[] {
  const after = last.after + between(roll, 60, 1100);
  if (chance(roll, share)) return [last, say(roll, 'customer', 'thanks', language.thanks, after)];
  return again && chance(roll, COMPLAINED_AGAIN) ? [last, say(roll, 'customer', 'again', again, after)] : [last];
}

const first = ({ roll, delay, signer }: Turn, texts: readonly string[]): Line => say(roll, 'care', 'care', texts, delay, signer);

/** The second answer, by whoever is at work then. */
function second(turn: Turn, texts: readonly string[], after: number, share = THANKED_LATE): Line[] {
  const { roll, language, signer } = turn;
  const other = chance(roll, HANDED_OVER) ? pick(roll, language.signers) : signer;
  return ending(turn, say(roll, 'care', 'later', texts, after, other), share);
}

const plain = (turn: Turn): Line[] => ending(turn, first(turn, turn.language.replies[turn.kind]), THANKED, turn.care.again);

function acknowledged(turn: Turn): Line[] {
  return [first(turn, turn.care.ack), ...second(turn, turn.care.later, turn.delay + between(turn.roll, 600, 2700))];
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

function closed(turn: Turn): Line[] {
  const { language, care, kind, delay, roll } = turn;
  return [first(turn, language.replies[kind]), ...second(turn, care.closing, delay + between(roll, 900, 2700), THANKED)];
}

function kept(turn: Turn): Line[] {
  return [first(turn, turn.care.promise), ...second(turn, turn.care.later, turn.delay + between(turn.roll, 900, 3300))];
}

function broken(turn: Turn): Line[] {
  const { roll, care, delay } = turn;
  const asked = delay + between(roll, 3650, 4200);
  const late = chance(roll, 0.5) ? second(turn, care.later, asked + between(roll, 200, 600), THANKED) : [];
  return [first(turn, care.promise), say(roll, 'customer', 'again', care.again, asked), ...late];
}

/** Ways in which trouble goes, and how often. */
const PLOTS = [
  { weight: 40, tell: plain },
  { weight: 19, tell: acknowledged },
  { weight: 14, tell: detailed },
  { weight: 13, tell: closed },
  { weight: 9, tell: kept },
  { weight: 5, tell: broken },
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

/** One answer to a question or a praise, and now and then thanks for the first. */
function single(
  language: Language,
  kind: 'question' | 'praise',
  texts: readonly string[],
  delay: number,
  signer: string,
  roll: Dice,
): Line[] {
  const answer = say(roll, 'care', 'care', texts, delay, signer);
  if (kind === 'praise' || !chance(roll, THANKED)) return [answer];
  return [answer, say(roll, 'customer', 'thanks', language.thanks, delay + between(roll, 60, 1100))];
}

/** What the care team says to a post, and how the customer takes it. In a language without more words everything gets one answer. */
export function told(language: Language, kind: Kind, delay: number, roll: Dice): Line[] {
  const signer = pick(roll, language.signers);
  const { care, replies } = language;
  if (kind === 'fares') return single(language, 'question', care?.fares ?? replies.question, delay, signer, roll);
  if (kind === 'question' || kind === 'praise') return single(language, kind, replies[kind], delay, signer, roll);
  if (!care) return single(language, 'question', replies[kind], delay, signer, roll);
  return weighted(roll, PLOTS, ({ weight }) => weight).tell({ language, care, kind, delay, signer, roll });
}
