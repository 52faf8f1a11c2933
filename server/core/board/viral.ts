import type { ViralSlice } from '../../../shared/slices.ts';
import { isIn } from '../scope.ts';
import { viralOf } from '../settings.ts';
import type { Held, Scope, State } from '../state.ts';
import { labelToward } from '../toward.ts';
import { CALIBRATED_FROM } from '../viral/calibration.ts';
import { HORIZON } from '../viral/features.ts';
import { crossing, type Standing, sizeAt, standingOf, subjectOf } from '../viral/standing.ts';
import type { Noted } from '../viral/state.ts';

const SHOWN = 4;
const TEXT = 140;
/** Points of a curve and of a fan on the wire. */
const CURVE = 24;
const FAN = 7;
/** The chart shows this many times the conversation's age, and at least and at most so much, in seconds. */
const AHEAD = 3;
const LEAST_SPAN = 600;

type Item = ViralSlice['items'][number];

interface Told {
  noted: Noted;
  held: Held;
  standing: Standing;
}

const ORDER: readonly Standing[] = ['alert', 'notice', 'watching', 'rival'];

export function viral(state: State, scope: Scope): ViralSlice {
  const told = toldIn(state, scope);
  const { size, level } = viralOf(state.settings);
  return {
    size,
    level,
    followed: state.viral.known.used,
    more: Math.max(0, told.length - SHOWN),
    finished: Math.max(0, ...[...state.viral.streams.values()].map(({ finished }) => finished)),
    needed: CALIBRATED_FROM,
    items: told.slice(0, SHOWN).map((each) => item(state, each)),
  };
}

function toldIn(state: State, scope: Scope): Told[] {
  return [...state.viral.noted.values()]
    .flatMap((noted) => {
      const held = state.held.get(noted.mention);
      if (!held || held.retracted || !isIn(scope, held.watches)) return [];
      return [{ noted, held, standing: standingOf(state, noted, held) }];
    })
    .sort(
      (a, b) =>
        ORDER.indexOf(a.standing) - ORDER.indexOf(b.standing) ||
        b.noted.probability - a.noted.probability ||
        b.noted.expected - a.noted.expected ||
        (a.noted.mention < b.noted.mention ? -1 : 1),
    );
}

function item(state: State, { noted, held, standing }: Told): Item {
  const { mention, language } = held;
  const subject = subjectOf(state, held);
  return {
    id: mention.id,
    standing,
    probability: Math.round(noted.probability * 1000) / 1000,
    count: noted.count,
    expected: noted.expected,
    low: noted.low,
    high: noted.high,
    startedAt: noted.startedAt,
    at: noted.at,
    crossed: noted.crossedAt !== null,
    crossesAt: crossing(state, noted),
    reasons: noted.reasons,
    curve: thinned(noted.curve),
    fan: fan(noted),
    text: mention.text.length > TEXT ? `${mention.text.slice(0, TEXT).toWellFormed()}…` : mention.text,
    author: mention.author.name || mention.author.handle,
    followers: mention.author.followers ?? null,
    network: mention.network,
    language,
    label: subject === null ? held.label : labelToward(held, subject),
    url: mention.url ?? null,
    calibrated: (state.viral.streams.get(mention.network)?.weights ?? null) !== null,
  };
}

/** Evenly chosen points, the first and the newest among them. */
function thinned(curve: Noted['curve']): Noted['curve'] {
  if (curve.length <= CURVE) return curve;
  return Array.from({ length: CURVE }, (_, i) => curve[Math.round((i * (curve.length - 1)) / (CURVE - 1))]!);
}

/** What is expected from now on to the chart's right edge. */
function fan(noted: Noted): Item['fan'] {
  const age = (noted.at - noted.startedAt) / 1000;
  const end = Math.min(HORIZON, Math.max(LEAST_SPAN, age * AHEAD));
  return Array.from({ length: FAN }, (_, i) => {
    const at = age + ((end - age) * i) / (FAN - 1);
    const size = (final: number): number => Math.round(sizeAt(noted, final, noted.startedAt + at * 1000));
    return [Math.round(at), size(noted.low), size(noted.expected), size(noted.high)];
  });
}
