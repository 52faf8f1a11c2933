import type { IncidentPage } from '../../../../shared/incident.ts';
import { alike, likenessKey, sketch } from '../../analysis/text/similar.ts';
import { MINUTE } from '../../windows/track.ts';
import { counted, percent } from '../../words.ts';
import { authorOf, type Heard, isRepost, shownPost } from './post.ts';

type Copies = IncidentPage['drivers']['copies'][number];
type Verdict = IncidentPage['drivers']['coordinated'];

const COPIES_TOLD = 6;
/** Many say the same by chance when it is shorter than this, in UTF-16 units. */
const TELLING = 25;
/** Texts that are compared one by one with each other, most copied first. */
const COMPARED = 200;
/** An account with fewer followers than this is as good as new. */
const FEW = 30;
/** So many different people make it an effort of many, and this part of them newcomers one hand's doing. */
const MANY = 6;
const NEWCOMERS = 0.7;
/** So many people who say the same within so long did not happen to. */
const IN_STEP = { people: 10, within: 1.5 * MINUTE };
/** Copies of many are possibly an effort when they make this part of all posts. */
const POSSIBLE = 0.3;
/** Fewer posts say nothing. */
const LEAST = 8;

/** Posts that say the same, oldest first. */
type Group = Heard[];

/** Posts that say nearly the same, by what remains of their words (see `likenessKey`), and then by the shingles that they share. */
export function groupsOf(posts: readonly Heard[]): Group[] {
  const said = posts.filter((heard) => !isRepost(heard) && heard.mention.text.length >= TELLING);
  const same = [...Map.groupBy(said, ({ mention }) => likenessKey(mention.text)).values()];
  const merged: { group: Group; sketch: number[] }[] = [];
  for (const group of same
    .filter(({ length }) => length > 1)
    .sort(byCount)
    .slice(0, COMPARED)) {
    const own = sketch(group[0]!.mention.text);
    const near = merged.find((other) => alike(other.sketch, own));
    if (near) near.group.push(...group);
    else merged.push({ group: [...group], sketch: own });
  }
  return merged.map(({ group }) => group.sort((a, b) => a.mention.postedAt - b.mention.postedAt)).sort(byCount);
}

const byCount = (a: Group, b: Group): number => b.length - a.length || a[0]!.mention.postedAt - b[0]!.mention.postedAt;

/** The first post of each author. */
const writersOf = (group: Group): Heard[] => [...Map.groupBy(group, authorOf).values()].map(([first]) => first!);
const newcomers = (writers: readonly Heard[]): number => writers.filter(({ mention }) => (mention.author.followers ?? FEW) < FEW).length;

export const copiesOf = (groups: readonly Group[], watches: readonly string[] | null): Copies[] =>
  groups.slice(0, COPIES_TOLD).map((group) => {
    const writers = writersOf(group);
    return {
      example: shownPost(group[0]!, watches),
      count: group.length,
      authors: writers.length,
      newAccounts: newcomers(writers),
      from: group[0]!.mention.postedAt,
      to: group.at(-1)!.mention.postedAt,
    };
  });

/** Whether it looks like one hand's doing. Newspapers that print the same report are none. */
export function coordinated(posts: readonly Heard[], groups: readonly Group[]): Verdict {
  if (posts.length < LEAST) return { verdict: 'no', why: 'too few posts to tell' };
  const suspect = groups.map((group) => group.filter(({ mention }) => mention.network !== 'news'));
  const many = suspect.filter((group) => writersOf(group).length >= MANY);
  for (const group of many) {
    const why = oneHand(writersOf(group));
    if (why !== null) return { verdict: 'likely', why };
  }
  const copies = many.reduce((sum, { length }) => sum + length, 0);
  const share = percent(copies / posts.length);
  if (copies >= posts.length * POSSIBLE) {
    return { verdict: 'possible', why: `${share} of the posts are copies, by accounts that are not new and not in step` };
  }
  if (many.length > 0) return { verdict: 'no', why: `${share} of the posts are copies; people also pass on by themselves what they read` };
  return { verdict: 'no', why: `no text came from ${MANY} accounts or more` };
}

function oneHand(writers: readonly Heard[]): string | null {
  const fresh = newcomers(writers);
  if (fresh >= writers.length * NEWCOMERS) {
    return `${counted(writers.length)} accounts posted nearly the same, ${counted(fresh)} of them with fewer than ${FEW} followers`;
  }
  const times = writers.map(({ mention }) => mention.postedAt).sort((a, b) => a - b);
  const inStep = times.some((at, i) => (times[i + IN_STEP.people - 1] ?? Number.POSITIVE_INFINITY) - at <= IN_STEP.within);
  return inStep ? `${IN_STEP.people} accounts posted nearly the same within ${IN_STEP.within / 1000} seconds` : null;
}
