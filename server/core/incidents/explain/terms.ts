import type { IncidentPage } from '../../../../shared/incident.ts';
import { HOUR } from '../../windows/track.ts';
import type { Heard } from './post.ts';

type Term = IncidentPage['drivers']['terms'][number];

const TERMS_TOLD = 12;
/** Posts that must say a term, and the part of all that must. */
const LEAST = 3;
const LEAST_SHARE = 0.02;
/** Posts of before that tell what is usual. */
const USUAL_FROM = 30;
/** A term's part of all posts must have risen so many times. */
const LIFT = 1.3;
/** Two terms of which one holds the other are one when their counts differ by less than this part. */
const SAME_COUNT = 0.3;

/** Posts in which each term stands: every post has a term once. */
function countsOf(posts: readonly Heard[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { analysis } of posts) for (const term of analysis.terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

/** Hours from the first to the last of these posts, an hour at least: a shorter time tells no rate. */
const hoursOf = (posts: readonly Heard[]): number => {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { mention } of posts) {
    first = Math.min(first, mention.postedAt);
    last = Math.max(last, mention.postedAt);
  }
  return Math.max(1, (last - first) / HOUR);
};

/**
 * What is spoken of, most telling first: how often, weighed by how much larger a part of all posts it is than it was before (the logarithm
 * of that lift). Where too little was heard before, what about a third of the posts say tells most, and what all of them say least: it is the
 * subject itself. `times`: how many times as often an hour as before; null where it was not said before, or nothing is known of before.
 */
export function termsOf(posts: readonly Heard[], before: readonly Heard[]): Term[] {
  const [now, usual] = [countsOf(posts), countsOf(before)];
  const isKnown = before.length >= USUAL_FROM;
  const rate = hoursOf(before) / hoursOf(posts);
  const weight = (term: string, count: number): number => {
    if (!isKnown) return count * Math.log2(posts.length / count + 0.01);
    const lift = count / posts.length / (((usual.get(term) ?? 0) + 0.5) / (before.length + 1));
    return lift >= LIFT ? count * Math.log2(lift) : 0;
  };
  const least = Math.max(Math.min(LEAST, posts.length), posts.length * LEAST_SHARE);
  const ranked = [...now]
    .filter(([, count]) => count >= least)
    .map(([term, count]) => ({ term, count, weight: weight(term, count) }))
    .filter(({ weight: value }) => value > 0)
    .sort(
      (a, b) => b.weight - a.weight || wordsIn(b.term) - wordsIn(a.term) || b.term.length - a.term.length || (a.term < b.term ? -1 : 1),
    );
  const told: Term[] = [];
  for (const { term, count } of ranked) {
    if (told.length >= TERMS_TOLD) break;
    if (told.some((other) => isSame(other, { term, count }))) continue;
    const said = isKnown ? (usual.get(term) ?? 0) : 0;
    told.push({ term, count, times: said > 0 ? Math.round(((count * rate) / said) * 10) / 10 : null });
  }
  return told;
}

const wordsIn = (term: string): number => term.split(' ').length;
const bare = (term: string): string => term.replace(/^#/, '').replaceAll(' ', '');

/** `lost bag`, `bag` and `#lostbag` are one thing when they are said together. */
function isSame(a: { term: string; count: number }, b: { term: string; count: number }): boolean {
  const [one, other] = [bare(a.term), bare(b.term)];
  if (one === other) return true;
  const words = [` ${a.term} `, ` ${b.term} `] as const;
  const holds = words[0].includes(words[1]) || words[1].includes(words[0]);
  return holds && Math.abs(a.count - b.count) <= SAME_COUNT * Math.max(a.count, b.count);
}
