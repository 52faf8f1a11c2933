import type { Tally } from '../responses.ts';
import type { Said, Speaker } from '../talk.ts';

/**
 * Counts our posts by conversation: what is linked by answers among these posts, each of which stands at its `place`. A link to a post
 * that is not among them (its `counted` is not `round`) binds nothing.
 */
export function countConversations(posts: readonly Said<Tally>[], round: number): void {
  const above = Int32Array.from(posts, (_, place) => place);
  for (const { place, parent } of posts) {
    if (parent?.isHere && parent.counted === round) above[topOf(above, place)] = topOf(above, parent.place);
  }
  const first: (Speaker<Tally> | undefined)[] = new Array(posts.length);
  const others = new Map<number, Set<Speaker<Tally>>>();
  for (const { place, speaker } of posts) {
    if (!speaker) continue;
    const top = topOf(above, place);
    speaker.tally.replies++;
    if (first[top] === undefined) first[top] = speaker;
    else if (first[top] === speaker || others.get(top)?.has(speaker)) continue;
    else others.set(top, (others.get(top) ?? new Set()).add(speaker));
    speaker.tally.conversations++;
  }
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
