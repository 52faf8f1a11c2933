import { known, type Rising } from './rising.ts';

/** A rising thing with what the look made of it. */
export interface Candidate {
  thing: Rising;
  people: number;
  posts: number;
  /** In which these were counted. */
  minutes: number;
  expected: number;
  significance: number;
}

/** This part of the posts of the rarer one must be posts of the other, and it must be this part as frequent. */
const SHARED = 0.6;
const EXPLAINS = 0.5;
/** Fewer known posts than this tell nothing about what is shared. */
const TELLING = 3;

/** When the oldest of the posts that it knows was posted. */
function knownFrom({ recent, times }: Rising): number {
  let from = Number.POSITIVE_INFINITY;
  for (let place = 0; place < recent.length; place++) if (recent[place] !== 0 && times[place]! < from) from = times[place]!;
  return from;
}

/** Share of the posts of `part` that say `whole` too, in the time in which both are known post by post. */
function sharedWith(part: Rising, whole: Rising): number {
  const from = knownFrom(whole);
  let both = 0;
  let all = 0;
  for (const place of known(part)) {
    if (part.times[place]! < from) continue;
    all++;
    if (whole.recent.includes(part.recent[place]!)) both++;
  }
  return all < TELLING ? 0 : both / all;
}

function belongs(one: Candidate, other: Candidate): boolean {
  if (one.thing.bare === other.thing.bare) return true;
  const [rarer, common] = one.posts <= other.posts ? [one, other] : [other, one];
  return rarer.posts >= common.posts * EXPLAINS && sharedWith(rarer.thing, common.thing) >= SHARED;
}

/** Puts together what the same posts say. Candidates come most significant first, and so do groups, each with its members. */
export function grouped(candidates: readonly Candidate[], most: number): Candidate[][] {
  const groups: Candidate[][] = [];
  for (const candidate of candidates) {
    const group = groups.find(([lead]) => lead && belongs(candidate, lead));
    if (group) group.push(candidate);
    else if (groups.length < most) groups.push([candidate]);
  }
  return groups;
}

/** A name must be said in this part of a group's posts to stand for it. */
const STANDS_FOR = 0.6;

/** Words say more than a picture or an address, and several words more than one. */
function telling({ name, words }: Rising): number {
  if (words > 1) return words + 1;
  if (name.startsWith('#')) return 2;
  if (/^[\p{L}\p{N}]/u.test(name)) return isLink(name) ? 1 : 2;
  return 0;
}

export const isLink = (name: string): boolean => /^[^\s#/]+\.[^\s/]+(?:\/|$)/u.test(name);

/** The members of a group with the one that stands for it first: the longest phrase that explains the rise. */
export function named(group: readonly Candidate[]): Candidate[] {
  const most = Math.max(...group.map(({ posts }) => posts));
  const able = group.filter(({ posts }) => posts >= most * STANDS_FOR);
  const ranked = [...able].sort(
    (a, b) => telling(b.thing) - telling(a.thing) || b.posts - a.posts || (a.thing.name < b.thing.name ? -1 : 1),
  );
  const lead = ranked[0]!;
  return [lead, ...group.filter((each) => each !== lead)];
}

/** Names that tell something that the lead does not. */
export function others([lead, ...rest]: readonly Candidate[], most: number): string[] {
  const names: string[] = [];
  const told = [lead!.thing.bare];
  for (const { thing } of rest) {
    if (names.length >= most) break;
    if (told.some((each) => each.includes(thing.bare) || thing.bare.includes(each))) continue;
    names.push(thing.name);
    told.push(thing.bare);
  }
  return names;
}
