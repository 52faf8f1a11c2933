import type { Talk } from '../talk.ts';

/**
 * How many posts of ours each account has among those of `within` (1: it counts), and in how many conversations. A conversation is what
 * is linked by answers among these posts: a link to another binds nothing. `account` tells whose a speaker is.
 */
export function conversations({ count, parent, speaker }: Talk, within: Uint8Array, account: (speaker: number) => number): Spoken {
  const above = new Int32Array(count);
  for (let place = 0; place < count; place++) above[place] = place;
  for (let place = 0; place < count; place++) {
    const to = parent[place]!;
    if (within[place] === 1 && to >= 0 && within[to] === 1) above[topOf(above, place)] = topOf(above, to);
  }
  const first = new Uint32Array(count);
  const others = new Map<number, Set<number>>();
  const spoken: Spoken = new Map();
  for (let place = 0; place < count; place++) {
    if (within[place] === 0 || speaker[place] === 0) continue;
    const who = account(speaker[place]!);
    const told = spoken.get(who) ?? { replies: 0, conversations: 0 };
    spoken.set(who, told);
    told.replies++;
    if (isNew(topOf(above, place), who, first, others)) told.conversations++;
  }
  return spoken;
}

/** By account. */
export type Spoken = Map<number, { replies: number; conversations: number }>;

/** Most conversations have one account: `first`, by the post that stands for each. */
function isNew(top: number, who: number, first: Uint32Array, others: Map<number, Set<number>>): boolean {
  if (first[top] === 0) {
    first[top] = who;
    return true;
  }
  if (first[top] === who || others.get(top)?.has(who)) return false;
  others.set(top, (others.get(top) ?? new Set()).add(who));
  return true;
}

/** The post that stands for the whole conversation. Ways are shortened as they are walked, so that long ones stay quick. */
function topOf(above: Int32Array, place: number): number {
  let at = place;
  while (above[at] !== at) {
    above[at] = above[above[at]!]!;
    at = above[at]!;
  }
  return at;
}
