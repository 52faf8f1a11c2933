import { settleAlerts } from './alerts/lifecycle.ts';
import { advanceDesk } from './desk/time.ts';
import { detect } from './detectors/index.ts';
import { expectTerms, lookForTrends } from './detectors/trend.ts';
import type { Effect } from './effect.ts';
import { advanceIncidents, minuteOfIncidents } from './incidents/advance.ts';
import { EVERY_PART, type Parts } from './parts.ts';
import { blindSpans } from './sources.ts';
import type { Series, State } from './state.ts';
import { lookAtConversations } from './viral/look.ts';
import { expectation } from './windows/baseline.ts';
import { learnBlock } from './windows/blocks.ts';
import { advance, set } from './windows/ring.ts';
import { advanceTrack, DAY, EXPECTED_KEPT, isLearnt, knownFrom, MINUTE, type Track } from './windows/track.ts';

/**
 * Moves the state's clock to `at`, which never runs backwards. Each minute that begins gets its expectation, and each second that
 * ended is looked at by the detectors: so a finding does not depend on how entries came in batches, nor on ticks alone.
 */
export function advanceClock(state: State, at: number, effects: Effect[], parts: Parts = EVERY_PART): void {
  if (state.now === 0) begin(state, at);
  if (at - state.now > SLEPT) fallDeaf(state);
  // After a long sleep the rings have forgotten what lies further back; there is no use in walking through it.
  if (at - state.now > DAY) state.now = at - DAY;
  while (Math.floor(at / MINUTE) > Math.floor(state.now / MINUTE)) {
    lookIfSecondEnded(state, (Math.floor(state.now / MINUTE) + 1) * MINUTE - 1, effects, parts);
    state.now = (Math.floor(state.now / MINUTE) + 1) * MINUTE;
    beginMinute(state, effects, parts);
  }
  lookIfSecondEnded(state, at, effects, parts);
}

/** The first entry of all: nothing was counted before it. */
function begin(state: State, at: number): void {
  state.now = at;
  for (const { total, negative } of allSeries(state)) {
    total.since = at;
    negative.since = at;
  }
}

/** The clock ticks every second while any server runs. A longer silence than this means that none did. */
const SLEPT = 90_000;

/** Nobody listened since the last entry; each source says when it does again, and whether it could catch up. */
function fallDeaf(state: State): void {
  for (const source of state.sources.values()) if (source.listens && source.status === 'live') source.deafSince = state.now;
}

function lookIfSecondEnded(state: State, at: number, effects: Effect[], parts: Parts): void {
  const ended = Math.floor(at / 1000) > Math.floor(state.now / 1000);
  if (at > state.now) state.now = at;
  if (ended && hasJustLearnt(state)) {
    expectAll(state);
    expectPast(state);
  }
  if (ended && parts.has('trends')) lookForTrends(state);
  if (ended && parts.has('viral')) lookAtConversations(state);
  if (ended && parts.has('desk')) advanceDesk(state, effects);
  if (ended && state.stirred.size) {
    detect(state, [...state.stirred], effects);
    state.stirred.clear();
  }
  if (ended && parts.has('incidents')) advanceIncidents(state, effects);
}

function beginMinute(state: State, effects: Effect[], parts: Parts): void {
  expectAll(state);
  learnAll(state);
  expectPast(state);
  for (const scope of state.scopes.values()) {
    advance(scope.seconds, state.now);
    if (parts.has('trends')) expectTerms(state, scope);
    if (Math.floor(state.now / MINUTE) % 5 === 0) forgetQuiet(state.now, [scope.networks, scope.languages]);
  }
  detect(state, null, effects);
  settleAlerts(state, effects);
  if (parts.has('incidents')) minuteOfIncidents(state, effects);
}

/** A source that fills in the past lets us know what is usual before the minute is over. */
function hasJustLearnt(state: State): boolean {
  const total = state.scopes.get('all')?.series.total;
  return total !== undefined && total.rate === null && total.firstAt !== null && isLearnt(total, state.now);
}

function expectAll(state: State): void {
  const blind = blindSpans(state);
  for (const series of allSeries(state)) for (const track of [series.total, series.negative]) expect(track, state.now, blind);
}

function learnAll(state: State): void {
  const blind = blindSpans(state);
  for (const { total, negative } of allSeries(state)) for (const track of [total, negative]) learnBlock(track, state.now, blind);
}

function* allSeries(state: State): Generator<Series> {
  yield* state.watches.values();
  for (const scope of state.scopes.values()) yield scope.series;
}

function expect(track: Track, now: number, blind: { from: number; to: number }[]): void {
  advanceTrack(track, now);
  const usual = expectation(track, now, blind);
  track.rate = usual?.rate ?? null;
  set(track.expected, now, track.rate ?? 0);
  if (usual) track.dispersion = usual.dispersion;
}

/** While a source fills in the past, what is expected of it changes with what has come so far. */
const FILLING = 10 * MINUTE;

/** The band on the wall: what would have been expected of the minutes that were filled in from before we counted. */
function expectPast(state: State): void {
  const blind = blindSpans(state);
  const now = Math.floor(state.now / MINUTE);
  for (const { series } of state.scopes.values()) {
    const { total } = series;
    // A surge holds the present expectation back; the past keeps the one it had.
    if (state.now - total.since > FILLING || total.frozen) continue;
    const first = Math.max(now - EXPECTED_KEPT + 1, Math.ceil(knownFrom(total) / MINUTE));
    for (let bucket = first; bucket * MINUTE < total.since; bucket++) {
      set(total.expected, bucket * MINUTE, expectation(total, bucket * MINUTE, blind)?.rate ?? 0);
    }
  }
}

/** A network or language unheard for over an hour gives its place to another. */
function forgetQuiet(now: number, groups: Map<string, { total: { newest: number } }>[]): void {
  for (const group of groups) {
    for (const [name, { total }] of group) if (Math.floor(now / MINUTE) - total.newest > 75) group.delete(name);
  }
}
