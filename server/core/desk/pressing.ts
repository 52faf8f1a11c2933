import { type Case, isClosed, waitsForUs } from '../../../shared/case.ts';
import type { Urgency } from '../../../shared/mention.ts';
import { HOUR } from '../windows/track.ts';
import { percent, span } from '../words.ts';
import { pressingUrgency } from './priority.ts';
import { firstDue, running } from './waits.ts';

/** One reason for which a case presses, its weight, and what it is in words (null: not worth a word). */
interface Reason {
  weight: number;
  words: string | null;
}

/** From that probability on it is worth a word that a conversation may go viral. */
const VIRAL_WORTH = 0.1;
/** Followers from which on an audience is worth a word. */
const AUDIENCE = 10_000;
const SOON = HOUR;

const GRAVE: Record<Urgency, Reason> = {
  safety: { weight: 3, words: 'safety' },
  legal: { weight: 2.5, words: 'legal or press' },
  vulnerable: { weight: 2.5, words: 'vulnerable person' },
  leaving: { weight: 1, words: 'about to leave us' },
  time: { weight: 1, words: 'cannot wait' },
};

const PRIORITY: Record<Case['priority'], number> = { urgent: 3, high: 1, normal: 0, low: -2 };

/** How soon it is late, or for how long it has been: 0 when there is all the time, 2.5 when it is due, up to 5 far beyond. */
function dueness(one: Case, now: number): Reason | null {
  const clock = firstDue(one);
  if (!clock) return null;
  const left = clock.due! - now;
  if (left <= 0) return { weight: 3 + 2 * Math.min(1, -left / (24 * HOUR)), words: `${span(-left)} over` };
  const weight = 2.5 * Math.max(0, 1 - left / Math.max(clock.target, HOUR / 2));
  return { weight, words: left < SOON ? `due in ${span(left)}` : null };
}

function promised(one: Case, now: number): Reason | null {
  const dues = one.promises.flatMap(({ due, state }) => (state === 'open' ? [due] : []));
  const first = Math.min(...dues);
  if (first - now < SOON) return { weight: 1.5, words: 'a promise falls due' };
  return one.promises.some(({ state }) => state === 'broken') ? { weight: 1, words: 'a promise was broken' } : null;
}

function reach({ customer: { followers }, viral }: Case): Reason[] {
  const known = followers ?? 0;
  const audience = { weight: (1.5 * Math.log10(1 + known)) / 7, words: known >= AUDIENCE ? `${compact(known)} followers` : null };
  return viral !== null && viral >= VIRAL_WORTH ? [{ weight: 4 * viral, words: `may go viral: ${percent(viral)}` }, audience] : [audience];
}

const compact = (count: number): string =>
  count >= 1e6 ? `${(count / 1e6).toFixed(1)} million` : count >= 1000 ? `${Math.round(count / 1000)},000` : String(count);

/** Where it stands decides first: who waits for us comes before who does not. */
function place(one: Case): number {
  if (isClosed(one.status)) return -100;
  if (one.snoozedUntil !== null) return -20;
  return waitsForUs(one.status) ? 0 : -8;
}

function reasons(one: Case, now: number): Reason[] {
  const known = [dueness(one, now), promised(one, now)].filter((reason) => reason !== null);
  const negative = one.label === 'negative' ? 0.5 : 0;
  const other = { weight: place(one) + PRIORITY[one.priority] + negative + (one.handoffs > 1 ? 0.5 : 0), words: null };
  return [...known, ...pressingUrgency(one).map((kind) => GRAVE[kind]), ...reach(one), other];
}

/** How much a case presses: what is about to go wrong first. Higher is more. */
export function pressure(one: Case, now: number): number {
  let sum = 0;
  for (const { weight } of reasons(one, now)) sum += weight;
  return sum;
}

/** The same in words, the weightiest first. */
export const pressingWords = (one: Case, now: number): string[] =>
  reasons(one, now)
    .filter(({ words }) => words !== null)
    .sort((a, b) => b.weight - a.weight)
    .flatMap(({ words }) => words ?? [])
    .slice(0, 4);

/** Some clock that runs is over its time. */
export const isBreached = (one: Case): boolean => running(one).some(({ breachedAt }) => breachedAt !== null);
