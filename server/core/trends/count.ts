import type { ScopeSetting, Settings } from '../settings.ts';
import { hearPost, hearThing, turn, usualOf, WINDOW } from '../windows/sketch.ts';
import { MINUTE } from '../windows/track.ts';
import { type Heard, nameOf } from './heard.ts';
import { isOwn } from './own.ts';
import { count, countBefore, inWindow, type Rising, rising, type Said } from './rising.ts';
import { RISING_KEPT, type Trends } from './trends.ts';

/** Times something must be said in ten minutes to get a name, and how far out of its usual. */
export const NOTICED = 3;
const NOTABLE = 2.5;

interface Place {
  settings: Settings;
  setting: ScopeSetting;
  now: number;
}

/** Counts all that a post says; it may have been posted long before it came. */
export function countPost(trends: Trends, heard: Heard, said: Said, place: Place): void {
  const { sketch, named } = trends;
  turn(sketch, Math.floor(place.now / MINUTE));
  const ago = hearPost(sketch, Math.floor(said.at / MINUTE));
  if (ago < 0) return;
  trends.stirred = true;
  for (let i = 0; i < heard.count; i++) {
    const hash = heard.hashes[i]!;
    const often = hearThing(sketch, hash, ago);
    if (often < NOTICED || ago >= WINDOW) continue;
    const known = named.get(hash);
    if (known) count(known, sketch.minute, ago, said);
    else if (isNotable(trends, hash, often)) notice(trends, heard, i, often, ago, said, place);
  }
}

function isNotable({ sketch }: Trends, hash: number, often: number): boolean {
  const { mean, busier, dispersion } = usualOf(sketch, hash);
  const expected = mean * busier;
  return often >= expected + NOTABLE * Math.sqrt(expected * dispersion);
}

function notice(trends: Trends, heard: Heard, i: number, often: number, ago: number, said: Said, place: Place): void {
  const name = nameOf(heard, i);
  if (isOwn(place.settings, place.setting, name)) return;
  const { named, sketch } = trends;
  const hash = heard.hashes[i]!;
  if (named.size >= RISING_KEPT && !makeRoom(trends, place.now)) return;
  const { mean, dispersion } = usualOf(sketch, hash);
  const found = { name, bare: name.replace(/^#/, '').replaceAll(' ', ''), words: heard.words[i]!, hash, before: mean, dispersion };
  const thing = rising(found, sketch.minute, said);
  countBefore(thing, Math.floor(often) - 1);
  count(thing, sketch.minute, ago, said);
  named.set(hash, thing);
}

/** Part of the named that leave when there is no room: to look for one at every post would cost too much. */
const LEAVING = 4;

/** The quietest leave. False when all are louder than what a newcomer has to show. */
function makeRoom({ named, sketch }: Trends, now: number): boolean {
  const ranked = [...named.values()]
    .filter(({ told }) => !told)
    .map((thing) => ({ hash: thing.hash, heard: standing(thing, sketch.minute, now) }))
    .sort((a, b) => a.heard - b.heard || a.hash - b.hash);
  for (const { hash } of ranked.slice(0, RISING_KEPT / LEAVING)) named.delete(hash);
  return named.size < RISING_KEPT;
}

/** People in the window; what is no longer said has the most to fear. */
function standing(thing: Rising, minute: number, now: number): number {
  return minute - thing.minute >= WINDOW ? 0 : inWindow(thing.people, minute, now) / (1 + minute - thing.minute);
}
