import type { Scope, State, Term } from '../state.ts';
import { add, advance, count, ring, sum, values } from '../windows/ring.ts';
import { HOUR, MINUTE } from '../windows/track.ts';

/** Terms counted at a time in one scope. */
export const TERMS_KEPT = 3000;
const STEP = 5 * MINUTE;
/** Steps shown as a spark line, and the newest of them that make "now". */
const SPARK = 12;
const NOW = 3;
/** A trend needs this many posts now, and must stand this many deviations out of its usual. */
const LEAST = 5;
const SIGNIFICANT = 4;
/** Weight of a step that leaves the present hour in the usual count. */
const MEMORY = 0.1;
/** Before this much was heard, nothing can be called new. */
const LEARN_FOR = 30 * MINUTE;
/** A phrase that makes up this part of a word's posts stands for the word. */
const EXPLAINS = 0.6;

/** Counts what a post says. A term that finds no room waits until quiet ones were let go. */
export function hearTerms(scope: Scope, terms: readonly string[], mention: string, at: number, now: number): void {
  if (now - at > SPARK * STEP) return;
  scope.termsSince ??= at;
  for (const term of terms) {
    const known = scope.terms.get(term);
    if (known) {
      add(known.steps, at);
      known.example = mention;
    } else if (scope.terms.size < TERMS_KEPT * 2) {
      const steps = ring(STEP, SPARK * 2);
      add(steps, at);
      scope.terms.set(term, { steps, usual: 0, firstAt: at, example: mention });
    }
  }
}

/** At each minute: moves the windows on, learns what is usual from the step that leaves the present hour, and makes room. */
export function expectTerms(state: State, scope: Scope): void {
  const bucket = Math.floor(state.now / STEP);
  const stepBegan = Math.floor(state.now / MINUTE) % (STEP / MINUTE) === 0;
  for (const [name, term] of scope.terms) {
    advance(term.steps, state.now);
    if (!stepBegan) continue;
    term.usual += MEMORY * (count(term.steps, bucket - NOW - 1) - term.usual);
    if (term.usual < 0.02 && sum(term.steps, bucket - SPARK * 2, bucket) < 2) scope.terms.delete(name);
  }
  if (scope.terms.size > TERMS_KEPT) letGoQuiet(scope, bucket);
}

function letGoQuiet(scope: Scope, bucket: number): void {
  const ranked = [...scope.terms].map(([name, term]) => ({ name, weight: sum(term.steps, bucket - NOW, bucket) + term.usual * NOW }));
  ranked.sort((a, b) => a.weight - b.weight);
  for (const { name } of ranked.slice(0, scope.terms.size - TERMS_KEPT)) scope.terms.delete(name);
}

export interface Trend {
  name: string;
  term: Term;
  count: number;
  times: number | null;
  score: number;
}

function judge(name: string, term: Term, now: number, since: number): Trend {
  const bucket = Math.floor(now / STEP);
  const seen = sum(term.steps, bucket - NOW + 1, bucket);
  const elapsed = NOW - 1 + (now - bucket * STEP) / STEP;
  const usual = term.usual * elapsed;
  const isNew = usual < 0.5 && term.firstAt - since > LEARN_FOR;
  return {
    name,
    term,
    count: seen,
    times: isNew ? null : seen / Math.max(usual, 0.5),
    score: 2 * (Math.sqrt(seen) - Math.sqrt(usual + 0.25)),
  };
}

/** What is said much more than usual, most significant first; a phrase takes the place of the words it explains. */
export function trends(state: State, scope: Scope, most: number): Trend[] {
  if (scope.termsSince === null || state.now - scope.termsSince < LEARN_FOR) return [];
  const rising = [...scope.terms]
    .map(([name, term]) => judge(name, term, state.now, scope.termsSince ?? state.now))
    .filter((trend) => trend.count >= LEAST && trend.score >= SIGNIFICANT && (trend.times === null || trend.times >= 2))
    .sort((a, b) => b.score - a.score)
    .slice(0, most * 6);
  return rising.filter((trend) => !rising.some((other) => explains(other, trend))).slice(0, most);
}

const explains = (phrase: Trend, word: Trend): boolean =>
  phrase !== word && phrase.name.split(' ').includes(word.name) && phrase.count >= word.count * EXPLAINS;

export const spark = (term: Term, now: number): number[] => values(term.steps, Math.floor(now / STEP) - SPARK + 1, Math.floor(now / STEP));

/** How long ago the rise began, at most the spark's hour. */
export function riseBegan(term: Term, now: number): number {
  const bucket = Math.floor(now / STEP);
  let first = bucket;
  while (bucket - first < SPARK && count(term.steps, first - 1) > term.usual * 1.5 + 1) first--;
  return Math.max(first * STEP, now - HOUR);
}
