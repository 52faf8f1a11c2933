import type { Engagement } from '../../../shared/mention.ts';
import { between, chance, type Dice, normal } from './dice.ts';
import type { Post, Told } from './post.ts';
import type { Growth } from './schema.ts';

/** Ordinary posts never look viral by accident. */
const LIKES_BOUND = 400;
/** Networks tell the numbers of a post that takes off this often, in seconds; later on less often. */
const OFTEN = 4;
const SELDOM = 20;
const OFTEN_UNTIL = 900;
const GROWS_FOR = 2400;

type Totals = Pick<Engagement, 'reposts' | 'likes' | 'replies' | 'views'>;

function update(post: Post, at: number, number: number, totals: Totals): Told {
  const mention = post.mention.id;
  return { at, item: { kind: 'engagement', engagement: { id: `${mention}-e${number}`, mention, mode: 'total', ...totals } } };
}

/** Share of its final size that a post has reached: a logistic curve, moved to begin at zero. */
function grown({ middle, width }: Growth, seconds: number): number {
  const logistic = (s: number): number => 1 / (1 + Math.exp((middle - s) / width));
  return (logistic(seconds) - logistic(0)) / (1 - logistic(0));
}

const updateTimes = (): number[] => {
  const times: number[] = [];
  for (let s = OFTEN; s <= GROWS_FOR; s += s < OFTEN_UNTIL ? OFTEN : SELDOM) times.push(s);
  return times;
};

/** The life of a post that takes off. Totals never fall. */
export function growing(post: Post, growth: Growth): Told[] {
  return updateTimes().map((seconds, i) => {
    const share = grown(growth, seconds);
    const of = (total: number): number => Math.round(total * share);
    const totals = { reposts: of(growth.reposts), likes: of(growth.likes), replies: of(growth.replies), views: of(growth.views) };
    return update(post, post.mention.postedAt + seconds * 1000, i, totals);
  });
}

/** When an ordinary post is looked at again, in seconds, and the share of its likes that it has by then. */
const LOOKS = [
  { from: 40, to: 240, share: 0.3 },
  { from: 400, to: 900, share: 0.75 },
  { from: 1200, to: 2300, share: 1 },
];

const NOTICED = 0.2;

/** Likes of an ordinary post: they follow from its author's followers, with much luck. Four posts in five are passed over. */
export function liked(post: Post, roll: Dice): Told[] {
  const { network, author, postedAt } = post.mention;
  if (network === 'news' || !chance(roll, NOTICED)) return [];
  const luck = Math.exp(1.1 * normal(roll)) * (post.happening ? 2 : 1);
  const likes = Math.min(LIKES_BOUND, Math.round(3 + (author.followers ?? 0) ** 0.6 * 0.2 * luck));
  const reposts = Math.floor(likes * between(roll, 0.02, 0.16));
  const replies = Math.floor(likes * between(roll, 0, 0.15));
  return LOOKS.map(({ from, to, share }, i) =>
    update(post, postedAt + Math.round(between(roll, from, to) * 1000), i, {
      likes: Math.round(likes * share),
      reposts: Math.round(reposts * share),
      replies: Math.round(replies * share),
      ...(network === 'x' && { views: Math.round(likes * share * 45) }),
    }),
  );
}
