import { counted, percent, span, times } from '../words.ts';
import type { Growing } from './features.ts';
import { usualAt } from './model.ts';

/** A pace below this many times the usual is not worth a word. */
const REMARKABLE = 3;
/** Above this the figure says no more. */
const COUNTLESS = 1000;
/** Arrivals a minute of late against those of the quarter of an hour: above and below, a change of pace is told. */
const FASTER = 1.4;
const SLOWER = 0.5;
/** Followers that are told. */
const MANY = 10_000;
/** Events below which no pace is to be told from chance. */
const TOO_FEW = 4;

/** Why the forecast is what it is, in words, the most telling first. */
export function reasonsFor(growing: Growing): string[] {
  return [pace(growing), change(growing), reach(growing), quiet(growing)].filter((reason) => reason !== null);
}

function pace({ count, age }: Growing): string | null {
  if (count === 0) return 'nobody has passed it on yet';
  const ratio = count / Math.max(1, usualAt(age));
  const heard = `${counted(count)} in ${age < 120 ? `${Math.round(age)} s` : span(age * 1000)}`;
  if (ratio < REMARKABLE) return `${heard}, an ordinary pace`;
  return `${heard}, ${ratio > COUNTLESS ? 'over a thousand times' : times(ratio)} the usual pace`;
}

/** Arrivals a minute by two memories: 5 minutes against 15, each for as long as the conversation has lived. */
export function acceleration({ pace5, pace15, age }: Growing): number {
  const lately = pace5 / (5 * (1 - Math.exp(-age / 300)));
  const before = pace15 / (15 * (1 - Math.exp(-age / 900)));
  return before > 0 ? lately / before : 0;
}

function change(growing: Growing): string | null {
  if (growing.count < TOO_FEW) return null;
  const ratio = acceleration(growing);
  if (ratio >= FASTER) return 'accelerating';
  return ratio <= SLOWER ? 'slowing down' : null;
}

function reach({ followers }: Growing): string | null {
  if (followers === null) return null;
  return followers >= MANY ? `author reaches ${large(followers)}` : null;
}

/** Silence that tells: as long as a third of the conversation's life. */
function quiet({ quiet, age, count }: Growing): string | null {
  return count > 0 && quiet > 600 && quiet * 3 > age ? `quiet for ${span(quiet * 1000)}` : null;
}

/** "2.1 M", "38 K". */
function large(value: number): string {
  if (value >= 999_500) return `${Math.round(value / 100_000) / 10} M`;
  return `${Math.round(value / 1000)} K`;
}

/** "54% likely to reach 500". Nothing that is still to come is certain. */
export const likelihood = (probability: number, size: number): string =>
  `${probability >= 0.995 ? 'over 99%' : probability < 0.005 ? 'under 1%' : percent(probability)} likely to reach ${counted(size)}`;
