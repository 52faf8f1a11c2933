import { FRESH, known, REPOST, type Rising } from './rising.ts';
import type { Trend } from './trends.ts';

/** Posts that say the same are copies when there are at least so many of the last, and this part of them. */
const COPIES = 5;
const MOSTLY = 0.5;
/** So many different people make it an effort of many; reposts are left out, since people repost. */
const MANY = 6;
/** Part of them that look new: first heard, or hardly followed. */
const NEWCOMERS = 0.7;
/** So many people who say the same within so long did not happen to: ms. */
const IN_STEP = { people: 10, within: 90_000 };

/** What most of the last posts have in common, or null when they differ. */
export function likenessOf(thing: Rising): string | null {
  const counts = new Map<string, number>();
  let posts = 0;
  for (const place of known(thing)) {
    posts++;
    const likeness = thing.likenesses[place]!;
    counts.set(likeness, (counts.get(likeness) ?? 0) + 1);
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most && most[1] >= COPIES && most[1] >= posts * MOSTLY ? most[0] : null;
}

/** Why copies of one text look like one hand's doing; null when they do not. */
export function coordination(thing: Rising, likeness: string): Trend['coordinated'] {
  const copies = known(thing).filter((place) => thing.likenesses[place] === likeness && !(thing.marks[place]! & REPOST));
  const writers = new Map(copies.map((place) => [thing.authors[place]!, place]));
  if (writers.size < MANY) return null;
  const places = [...writers.values()];
  if (places.filter((place) => thing.marks[place]! & FRESH).length >= places.length * NEWCOMERS) return 'new-accounts';
  const times = places.map((place) => thing.times[place]!).sort((a, b) => a - b);
  const inStep = times.some((at, i) => (times[i + IN_STEP.people - 1] ?? Number.POSITIVE_INFINITY) - at <= IN_STEP.within);
  return inStep ? 'in-step' : null;
}
