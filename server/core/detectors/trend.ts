import type { Scope, State, Term } from '../state.ts';
import { add, advance, bucketOf, count, ring, sum, values } from '../windows/ring.ts';
import { HOUR, knownFrom, MINUTE } from '../windows/track.ts';

/** Terms counted at a time in one scope. */
export const TERMS_KEPT = 3000;
const STEP = 5 * MINUTE;
/** Steps kept: four hours, of which the newest make "now", and those before the last hour's end say what is usual. */
const STEPS = 48;
const NOW = 3;
/** Steps shown as a spark line. */
const SPARK = 12;
/** A trend needs this many posts now, and must stand this many deviations out of its usual. */
const LEAST = 5;
const SIGNIFICANT = 4;
/** Steps of the past that must be known before anything can be called unusual. */
const LEARN_STEPS = 6;
/** A term first heard this long ago is not new any more. */
const NEW_FOR = HOUR;
/** A phrase that makes up this part of a word's posts stands for the word. */
const EXPLAINS = 0.6;

/** Counts what a post says. When there is no room, a new term waits until quiet ones were let go. */
export function hearTerms(scope: Scope, terms: readonly string[], mention: string, at: number, now: number): void {
  if (now - at > (STEPS - 1) * STEP) return;
  for (const name of terms) {
    const term = scope.terms.get(name) ?? { steps: ring(STEP, STEPS), firstAt: at, example: mention };
    // One example a step: words under people's eyes must not change with every post.
    if (term.example === '' || bucketOf(term.steps, at) > term.steps.newest) term.example = mention;
    add(term.steps, at);
    if (scope.terms.size < TERMS_KEPT * 2) scope.terms.set(name, term);
  }
}

/** At each minute: moves the windows on and makes room. */
export function expectTerms(state: State, scope: Scope): void {
  const bucket = Math.floor(state.now / STEP);
  const stepBegan = Math.floor(state.now / MINUTE) % (STEP / MINUTE) === 0;
  for (const [name, term] of scope.terms) {
    advance(term.steps, state.now);
    if (stepBegan && sum(term.steps, bucket - STEPS, bucket) === 0) scope.terms.delete(name);
  }
  if (scope.terms.size > TERMS_KEPT) letGoQuiet(scope, bucket);
}

/** What is heard now counts three times: a term that rises must not be let go for one that was common. */
function letGoQuiet(scope: Scope, bucket: number): void {
  const ranked = [...scope.terms].map(([name, { steps }]) => ({
    name,
    weight: sum(steps, bucket - STEPS, bucket) + 2 * sum(steps, bucket - NOW, bucket),
  }));
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

/** Usual posts a step: the mean of the known steps before "now". */
const usualOf = (term: Term, bucket: number, known: number): number => sum(term.steps, bucket - NOW - known + 1, bucket - NOW) / known;

function heardNow({ steps }: Term, now: number): number {
  const bucket = Math.floor(now / STEP);
  return sum(steps, bucket - NOW + 1, bucket);
}

function judge(name: string, term: Term, now: number, known: number): Trend {
  const bucket = Math.floor(now / STEP);
  const seen = heardNow(term, now);
  const usual = usualOf(term, bucket, known) * (NOW - 1 + (now - bucket * STEP) / STEP);
  const isNew = usual < 0.3 && now - term.firstAt < NEW_FOR;
  return {
    name,
    term,
    count: seen,
    times: isNew ? null : seen / Math.max(usual, 0.5),
    score: 2 * (Math.sqrt(seen) - Math.sqrt(usual + 0.25)),
  };
}

/** Steps of the past in which this scope was listened to. */
function knownSteps(scope: Scope, now: number): number {
  const from = Math.floor(knownFrom(scope.series.total) / STEP) + 1;
  return Math.min(STEPS - NOW, Math.floor(now / STEP) - NOW - from + 1);
}

/** What is said much more than usual, most significant first; a phrase takes the place of the words it explains. */
export function trends(state: State, scope: Scope, most: number): Trend[] {
  const known = knownSteps(scope, state.now);
  if (known < LEARN_STEPS) return [];
  const rising = [...scope.terms]
    // Most terms were said once or twice: to judge them all would take most of the time of a slice.
    .filter(([, term]) => heardNow(term, state.now) >= LEAST)
    .map(([name, term]) => judge(name, term, state.now, known))
    .filter((trend) => trend.score >= SIGNIFICANT && (trend.times === null || trend.times >= 2))
    .sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1))
    .slice(0, most * 6);
  return rising.filter((trend) => !rising.some((other) => explains(other, trend))).slice(0, most);
}

/** A phrase explains its words; of a word and the same as a hashtag the more frequent one stands for both. */
function explains(other: Trend, trend: Trend): boolean {
  if (other === trend) return false;
  if (bare(other.name) === bare(trend.name)) return other.count > trend.count || (other.count === trend.count && other.name < trend.name);
  return other.name.split(' ').includes(bare(trend.name)) && other.count >= trend.count * EXPLAINS;
}

const bare = (name: string): string => name.replace(/^#/, '');

/** Part of the running step that must have passed before its pace is telling. */
const TELLING = 0.3;

/** The last twelve steps, oldest first. The running one is drawn at its present pace, since a line must not fall at every new step. */
export function spark({ steps }: Term, now: number): number[] {
  const bucket = Math.floor(now / STEP);
  const passed = now / STEP - bucket;
  const pace = Math.round(count(steps, bucket) / Math.max(passed, TELLING));
  const whole = values(steps, bucket - SPARK + 1, bucket - 1);
  return [...whole, passed < TELLING ? Math.max(pace, whole.at(-1)!) : pace];
}

/** When the rise began, within the spark's hour. */
export function riseBegan(term: Term, now: number): number {
  const bucket = Math.floor(now / STEP);
  const usual = usualOf(term, bucket, STEPS - NOW);
  let first = bucket;
  while (bucket - first < SPARK && count(term.steps, first - 1) > usual * 1.5 + 1) first--;
  return Math.max(first * STEP, now - HOUR);
}
