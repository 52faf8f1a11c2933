import type { Incident, IncidentPage } from '../../../../shared/incident.ts';
import { ruleFor } from '../../rules/rules.ts';
import { viralOf } from '../../settings.ts';
import type { State } from '../../state.ts';
import { likelihood } from '../../viral/reasons.ts';
import type { Noted } from '../../viral/state.ts';
import { MINUTE } from '../../windows/track.ts';
import { counted, dayTime, span } from '../../words.ts';

type Forecast = IncidentPage['forecast'];

/** Posts with less of a chance are not worth a word. */
const WORTH_TELLING = 0.1;
/** Steady state: the last half hour in blocks of five minutes. */
const BLOCK = 5 * MINUTE;
const BLOCKS = 6;
const LEAST_BLOCKS = 4;
/** A surge is over below this many times the usual, where its rule says nothing. */
const CALM_BELOW = 1.4;
/** Further ahead nothing can be told from half an hour. */
const FURTHEST = 24 * 60 * MINUTE;

/** What comes next, as far as it can be told: how large a post of it will grow, else when it may be calm. Null once it is over. */
export function forecastOf(state: State, incident: Incident): Forecast {
  if (incident.state === 'closed') return null;
  const noted = likeliest(state, incident);
  if (noted) return viral(state, noted);
  const text = calmText(state, incident);
  return text === null ? null : { text, probability: null, expected: null, low: null, high: null };
}

/** The post of the incident that is likeliest to become large. */
function likeliest({ viral: { noted }, held }: State, { subjects, onsetAt }: Incident): Noted | null {
  let best: Noted | null = null;
  for (const one of noted.values()) {
    const post = held.get(one.mention);
    const isPart = post && !post.retracted && (subjects.includes('all') || post.watches.some((watch) => subjects.includes(watch)));
    if (!isPart || one.probability < WORTH_TELLING || post.mention.postedAt < onsetAt - FURTHEST) continue;
    if (best === null || one.probability > best.probability) best = one;
  }
  return best;
}

function viral(state: State, { probability, expected, low, high, crossedAt, count }: Noted): Forecast {
  const { size } = viralOf(state.settings);
  const how =
    crossedAt === null
      ? `one post is ${likelihood(probability, size)} reposts and answers within a day`
      : `one post has passed ${counted(size)} reposts and answers`;
  return {
    text: `${how}: ${counted(count)} so far, about ${counted(round(expected))} expected (${counted(round(low))} to ${counted(round(high))})`,
    probability,
    expected: round(expected),
    low: round(low),
    high: round(high),
  };
}

/** To two digits: more would claim what is not known. */
const round = (size: number): number => Number(size.toPrecision(2));

/** Only what has a curve with an expectation can be foretold. */
function calmText(state: State, incident: Incident): string | null {
  if (incident.lead.kind === 'silence' || incident.lead.kind === 'absence') return null;
  if (incident.state === 'clearing') return 'back to usual; it closes when it stays so';
  const slope = slopeOf(incident.series);
  if (slope === null) return null;
  const at = (minutes: number): string => dayTime(state.now + minutes * MINUTE, state.now, state.settings.zone);
  const calm = calmIn(slope, Math.log(clearOf(state, incident)));
  if (calm.in === null) return calm.why;
  const latest = calm.latest === null ? 'much later' : at(calm.latest);
  return `falling: calm again about ${at(calm.in)} if it goes on like this (between ${at(calm.earliest)} and ${latest})`;
}

function clearOf(state: State, { lead }: Incident): number {
  if (lead.kind !== 'spike' && lead.kind !== 'negative-spike' && lead.kind !== 'rival') return CALM_BELOW;
  return Math.max(1.05, ruleFor(state, lead.kind, lead.subject)?.clear ?? CALM_BELOW);
}

/** `now`: logarithm of seen over usual; its change a minute, with the standard error of that. */
export interface Slope {
  now: number;
  change: number;
  error: number;
}

/** Least squares through the logarithms of seen over usual of the last blocks; null where too little is known. */
export function slopeOf({ step, total, expected }: Incident['series']): Slope | null {
  const size = Math.max(1, Math.round(BLOCK / step));
  const blocks: { seen: number; ratio: number }[] = [];
  for (let end = total.length; end - size >= 0 && blocks.length < BLOCKS; end -= size) {
    const seen = sum(total, end - size, end);
    const usual = sum(expected, end - size, end);
    if (usual <= 0) break;
    blocks.unshift({ seen, ratio: Math.log((seen + 0.5) / (usual + 0.5)) });
  }
  if (blocks.length < LEAST_BLOCKS) return null;
  const minutes = (size * step) / MINUTE;
  const middle = ((blocks.length - 1) / 2) * minutes;
  const mean = blocks.reduce((all, { ratio }) => all + ratio, 0) / blocks.length;
  const spread = blocks.reduce((all, _block, i) => all + (i * minutes - middle) ** 2, 0);
  const change = blocks.reduce((all, { ratio }, i) => all + (i * minutes - middle) * (ratio - mean), 0) / spread;
  const off = blocks.reduce((all, { ratio }, i) => all + (ratio - mean - change * (i * minutes - middle)) ** 2, 0) / (blocks.length - 2);
  // A logarithm of a count wavers by one over the count, however straight the line happens to be.
  const chance = blocks.reduce((all, { seen }) => all + 1 / (seen + 0.5), 0) / blocks.length;
  return { now: mean + change * (middle + minutes / 2), change, error: Math.sqrt(Math.max(off, chance) / spread) };
}

const sum = (values: readonly number[], from: number, to: number): number => values.slice(from, to).reduce((all, value) => all + value, 0);

type Calm = { in: number; earliest: number; latest: number | null } | { in: null; why: string };

/** In how many minutes the line falls below `clear` (a logarithm), with one standard error either side of its slope. */
export function calmIn({ now, change, error }: Slope, clear: number): Calm {
  if (now <= clear) return { in: null, why: 'about usual in the last minutes' };
  if (change - error > 0) return { in: null, why: `still rising: ${percentAMinute(change)}; when it ends cannot be told yet` };
  if (change + error >= 0) return { in: null, why: 'neither rising nor falling clearly; when it ends cannot be told yet' };
  const after = (slope: number): number => (clear - now) / slope;
  if (after(change) * MINUTE > FURTHEST) return { in: null, why: `falling slowly: not calm within ${span(FURTHEST)} at this pace` };
  const latest = after(change + error);
  return { in: after(change), earliest: after(change - error), latest: latest * MINUTE > FURTHEST ? null : latest };
}

const percentAMinute = (change: number): string => `${(Math.expm1(change) * 100).toFixed(1)}% a minute`;
