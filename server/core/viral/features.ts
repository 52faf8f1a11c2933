/**
 * What the forecast sees of a conversation: seven numbers that change, and what is known of its author. The form of the features
 * is ours; the decayed counts at several paces as a summary of a cascade go back to the literature on self-exciting processes.
 */
export interface Growing {
  /** Reposts, quotes and replies so far. */
  count: number;
  /** The same, each weighing less with its age: by a factor of e in 1, 5, 15 and 60 minutes. */
  pace1: number;
  pace5: number;
  pace15: number;
  pace60: number;
  /** Seconds since the post. */
  age: number;
  /** Seconds since the last of them, or since the post. */
  quiet: number;
  /** Hour of the author's day, 0 to 24, or of the nearest clock that is known. */
  hour: number;
  /** `null` is unknown. */
  followers: number | null;
  following: number | null;
  posts: number | null;
  verified: boolean;
}

/** Seconds in which an event's weight in the four paces falls by a factor of e. */
export const DECAYS = [60, 300, 900, 3600] as const;

/** The forecast is about the size at this age, in seconds. */
export const HORIZON = 86_400;
/** Ages in seconds that the model was fitted on; outside it holds its nearest. */
export const YOUNGEST = 120;
export const OLDEST = 43_200;

/** Features of the conversation alone, of the first alone with the logarithm of the gap, and of the size that is asked for. */
export const BASE = 34;
const PACED = [0, 1, 7, 8, 9, 10, 11] as const;
const ASKED = 8;
export const FEATURES = BASE + BASE + PACED.length + ASKED;

const above = (value: number, knee: number): number => (value > knee ? value - knee : 0);

/** Fills `out` from 0 with the `BASE` features of the conversation. */
export function describe(growing: Growing, out: Float64Array): void {
  const { count, pace1, pace5, pace15, pace60, quiet } = growing;
  const size = Math.log1p(count);
  const l5 = Math.log1p(pace5);
  const l60 = Math.log1p(pace60);
  const age = Math.log(Math.min(OLDEST, Math.max(YOUNGEST, growing.age)) / 60);
  out.set([1, size, above(size, 1.1), above(size, 2.3), above(size, 3.4), above(size, 4.6), above(size, 5.7)]);
  out.set([Math.log1p(pace1), l5, Math.log1p(pace15), l60], 7);
  out.set(
    [age, above(age, 2), above(age, 2.7), above(age, 3.7), above(age, 4.8), age * size, Math.log1p(quiet / 60), l5 * age, l60 * age],
    11,
  );
  describeHour(growing.hour, out);
  describeAuthor(growing, size, out);
}

function describeHour(hour: number, out: Float64Array): void {
  const turn = (2 * Math.PI * hour) / 24;
  out.set([Math.sin(turn), Math.cos(turn), Math.sin(2 * turn), Math.cos(2 * turn)], 20);
}

/** What is not known is nought beside a flag that says so: it changes nothing but that flag's weight. */
function describeAuthor({ followers, following, posts, verified }: Growing, size: number, out: Float64Array): void {
  const known = followers === null ? 0 : 1;
  const reach = Math.log1p(followers ?? 0);
  const told = following === null || posts === null ? 0 : 1;
  const activity = told ? Math.log1p(posts ?? 0) : 0;
  const follows = told ? Math.log1p(following ?? 0) : 0;
  out.set([known, reach, above(reach, 9), above(reach, 12), verified ? 1 : 0, reach * size, known * size, told, activity, follows], 24);
}

/** How far the asked size lies above the present count, in logarithms: 0 is here. */
export const gapTo = (size: number, count: number): number => Math.log((size + 1) / (count + 1));

/** Kept off zero, where the logarithm of the gap has no end. */
const NEAR = 0.05;
export const logGap = (gap: number): number => Math.log(Math.max(gap, 0) + NEAR);

/** Fills `out` with all `FEATURES` for one asked size, from the base that stands in its first `BASE` places. */
export function ask(out: Float64Array, gap: number, size: number): void {
  const log = logGap(gap);
  for (let i = 0; i < BASE; i++) out[BASE + i] = out[i]! * gap;
  for (let i = 0; i < PACED.length; i++) out[2 * BASE + i] = out[PACED[i]!]! * log;
  askKnees(out, 2 * BASE + PACED.length, gap, Math.log1p(size));
}

function askKnees(out: Float64Array, at: number, gap: number, size: number): void {
  out[at] = above(gap, 0.5);
  out[at + 1] = above(gap, 1);
  out[at + 2] = above(gap, 2);
  out[at + 3] = above(gap, 3.5);
  out[at + 4] = above(size, 3.4);
  out[at + 5] = above(size, 4.6);
  out[at + 6] = above(size, 6);
  out[at + 7] = above(size, 6.5);
}

/** What one set of weights makes of a conversation: any size can be asked of it at the cost of a few multiplications. */
export interface Line {
  level: number;
  slope: number;
  bend: number;
  knees: Float64Array;
}

const KNEES = 2 * BASE + PACED.length;

export function lineOf(base: Float64Array, weights: Float64Array): Line {
  let level = 0;
  let slope = 0;
  let bend = 0;
  for (let i = 0; i < BASE; i++) {
    level += weights[i]! * base[i]!;
    slope += weights[BASE + i]! * base[i]!;
  }
  for (let i = 0; i < PACED.length; i++) bend += weights[2 * BASE + i]! * base[PACED[i]!]!;
  return { level, slope, bend, knees: weights.subarray(KNEES) };
}

/** The log odds that the size is reached. */
export function logOdds({ level, slope, bend, knees }: Line, gap: number, size: number): number {
  const asked = Math.log1p(size);
  const far = knees[0]! * above(gap, 0.5) + knees[1]! * above(gap, 1) + knees[2]! * above(gap, 2) + knees[3]! * above(gap, 3.5);
  const large = knees[4]! * above(asked, 3.4) + knees[5]! * above(asked, 4.6) + knees[6]! * above(asked, 6) + knees[7]! * above(asked, 6.5);
  return level + slope * gap + bend * logGap(gap) + far + large;
}

export const chanceOf = (odds: number): number => 1 / (1 + Math.exp(-Math.min(30, Math.max(-30, odds))));
