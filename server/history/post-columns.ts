import { filled } from '../core/desk/report/columns.ts';
import type { Words } from '../core/desk/report/words.ts';
import type { HeardPost } from '../core/desk/responses.ts';
import { ANSWERS_NOTHING, NOT_HERE, type Talk } from '../core/desk/talk.ts';
import { type Keys, keysOf, Places, type Seeds } from './keys.ts';

export type PostFacts = HeardPost & { network: string };

/** PostFacts of a day in the order of their ids, 42 bytes a post; words are numbers. Ids are known by their keys alone. */
export interface PostColumns {
  count: number;
  at: Float64Array;
  speaker: Uint32Array;
  network: Uint32Array;
  handles: Uint32Array;
  signature: Uint32Array;
  /** 1: it answers something. */
  answers: Uint8Array;
  idLength: Uint16Array;
  keyHigh: Uint32Array;
  keyLow: Uint32Array;
  parentHigh: Uint32Array;
  parentLow: Uint32Array;
}

export function postColumns(posts: readonly PostFacts[], words: Words, seeds: Seeds): PostColumns {
  const numbers = (value: (post: PostFacts) => number): Uint32Array => filled(new Uint32Array(posts.length), posts, value);
  const keys = keysOf(
    posts.map(({ id }) => id),
    seeds,
  );
  const parents = keysOf(
    posts.map(({ parent }) => parent ?? ''),
    seeds,
  );
  return {
    count: posts.length,
    at: filled(new Float64Array(posts.length), posts, ({ at }) => at),
    speaker: numbers(({ own, author }) => (own ? words.number(author) : 0)),
    network: numbers(({ network }) => words.number(network)),
    handles: numbers(({ handles }) => words.list(handles)),
    signature: numbers(({ signature }) => words.number(signature)),
    answers: filled(new Uint8Array(posts.length), posts, ({ parent }) => (parent === null ? 0 : 1)),
    idLength: filled(new Uint16Array(posts.length), posts, ({ id }) => id.length),
    keyHigh: keys.high,
    keyLow: keys.low,
    parentHigh: parents.high,
    parentLow: parents.low,
  };
}

/** The columns that hold words, and those that hold lists of words. */
export const POST_WORDS = {
  words: ({ speaker, network, signature }: PostColumns): Uint32Array[] => [speaker, network, signature],
  lists: ({ handles }: PostColumns): Uint32Array[] => [handles],
};

type Sorts = 'speaker' | 'network' | 'handles' | 'signature' | 'keyHigh' | 'keyLow';

/** The posts of some days, linked. */
export function talkOf(days: readonly PostColumns[], words: Words): Talk {
  const count = days.reduce((sum, day) => sum + day.count, 0);
  const joined = (sort: Sorts): Uint32Array => joinedInto(new Uint32Array(count), days, (day) => day[sort]);
  const at = joinedInto(new Float64Array(count), days, (day) => day.at);
  const idLength = joinedInto(new Uint16Array(count), days, (day) => day.idLength);
  return {
    count,
    at,
    parent: parentsOf(days, { high: joined('keyHigh'), low: joined('keyLow') }),
    speaker: joined('speaker'),
    network: joined('network'),
    handles: joined('handles'),
    signature: joined('signature'),
    words,
    // Posts of one time are of one day, where they stand by their ids.
    isLower: (a, b) => idLength[a]! < idLength[b]! || (idLength[a] === idLength[b] && a < b),
  };
}

type Numbers = Float64Array | Uint32Array | Uint16Array;

function joinedInto<N extends Numbers>(all: N, days: readonly PostColumns[], of: (day: PostColumns) => N): N {
  let place = 0;
  for (const day of days) {
    all.set(of(day), place);
    place += day.count;
  }
  return all;
}

function parentsOf(days: readonly PostColumns[], keys: Keys): Int32Array {
  const places = new Places(keys);
  const parents = new Int32Array(keys.low.length);
  let place = 0;
  for (const { count, answers, parentHigh, parentLow } of days) {
    for (let row = 0; row < count; row++) {
      const above = answers[row] === 1 ? (places.of(parentHigh[row]!, parentLow[row]!) ?? NOT_HERE) : ANSWERS_NOTHING;
      parents[place++] = above;
    }
  }
  return parents;
}
