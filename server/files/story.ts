import { Mention } from '../../shared/mention.ts';
import { Unreadable } from './bytes.ts';
import { openPosts, type ReadOptions } from './open.ts';
import { type Pack, packOf } from './pack.ts';
import { isRefusal, type Refusal } from './row.ts';

/** Most posts of one story; they are held in memory to be put in order of time. */
export const REPLAY_POSTS = 2_000_000;
/** Refusals kept word for word; all are counted. */
export const REFUSALS_KEPT = 20;

/** Posts of the past in order of time. Times are ms since 1970 UTC. */
export interface Story {
  readonly length: number;
  readonly first: number;
  readonly last: number;
  /** The post at a place in the order of time. */
  at(place: number): Mention;
  timeAt(place: number): number;
  refused: { count: number; first: Refusal[] };
  ownHandles: string[];
}

export interface StoryOptions extends ReadOptions {
  /** Posts outside these times are left out. */
  from?: number;
  to?: number;
}

/** Reads a whole story. Throws `Unreadable` when there is nothing to tell or more than `most` posts, and what `openPosts` throws. */
export async function readStory(paths: readonly string[], options: StoryOptions = {}, most: number = REPLAY_POSTS): Promise<Story> {
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = options;
  const posts = await openPosts(paths, options);
  const pack = packOf((value) => Mention.parse(value));
  const times: number[] = [];
  const refused: Story['refused'] = { count: 0, first: [] };
  for await (const read of posts) {
    if (isRefusal(read)) refuse(refused, read);
    else if (read.mention.postedAt < from || read.mention.postedAt > to) continue;
    else if (times.push(read.mention.postedAt) > most) throw new Unreadable(`a story holds at most ${most} posts: give fewer files`);
    else pack.push(read.mention);
  }
  if (times.length === 0) throw new Unreadable(`there is no post in ${paths.join(', ')}${why(refused)}`);
  return { ...inOrder(pack, times), refused, ownHandles: posts.ownHandles() };
}

function refuse(refused: Story['refused'], refusal: Refusal): void {
  refused.count += 1;
  if (refused.first.length < REFUSALS_KEPT) refused.first.push(refusal);
}

const why = ({ first: [one] }: Story['refused']): string => (one ? `; line ${one.line}: ${one.field}: ${one.reason}` : '');

/** Posts of the same millisecond keep the order of the files. */
function inOrder(pack: Pack<Mention>, times: number[]): Pick<Story, 'length' | 'first' | 'last' | 'at' | 'timeAt'> {
  const moments = Float64Array.from(times);
  const order = Uint32Array.from(moments.keys()).sort((a, b) => moments[a]! - moments[b]! || a - b);
  const timeAt = (place: number): number => moments[order[place] ?? -1] ?? Number.POSITIVE_INFINITY;
  return { length: order.length, first: timeAt(0), last: timeAt(order.length - 1), timeAt, at: (place) => pack.at(order[place] ?? -1) };
}
