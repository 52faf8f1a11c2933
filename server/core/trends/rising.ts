/** Minutes of counts by the minute: the window, and the running one. */
const MINUTES = 12;
/** Five-minute steps of counts, for the spark line. */
export const STEPS = 12;
export const STEP = 5;
/** Posts a rising thing knows one by one, newest kept. */
const POSTS_KEPT = 24;
/** Networks it is heard on. */
const RISING_NETWORKS = 6;

/** What a rising thing knows of one post that says it. */
export interface Said {
  /** Hash of the post's id, never 0. */
  post: number;
  /** Hash of the author's, and whether they look new: first heard, or hardly followed. */
  author: number;
  fresh: boolean;
  negative: boolean;
  repost: boolean;
  /** What it has in common with copies of it. */
  likeness: string;
  network: string;
  id: string;
  /** When it was posted. */
  at: number;
}

/** What is known of a rise when it gets its name. */
interface Found {
  name: string;
  /** The name without `#` and spaces: a hashtag and a phrase of the same words are one thing. */
  bare: string;
  words: number;
  hash: number;
  /** Times it was said in ten minutes before the rise, and variance over mean of that. */
  before: number;
  dispersion: number;
}

/** Something that began to be said more than usual, by its name. Plain data of a fixed size. */
export interface Rising extends Found {
  /** When the rise began: when it was last as quiet as usual. */
  since: number;
  /** When it was last said. */
  saidAt: number;
  /** Posts, and different people, by the minute; a minute's number modulo MINUTES is its place. */
  posts: Uint16Array;
  people: Uint16Array;
  /** The same by five minutes. */
  steps: Uint16Array;
  crowds: Uint16Array;
  /** The newest minute in these. */
  minute: number;
  /** The last posts, by their place; `next` is where the one after goes. */
  recent: Uint32Array;
  authors: Uint32Array;
  times: Float64Array;
  /** Bits of FRESH, NEGATIVE and REPOST. */
  marks: Uint8Array;
  likenesses: string[];
  next: number;
  networks: string[];
  /** A post that says it, '' when it was taken back. */
  example: string;
  /** Whether it is on the list of trends. */
  told: boolean;
}

export const FRESH = 1;
export const NEGATIVE = 2;
export const REPOST = 4;

export const rising = (found: Found, minute: number, said: Said): Rising => ({
  ...found,
  since: said.at,
  saidAt: said.at,
  posts: new Uint16Array(MINUTES),
  people: new Uint16Array(MINUTES),
  steps: new Uint16Array(STEPS),
  crowds: new Uint16Array(STEPS),
  minute,
  recent: new Uint32Array(POSTS_KEPT),
  authors: new Uint32Array(POSTS_KEPT),
  times: new Float64Array(POSTS_KEPT),
  marks: new Uint8Array(POSTS_KEPT),
  likenesses: new Array<string>(POSTS_KEPT).fill(''),
  next: 0,
  networks: [],
  example: said.id,
  told: false,
});

/** Makes room for the minutes up to `minute`; what is older than the arrays reach is forgotten. */
export function moveOn(thing: Rising, minute: number): void {
  for (let each = Math.max(thing.minute + 1, minute - STEP * STEPS); each <= minute; each++) {
    thing.posts[each % MINUTES] = 0;
    thing.people[each % MINUTES] = 0;
    if (each % STEP !== 0) continue;
    thing.steps[(each / STEP) % STEPS] = 0;
    thing.crowds[(each / STEP) % STEPS] = 0;
  }
  thing.minute = Math.max(thing.minute, minute);
}

/** Counts a post; `ago` is in minutes. Somebody who said it a moment ago is not counted again as one more person. */
export function count(thing: Rising, minute: number, ago: number, said: Said): void {
  moveOn(thing, minute);
  const at = minute - ago;
  tally(thing.posts, thing.steps, at, 1);
  if (!thing.authors.includes(said.author)) tally(thing.people, thing.crowds, at, 1);
  remember(thing, said);
}

const MOST = 0xffff;

/** Posts come here at most ten minutes late, within what both arrays hold. */
function tally(minutes: Uint16Array, steps: Uint16Array, minute: number, by: number): void {
  const [near, far] = [minute % MINUTES, Math.floor(minute / STEP) % STEPS];
  minutes[near] = Math.min(MOST, minutes[near]! + by);
  steps[far] = Math.min(MOST, steps[far]! + by);
}

/** What was said before the thing had a name, as the sketch has it. */
export function countBefore(thing: Rising, posts: number): void {
  tally(thing.posts, thing.steps, thing.minute, posts);
  tally(thing.people, thing.crowds, thing.minute, posts);
}

function remember(thing: Rising, said: Said): void {
  const place = thing.next;
  thing.recent[place] = said.post;
  thing.authors[place] = said.author;
  thing.times[place] = said.at;
  thing.marks[place] = (said.fresh ? FRESH : 0) | (said.negative ? NEGATIVE : 0) | (said.repost ? REPOST : 0);
  thing.likenesses[place] = said.likeness;
  thing.next = (place + 1) % POSTS_KEPT;
  thing.saidAt = Math.max(thing.saidAt, said.at);
  if (!thing.networks.includes(said.network) && thing.networks.length < RISING_NETWORKS) thing.networks.push(said.network);
  if (thing.example === '') thing.example = said.id;
}

/** Places of the posts it still knows. */
export function known({ recent }: Rising): number[] {
  const places: number[] = [];
  for (let place = 0; place < POSTS_KEPT; place++) if (recent[place] !== 0) places.push(place);
  return places;
}

/** Removes a post that was taken back; false when nothing is left that says the thing. */
export function unsay(thing: Rising, post: number, id: string): boolean {
  const place = thing.recent.indexOf(post);
  if (place >= 0) {
    thing.recent[place] = 0;
    thing.likenesses[place] = '';
  }
  if (thing.example === id) thing.example = '';
  return thing.recent.some((each) => each !== 0);
}

/** Sum of the last ten minutes: the running one, nine before it, and of the tenth the part that is not yet over. */
export function inWindow(counts: Uint16Array, minute: number, now: number): number {
  let sum = 0;
  for (let back = 0; back < 10; back++) sum += counts[(minute - back) % MINUTES]!;
  return sum + counts[(minute - 10) % MINUTES]! * (1 - (now / 60_000 - Math.floor(now / 60_000)));
}

/** Minutes of the long window, in which the few voices of a quiet stream add up: whole steps and the running one. */
const LONG = 30;

/** Sum of the long window, and the minutes that it spans. */
export function inLongWindow(counts: Uint16Array, minute: number, now: number): { sum: number; minutes: number } {
  const step = Math.floor(minute / STEP);
  let sum = 0;
  for (let back = 0; back < LONG / STEP; back++) sum += counts[(step - back) % STEPS]!;
  return { sum, minutes: LONG - STEP + (now / 60_000 - step * STEP) };
}
