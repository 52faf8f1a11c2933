import { rulesOf } from '../rules/rules.ts';
import { viralOf } from '../settings.ts';
import type { Held, State } from '../state.ts';
import { MINUTE } from '../windows/track.ts';
import { clockTime } from '../words.ts';
import { awaitEnd, settleEnded, weightsOf } from './calibration.ts';
import { type Conversations, countOf, FLAG, paceAt, placeOf } from './conversations.ts';
import { type Growing, HORIZON } from './features.ts';
import { forecast, type Outlook, outlook, probability } from './model.ts';
import { reasonsFor } from './reasons.ts';
import { subjectOf } from './standing.ts';
import { CURVE_KEPT, type Noted, VIRAL_NOTED, type Viral } from './state.ts';

/** What has grown is looked at this often, and what was noted at least this often, in ms. */
const LOOK_EVERY = 5000;
const AGAIN_EVERY = MINUTE;
/** Chance of becoming large from which a conversation is noted, and below which it no longer is. */
const NOTED_FROM = 0.05;
const NOTED_UNTIL = 0.02;
/** What is foretold between these ages, in seconds, is kept to calibrate with. */
const SAMPLED = { from: 600, to: 3600 };
/** A large conversation has come to rest after so many quiet seconds, or when what came of late is this share of its size. */
const QUIET = 600;
const AT_REST = 0.02;
/** What was likely enough for an alert stays so down to this share of the level, so that it does not flap; chance alone does not reach `LEAST`. */
const KEPT = 0.6;
const LEAST = 8;

/** Looks at the conversations that grew, and once a minute at all that are noted; then settles those whose day is over. */
export function lookAtConversations(state: State): void {
  const { viral, now } = state;
  const again = Math.floor(now / AGAIN_EVERY) > Math.floor(viral.lookedAt / AGAIN_EVERY);
  if (!again && now - viral.lookedAt < LOOK_EVERY) return;
  viral.lookedAt = now;
  const look = { hour: hourIn(state), least: leastSize(state) };
  for (const id of viral.stirred) lookAt(state, id, look);
  if (again) for (const [id, { at }] of viral.noted) if (at < now) lookAt(state, id, look);
  viral.stirred.clear();
  boundNoted(viral);
  if (again) settle(viral, now);
}

/** What holds for all conversations of one look. */
interface Look {
  hour: number;
  /** The smallest size that the config or a rule calls large: what may get there is noted. */
  least: number;
}

const leastSize = (state: State): number => Math.min(viralOf(state.settings).size, ...rulesOf(state, 'viral').map(({ size }) => size));

/** 14.5 is half past two in the settings' zone. */
function hourIn({ now, settings }: State): number {
  const [hours, minutes] = clockTime(now, settings.zone).split(':');
  return Number(hours) + Number(minutes) / 60;
}

function lookAt(state: State, id: string, { hour, least }: Look): void {
  const { viral, now } = state;
  const held = state.held.get(id);
  const place = placeOf(viral.known, id);
  if (!held || held.retracted || place < 0 || now - viral.known.start[place]! > HORIZON * 1000) {
    viral.noted.delete(id);
    return;
  }
  const growing = growingAt(viral.known, place, now, hour);
  const seen = outlook(growing, 'mix', weightsOf(viral.streams, held.mention.network));
  sample(state, id, held.mention.network, place, growing, seen);
  note(state, id, growing, seen, least);
  if (viral.noted.get(id)?.likely) state.stirred.add(subjectOf(state, held) ?? 'all');
}

/** That a noted conversation becomes as large as that, as it stood when it was last looked at. */
export function chanceOf(
  state: State,
  { mention, probability: chance, at, count }: Noted,
  { mention: { network } }: Held,
  size: number,
): number {
  if (size === viralOf(state.settings).size) return chance;
  const { known, streams } = state.viral;
  const place = placeOf(known, mention);
  if (place < 0) return count >= size ? 1 : 0;
  return probability(outlook(growingAt(known, place, at, hourIn(state)), 'mix', weightsOf(streams, network)), size);
}

/** What is to be seen of a conversation at that moment. Where its author lives is not known: `hour` is that of the settings' zone. */
export function growingAt(known: Conversations, place: number, now: number, hour: number): Growing {
  const age = Math.max(0, (now - known.start[place]!) / 1000);
  const followers = known.followers[place]!;
  return {
    count: countOf(known, place),
    pace1: paceAt(known, place, 0, age),
    pace5: paceAt(known, place, 1, age),
    pace15: paceAt(known, place, 2, age),
    pace60: paceAt(known, place, 3, age),
    age,
    quiet: Math.max(0, age - known.last[place]!),
    hour,
    followers: followers < 0 ? null : followers,
    following: null,
    posts: null,
    verified: (known.flags[place]! & FLAG.verified) !== 0,
  };
}

/** One look at each conversation is kept, the first that falls into the time for it. */
function sample(state: State, id: string, network: string, place: number, { age }: Growing, seen: Outlook): void {
  const { known, streams } = state.viral;
  if (age < SAMPLED.from || age > SAMPLED.to || known.flags[place]! & FLAG.sampled) return;
  known.flags[place]! |= FLAG.sampled;
  awaitEnd(streams, network, { id, start: known.start[place]!, age, seen, alertSize: viralOf(state.settings).size });
}

function note(state: State, id: string, growing: Growing, seen: Outlook, least: number): void {
  const { viral, now } = state;
  const { size, level } = viralOf(state.settings);
  const old = viral.noted.get(id);
  const chance = probability(seen, size);
  const worthIt = least === size ? chance : probability(seen, least);
  if (worthIt < (old ? NOTED_UNTIL : NOTED_FROM) || (chance === 1 && rests(growing))) {
    viral.noted.delete(id);
    return;
  }
  const { known } = viral;
  viral.noted.set(id, {
    mention: id,
    startedAt: known.start[placeOf(known, id)]!,
    at: now,
    count: growing.count,
    probability: chance,
    ...forecast(seen),
    before: old ? old.probability : null,
    likely: growing.count >= LEAST && chance >= (old?.likely ? level * KEPT : level),
    crossedAt: old?.crossedAt ?? (growing.count >= size ? now : null),
    pace: growing.pace15,
    reasons: reasonsFor(growing),
    curve: lengthened(old?.curve ?? [[0, 0]], Math.round(growing.age), growing.count),
  });
}

const rests = ({ quiet, pace5, count }: Growing): boolean => quiet > QUIET || pace5 < AT_REST * count;

/** The curve with one more point; when it is full every second one but the ends goes. */
function lengthened(curve: Noted['curve'], age: number, count: number): Noted['curve'] {
  const longer: Noted['curve'] = [...curve.filter(([at]) => at < age), [age, count]];
  return longer.length <= CURVE_KEPT ? longer : longer.filter((_, i) => i % 2 === 0 || i === longer.length - 1);
}

/** The least likely go when there are too many. */
function boundNoted(viral: Viral): void {
  if (viral.noted.size <= VIRAL_NOTED) return;
  const ranked = [...viral.noted.values()].sort((a, b) => b.probability - a.probability || (a.mention < b.mention ? -1 : 1));
  for (const { mention } of ranked.slice(VIRAL_NOTED)) viral.noted.delete(mention);
}

function settle({ streams, known }: Viral, now: number): void {
  const sizeOf = (id: string): number | null => {
    const place = placeOf(known, id);
    return place < 0 ? null : countOf(known, place);
  };
  for (const stream of streams.values()) settleEnded(stream, now, sizeOf);
}
