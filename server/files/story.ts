import { Mention } from '../../shared/mention.ts';
import { nameOf, Unreadable } from './bytes.ts';
import { openPosts, type ReadOptions } from './open.ts';
import { type Pack, packOf } from './pack.ts';
import { isRefusal, type Refusal } from './row.ts';

/** Most posts of one story; they are held in memory to be put in order of time. */
export const REPLAY_POSTS = 2_000_000;
/** Posts of the past in order of time. Times are ms since 1970 UTC. */
export interface Story {
  readonly length: number;
  readonly first: number;
  readonly last: number;
  /** The post at a place in the order of time. */
  at(place: number): Mention;
  timeAt(place: number): number;
  /** How many lines could not be read. */
  refused: number;
  ownHandles: string[];
}

export interface StoryOptions extends ReadOptions {
  /** Posts outside these times are left out. */
  from?: number;
  to?: number;
  /** Hears of each line that could not be read. */
  refuse?: (refusal: Refusal) => void;
}

/** Reads a whole story. Throws `Unreadable` when there is nothing to tell or more than `most` posts, and what `openPosts` throws. */
export async function readStory(paths: readonly string[], options: StoryOptions = {}, most: number = REPLAY_POSTS): Promise<Story> {
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY, refuse } = options;
  const posts = await openPosts(paths, options);
  const pack = packOf((value) => Mention.parse(value));
  const times: number[] = [];
  const refused: { count: number; first?: Refusal } = { count: 0 };
  for await (const read of posts) {
    if (isRefusal(read)) {
      refused.count += 1;
      refused.first ??= read;
      refuse?.(read);
    } else if (read.mention.postedAt >= from && read.mention.postedAt <= to) {
      if (times.push(read.mention.postedAt) > most) throw new Unreadable(`a story holds at most ${most} posts: give fewer files`);
      pack.push(read.mention);
    }
  }
  if (times.length === 0) throw new Unreadable(`there is no post to tell in ${paths.map(nameOf).join(', ')}${why(refused.first)}`);
  return { ...inOrder(pack, times), refused: refused.count, ownHandles: posts.ownHandles() };
}

const why = (refusal?: Refusal): string => (refusal ? `; line ${refusal.line}: ${refusal.field}: ${refusal.reason}` : '');

/** The posts from a place on whose time has come, at most `most`. */
export function dueFrom(story: Story, place: number, now: number, most: number): Mention[] {
  const due: Mention[] = [];
  while (due.length < most && story.timeAt(place + due.length) <= now) due.push(story.at(place + due.length));
  return due;
}

/** Posts of the same millisecond keep the order of the files. */
function inOrder(pack: Pack<Mention>, times: number[]): Pick<Story, 'length' | 'first' | 'last' | 'at' | 'timeAt'> {
  const moments = Float64Array.from(times);
  const order = Uint32Array.from(moments.keys()).sort((a, b) => moments[a]! - moments[b]! || a - b);
  const timeAt = (place: number): number => moments[order[place] ?? -1] ?? Number.POSITIVE_INFINITY;
  return { length: order.length, first: timeAt(0), last: timeAt(order.length - 1), timeAt, at: (place) => pack.at(order[place] ?? -1) };
}
