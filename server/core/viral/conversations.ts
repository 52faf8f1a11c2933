import { DECAYS } from './features.ts';

/** Conversations followed at a time; beyond it the finished and the quiet give their place. */
export const VIRAL_TRACKED = 100_000;
/** Places made at first; they double as they are needed. */
const FIRST = 1024;

/**
 * Everything known of the conversations, a column each, so that a hundred thousand take less than 10 MB. A conversation is found by
 * a hash of its post's id (64 bits, so that two never meet in practice). Plain data, for the snapshot.
 */
export interface Conversations {
  /** Places that are taken; all below are. */
  used: number;
  /** Where the search for somebody to leave goes on. */
  hand: number;
  /** Place plus one by hash, open addressing with steps of one; 0 is free. A power of two, at least twice the places. */
  table: Uint32Array;
  hashes: Uint32Array;
  /** When the post was posted, ms since 1970 UTC. */
  start: Float64Array;
  /** Age in seconds at the newest event, and at the moment that the paces stand for. */
  last: Uint32Array;
  paced: Uint32Array;
  /** What the network told: reposts and replies. */
  toldReposts: Uint32Array;
  toldReplies: Uint32Array;
  /** What was heard as posts of their own. */
  heardReposts: Uint32Array;
  heardReplies: Uint32Array;
  heardQuotes: Uint32Array;
  /** Four decayed counts a place, after `DECAYS`. */
  paces: Float32Array;
  /** -1 is unknown. */
  followers: Float32Array;
  /** Bits of `FLAG`. */
  flags: Uint8Array;
}

export const FLAG = { verified: 1, sampled: 2 } as const;

const COLUMNS = ['last', 'paced', 'toldReposts', 'toldReplies', 'heardReposts', 'heardReplies', 'heardQuotes'] as const;

export const conversations = (): Conversations => made(FIRST);

const made = (places: number): Conversations => ({
  used: 0,
  hand: 0,
  table: new Uint32Array(tableFor(places)),
  hashes: new Uint32Array(2 * places),
  start: new Float64Array(places),
  last: new Uint32Array(places),
  paced: new Uint32Array(places),
  toldReposts: new Uint32Array(places),
  toldReplies: new Uint32Array(places),
  heardReposts: new Uint32Array(places),
  heardReplies: new Uint32Array(places),
  heardQuotes: new Uint32Array(places),
  paces: new Float32Array(4 * places),
  followers: new Float32Array(places),
  flags: new Uint8Array(places),
});

const tableFor = (places: number): number => 2 ** Math.ceil(Math.log2(2 * places));

/** Two independent hashes of 32 bits (FNV-1a, and the same from another start with another prime). */
function hash(id: string): [number, number] {
  let one = 0x811c9dc5;
  let two = 0x9e3779b9;
  for (let i = 0; i < id.length; i++) {
    const code = id.charCodeAt(i);
    one = Math.imul(one ^ code, 0x01000193);
    two = Math.imul(two ^ code, 0x85ebca6b) ^ (two >>> 15);
  }
  return [(one ^ (one >>> 16)) >>> 0, two >>> 0];
}

/** Place of the conversation that began with this post; -1 when it is not followed. */
export function placeOf({ table, hashes }: Conversations, id: string): number {
  const [one, two] = hash(id);
  const mask = table.length - 1;
  for (let at = one & mask; table[at] !== 0; at = (at + 1) & mask) {
    const place = table[at]! - 1;
    if (hashes[2 * place] === one && hashes[2 * place + 1] === two) return place;
  }
  return -1;
}

export interface Beginning {
  id: string;
  startedAt: number;
  followers: number | null;
  verified: boolean;
}

/** Follows the conversation from now on and returns its place. One that is followed already goes on. */
export function follow(known: Conversations, beginning: Beginning, now: number): number {
  const old = placeOf(known, beginning.id);
  if (old >= 0) return old;
  if (known.used === known.start.length) grow(known);
  const place = known.used < known.start.length ? known.used++ : leave(known, now);
  for (const column of COLUMNS) known[column][place] = 0;
  known.paces.fill(0, 4 * place, 4 * place + 4);
  known.start[place] = beginning.startedAt;
  known.flags[place] = 0;
  setAuthor(known, place, beginning);
  known.hashes.set(hash(beginning.id), 2 * place);
  enter(known, place);
  return place;
}

export function setAuthor(known: Conversations, place: number, { followers, verified }: Pick<Beginning, 'followers' | 'verified'>): void {
  known.followers[place] = followers ?? -1;
  known.flags[place] = verified ? known.flags[place]! | FLAG.verified : known.flags[place]! & ~FLAG.verified;
}

