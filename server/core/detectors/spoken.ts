import { type Series, SPOKEN_KEPT, type State } from '../state.ts';
import { level, surprise } from '../windows/baseline.ts';
import { add, bucketOf, type Ring, ring, sum, values } from '../windows/ring.ts';
import { isLearnt, MINUTE } from '../windows/track.ts';

/**
 * Steps of a language's counts: three hours, of which the newest that are over make "now" and those before them say what is usual. The
 * running one is left out: a surge of the whole is told at once, and does not come in under the name of a language.
 */
const STEP = 5 * MINUTE;
const STEPS = 36;
const NOW = 2;
/** Steps that must be known before anything is said. */
const LEARN_STEPS = 9;

/** A language in which much more is said than usual, though the whole may not show it. */
export interface Spoken {
  language: string;
  /** Minutes of `seen`. */
  window: number;
  seen: number;
  expected: number;
  score: number;
}

/** Counts a post of a watch by its language; a language silent for three hours gives its place to another. */
export function countSpoken({ spoken }: Series, language: string, at: number): void {
  let counts = spoken.get(language);
  if (!counts) {
    if (spoken.size >= SPOKEN_KEPT && !forgetSilent(spoken, at)) return;
    counts = ring(STEP, STEPS);
    spoken.set(language, counts);
  }
  add(counts, at);
}

function forgetSilent(spoken: Map<string, Ring>, at: number): boolean {
  for (const [language, counts] of spoken) {
    if (counts.newest > bucketOf(counts, at) - STEPS) continue;
    spoken.delete(language);
    return true;
  }
  return false;
}

/**
 * The language that stands out most in the last ten whole minutes, or null while the watch is learnt. `announced`: how many times the
 * usual is announced for so many minutes. A language of fewer than `least` posts is not looked at, and hides none that has them.
 */
export function loudest(state: State, { spoken, total }: Series, announced: (minutes: number) => number, least: number): Spoken | null {
  const known = Math.min(STEPS, Math.floor((state.now - Math.min(total.since, total.firstAt ?? total.since)) / STEP));
  if (!isLearnt(total, state.now) || known < LEARN_STEPS) return null;
  const raised = announced(NOW * (STEP / MINUTE));
  let best: Spoken | null = null;
  for (const [language, counts] of spoken) {
    if (latest(counts, state.now) < least) continue;
    const look = lookAt(language, counts, state.now, known, raised);
    if (!best || look.score > best.score) best = look;
  }
  return best;
}

/** Posts in the newest steps that are over. */
function latest(counts: Ring, now: number): number {
  const last = bucketOf(counts, now) - 1;
  return sum(counts, last - NOW + 1, last);
}

function lookAt(language: string, counts: Ring, now: number, known: number, raised: number): Spoken {
  const last = bucketOf(counts, now) - 1;
  const seen = latest(counts, now);
  const usual = level(values(counts, last - known + 2, last - NOW));
  const expected = (raised * usual.rate * STEP * NOW) / MINUTE;
  return { language, window: NOW * (STEP / MINUTE), seen, expected, score: surprise(seen, expected, usual.dispersion) };
}
