import type { Label } from '../../../../shared/mention.ts';
import { scan, type Token } from '../text/tokens.ts';
import { hear } from './model.ts';
import type { Tally } from './tally.ts';

export interface HeardSentiment {
  /** `unsure` below UNSURE_BELOW. */
  label: Label;
  /** -1 to 1. */
  score: number;
  /** 0 to 1: how often the likeliest label is right when it is given with this confidence. */
  confidence: number;
  /** The likeliest label of a post about which we are unsure. */
  leaning?: Exclude<Label, 'unsure'>;
}

/** A label that is right less often than this is none: somebody has to read the post. Chance is right in one of three. */
export const UNSURE_BELOW = 0.42;

const LABELS = ['negative', 'neutral', 'positive'] as const;

/** What a post says of its subject, by the words of its language, its emoji and how loud it is. Never throws. */
export function hearSentiment(text: string, language: string): HeardSentiment {
  return sentimentOf(scan(text), language);
}

export function sentimentOf(tokens: readonly Token[], language: string): HeardSentiment {
  const { likely, tally } = hear(tokens, language);
  const [negative, neutral, positive] = likely;
  const best = negative >= neutral && negative >= positive ? 0 : positive >= neutral ? 2 : 1;
  const leaning = LABELS[best]!;
  const score = thousandths(onOneSide(blended(positive - negative, tally), best));
  const confidence = thousandths(likely[best]!);
  return confidence < UNSURE_BELOW ? { label: 'unsure', score, confidence, leaning } : { label: leaning, score, confidence };
}

const thousandths = (value: number): number => Math.round(value * 1000) / 1000 || 0;

/** The rated list goes from -4 to 4, and an exclamation mark adds this much, up to four times (Hutto and Gilbert 2014, VADER). */
const RATED_RANGE = 4;
const MARK_ADDS = 0.292;
const MARKS_HEARD = 4;
/** How strong an utterance must be to count as half, squared (ibid). */
const HALF = 15;

/** How strongly it is said is better told by words that people rated, where there are any; which way, by the model. */
function blended(balance: number, { sums, exclaimed }: Tally): number {
  const { good, bad, found } = sums[2];
  if (found === 0) return balance;
  const sum = (good - bad) * RATED_RANGE;
  const loud = sum + Math.sign(sum) * MARK_ADDS * Math.min(MARKS_HEARD, exclaimed);
  return (balance + loud / Math.sqrt(loud * loud + HALF)) / 2;
}

/** The least that a post with a side scores on that side. */
const LEAST = 0.05;

/** A label and its score never contradict each other. */
function onOneSide(score: number, best: number): number {
  if (best === 0) return Math.min(score, -LEAST);
  return best === 2 ? Math.max(score, LEAST) : score;
}
