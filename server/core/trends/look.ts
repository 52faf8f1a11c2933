import type { Scope, State } from '../state.ts';
import { surprise } from '../windows/baseline.ts';
import { learnt, turn, type Usual, usualOf, WINDOW } from '../windows/sketch.ts';
import { HOUR, MINUTE } from '../windows/track.ts';
import { coordination, likenessOf } from './copies.ts';
import { NOTICED } from './count.ts';
import { type Candidate, grouped, named, others } from './merge.ts';
import { isOwn } from './own.ts';
import { inLongWindow, inWindow, known, moveOn, NEGATIVE, type Rising, STEP, STEPS } from './rising.ts';
import { ALSO_KEPT, LISTED, type Trend, type Trends } from './trends.ts';

/** Minutes that must have been listened to before anything can be called unusual. */
const LEARN = 30;
/** A trend needs so many people in ten minutes or in half an hour, so many deviations out of its usual, and so many times of it. */
const LEAST = 5;
const SIGNIFICANT = 3.8;
const TIMES = 2.5;
/** What is listed stays until it falls below these. */
const STAYS = { people: 4, significance: 2.5, times: 1.7 };
/** Below so many in ten minutes, a thing was as good as never heard. */
const NEW = 0.3;
/** Rising things that are compared with each other. */
const COMPARED = 48;

/** Looks at all that has a name, and lists what is said much more than usual. */
export function look(state: State, scope: Scope): void {
  const { trends } = scope;
  trends.stirred = false;
  const { sketch } = trends;
  turn(sketch, Math.floor(state.now / MINUTE));
  const ranked = learnt(sketch) < LEARN ? [] : rank(trends, state.now);
  // A watch that was added since makes its words its own.
  const candidates = ranked.filter(({ thing }) => !isOwn(state.settings, scope.setting, thing.name));
  const groups = grouped(candidates, LISTED).map(named);
  for (const thing of trends.named.values()) thing.told = false;
  for (const group of groups) for (const { thing } of group) thing.told = true;
  trends.listed = groups.map((group) => tell(state, group));
}

function rank(trends: Trends, now: number): Candidate[] {
  const ranked = [...trends.named.values()].flatMap((thing) => judge(trends, thing, now) ?? []);
  ranked.sort((a, b) => b.significance - a.significance || (a.thing.name < b.thing.name ? -1 : 1));
  return ranked.slice(0, COMPARED);
}

/** Null for what is not said significantly more than usual. */
function judge({ sketch }: Trends, thing: Rising, now: number): Candidate | null {
  moveOn(thing, sketch.minute);
  const usual = usualOf(sketch, thing.hash);
  const short = { people: inWindow(thing.people, sketch.minute, now), posts: inWindow(thing.posts, sketch.minute, now), minutes: WINDOW };
  const crowd = inLongWindow(thing.crowds, sketch.minute, now);
  const long = { people: crowd.sum, posts: inLongWindow(thing.steps, sketch.minute, now).sum, minutes: crowd.minutes };
  if (!thing.told && short.people < NOTICED) rest(thing, usual, now);
  const [now10, now30] = [weigh(thing, usual, short, now), weigh(thing, usual, long, now)];
  if (!now10 || !now30) return now10 ?? now30;
  return now30.significance > now10.significance ? now30 : now10;
}

type Seen = Pick<Candidate, 'people' | 'posts' | 'minutes'>;

/** As quiet as this, it has not begun to rise. */
function rest(thing: Rising, { mean, dispersion }: Usual, now: number): void {
  thing.before = mean;
  thing.dispersion = dispersion;
  thing.since = now;
}

/** A rise keeps the usual from before it for a time; what lasts becomes usual. */
const FROZEN_FOR = 2 * HOUR;

function weigh(thing: Rising, { mean, busier, dispersion }: Usual, seen: Seen, now: number): Candidate | null {
  const bounds = thing.told ? STAYS : { people: LEAST, significance: SIGNIFICANT, times: TIMES };
  if (seen.people < bounds.people) return null;
  const young = now - thing.since < FROZEN_FOR;
  const usual = young ? Math.min(mean, thing.before) : mean;
  const expected = (usual * busier * seen.minutes) / WINDOW;
  const significance = surprise(seen.people, expected, young ? Math.min(dispersion, thing.dispersion) : dispersion);
  if (significance < bounds.significance || seen.people < expected * bounds.times) return null;
  return { thing, expected, significance, ...seen };
}

function tell(state: State, group: readonly Candidate[]): Trend {
  const lead = group[0]!;
  const { thing, expected } = lead;
  const likeness = likenessOf(thing);
  return {
    name: thing.name,
    also: others(group, ALSO_KEPT),
    minutes: Math.round(lead.minutes),
    count: Math.round(lead.posts),
    usual: expected,
    times: isNew(thing, state.now) ? null : lead.posts / Math.max(expected, NEW),
    significance: lead.significance,
    people: Math.round(lead.people),
    copies: likeness === null ? 0 : (state.likenesses.get(likeness)?.count ?? 0),
    coordinated: likeness === null ? null : coordination(thing, likeness),
    networks: [...thing.networks],
    negative: negativeShare(thing),
    since: Math.min(...group.map((each) => each.thing.since)),
    spark: sparkOf(thing),
    example: thing.example,
  };
}

/** Nobody said it before this rise, and it is young. */
const isNew = ({ before, since }: Rising, now: number): boolean => before < NEW && now - since < FROZEN_FOR;

function negativeShare(thing: Rising): number {
  const places = known(thing);
  return places.length ? places.filter((place) => thing.marks[place]! & NEGATIVE).length / places.length : 0;
}

/** The last twelve steps of five minutes, oldest first. */
function sparkOf({ steps, minute }: Rising): number[] {
  const newest = Math.floor(minute / STEP);
  return Array.from({ length: STEPS }, (_, i) => steps[(newest - STEPS + 1 + i) % STEPS]!);
}

/** Minutes after which a thing that nobody says is forgotten, unless it is listed. */
const FORGOTTEN = 60;

/** At each minute: forgets what is long over. */
export function forget({ named, sketch }: Trends, now: number): void {
  turn(sketch, Math.floor(now / MINUTE));
  for (const [hash, thing] of named) {
    if (!thing.told && now - thing.saidAt > FORGOTTEN * MINUTE) named.delete(hash);
  }
}