function enter({ table, hashes }: Conversations, place: number): void {
  const mask = table.length - 1;
  let at = hashes[2 * place]! & mask;
  while (table[at] !== 0) at = (at + 1) & mask;
  table[at] = place + 1;
}

/** Twice the places, up to the bound. */
function grow(known: Conversations): void {
  const places = Math.min(VIRAL_TRACKED, 2 * known.start.length);
  if (places === known.start.length) return;
  const larger = made(places);
  for (const column of [...COLUMNS, 'hashes', 'start', 'paces', 'followers', 'flags'] as const) larger[column].set(known[column]);
  larger.used = known.used;
  for (let place = 0; place < larger.used; place++) enter(larger, place);
  Object.assign(known, larger, { hand: known.hand });
}

/** Places looked at to find who leaves. */
const LOOK_AT = 64;

/** Of the next few in turn, the one that has been quiet the longest for its size goes; returns its place. */
function leave(known: Conversations, now: number): number {
  let worst = known.hand;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < LOOK_AT; i++) {
    const place = (known.hand + i) % known.used;
    const worth = worthOf(known, place, now);
    if (worth < least) [worst, least] = [place, worth];
  }
  known.hand = (known.hand + LOOK_AT) % known.used;
  remove(known, worst);
  return worst;
}

/** Those past their day are worth nothing; then size counts, and how lately something came. */
function worthOf(known: Conversations, place: number, now: number): number {
  const age = (now - known.start[place]!) / 1000;
  if (age > 86_400) return -age;
  return Math.log1p(countOf(known, place)) - Math.log1p((age - known.last[place]!) / 600);
}

/** Takes the place's hash out of the table, and moves up what had to step aside for it. */
function remove({ table, hashes }: Conversations, place: number): void {
  const mask = table.length - 1;
  let free = hashes[2 * place]! & mask;
  while (table[free] !== place + 1) free = (free + 1) & mask;
  table[free] = 0;
  for (let at = (free + 1) & mask; table[at] !== 0; at = (at + 1) & mask) {
    const home = hashes[2 * (table[at]! - 1)]! & mask;
    if (((at - home) & mask) < ((at - free) & mask)) continue;
    table[free] = table[at]!;
    table[at] = 0;
    free = at;
  }
}

/** Reposts, replies and quotes. What the network tells and what is heard are two views of the same: the larger counts. */
export const countOf = (known: Conversations, place: number): number =>
  Math.max(known.toldReposts[place]!, known.heardReposts[place]!) +
  Math.max(known.toldReplies[place]!, known.heardReplies[place]!) +
  known.heardQuotes[place]!;

export type Column = 'toldReposts' | 'toldReplies' | 'heardReposts' | 'heardReplies' | 'heardQuotes';

/** One or more came at that moment, or were taken back (a negative `by`). */
export const add = (known: Conversations, place: number, column: Column, by: number, at: number): boolean =>
  change(known, place, column, known[column][place]! + by, at, false);

/** A network told a new total: what it rose by came at some time since it was last heard of. */
export const setTotal = (known: Conversations, place: number, column: Column, total: number, at: number): boolean =>
  change(known, place, column, total, at, true);

const LARGEST = 4_000_000_000;

/** Returns whether the conversation is larger now. A total that did not rise still tells that nothing came until then. */
function change(known: Conversations, place: number, column: Column, value: number, at: number, spread: boolean): boolean {
  const before = countOf(known, place);
  known[column][place] = Math.min(LARGEST, Math.max(0, value));
  const came = countOf(known, place) - before;
  const age = ageOf(known, place, at);
  if (came > 0) known.last[place] = age;
  if (came > 0 || spread) arrive(known, place, Math.max(0, came), age, spread ? age - known.paced[place]! : 0);
  return came > 0;
}

/** Whole seconds since the post, never less than what was seen of it. */
const ageOf = (known: Conversations, place: number, at: number): number =>
  Math.max(known.paced[place]!, Math.floor((at - known.start[place]!) / 1000), 0);

/** Ages the paces to `age` and adds `came`, evenly over the `over` seconds before it. */
function arrive(known: Conversations, place: number, came: number, age: number, over: number): void {
  const passed = age - known.paced[place]!;
  for (const [i, decay] of DECAYS.entries()) {
    const share = over > 0 ? (decay / over) * (1 - Math.exp(-over / decay)) : 1;
    known.paces[4 * place + i] = known.paces[4 * place + i]! * Math.exp(-passed / decay) + came * share;
  }
  known.paced[place] = age;
}

/** A pace as it stands at that age, in seconds. */
export const paceAt = (known: Conversations, place: number, which: number, age: number): number =>
  known.paces[4 * place + which]! * Math.exp(-Math.max(0, age - known.paced[place]!) / DECAYS[which]!);
