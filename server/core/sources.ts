import type { MentionEntry, SourceEntry } from './entry.ts';
import { GAPS_KEPT, SOURCES_KEPT, type SourceState, type State } from './state.ts';
import type { Span } from './windows/baseline.ts';
import { add, ring } from './windows/ring.ts';
import { MINUTE, MINUTES_KEPT } from './windows/track.ts';

/** A source that has been starting or waiting for this long counts as deaf. */
const PATIENCE = 30_000;

const fresh = (id: string, connector: string, listens: boolean, now: number): SourceState => ({
  id,
  connector,
  listens,
  status: 'starting',
  since: now,
  message: null,
  deafSince: null,
  lastAt: null,
  received: ring(MINUTE, MINUTES_KEPT),
  mentions: 0,
  duplicates: 0,
  rejected: 0,
  lastRejection: null,
  gaps: [],
});

/** The source's state, made when it is first heard of. Names from outside can't push out what is known: the newest go unrecorded. */
function sourceOf(state: State, id: string, connector: string, listens: boolean): SourceState {
  const known = state.sources.get(id);
  if (known) return known;
  const source = fresh(id, connector, listens, state.now);
  if (state.sources.size < SOURCES_KEPT) state.sources.set(id, source);
  return source;
}

export function countBrought(state: State, { mention, at }: MentionEntry): void {
  const source = sourceOf(state, mention.source, 'push', false);
  source.mentions++;
  source.lastAt = Math.max(source.lastAt ?? 0, mention.receivedAt);
  if (source.status === 'starting' && !source.listens) Object.assign(source, { status: 'live', since: at });
  add(source.received, mention.postedAt);
}

export function noteSource(state: State, entry: SourceEntry): void {
  const source = sourceOf(state, entry.source, entry.connector, entry.listens);
  source.connector = entry.connector;
  source.listens = entry.listens;
  source.duplicates += entry.duplicates;
  source.rejected += entry.rejected;
  state.totals.duplicates += entry.duplicates;
  state.totals.rejected += entry.rejected;
  if (entry.lastRejection) source.lastRejection = entry.lastRejection;
  if (entry.gap) source.gaps = [...source.gaps, entry.gap].slice(-GAPS_KEPT);
  turn(source, entry, state.now);
}

/**
 * A source that comes back to life has caught up or has told of a gap: only a gap leaves a hole in the past. A new source isn't
 * deaf before it was ever live.
 */
function turn(source: SourceState, entry: SourceEntry, now: number): void {
  if (source.status !== entry.status) source.since = now;
  const wasLive = source.status === 'live' || source.deafSince !== null;
  source.status = entry.status;
  source.message = entry.message ?? null;
  if (entry.status === 'live') source.deafSince = null;
  else if (entry.status === 'stopped' || !source.listens) source.deafSince = null;
  else if (wasLive || entry.status === 'down') source.deafSince ??= now;
}

/** Whether we should be hearing this source and are not. */
export const isDeaf = (source: SourceState, now: number): boolean =>
  source.listens && source.deafSince !== null && (source.status === 'down' || now - source.deafSince > PATIENCE);

const overlapsAll = (span: Span, listeners: readonly SourceState[], now: number): boolean =>
  listeners.every((source) => holes(source, now).some((hole) => hole.from <= span.from && hole.to >= span.to));

const holes = (source: SourceState, now: number): (Span & { reason: string })[] =>
  source.deafSince === null
    ? source.gaps
    : [...source.gaps, { from: source.deafSince, to: now, reason: source.message ?? 'not connected' }];

export interface BlindSpan extends Span {
  sources: string[];
  /** Nobody else was listening either. */
  whole: boolean;
}

/** Times in which some source that should listen did not, oldest first. */
export function blindSpans(state: State): BlindSpan[] {
  const listeners = [...state.sources.values()].filter((source) => source.listens && source.status !== 'stopped');
  return listeners
    .flatMap((source) =>
      holes(source, state.now).map(({ from, to }) => ({
        from,
        to,
        sources: [source.id],
        whole: overlapsAll({ from, to }, listeners, state.now),
      })),
    )
    .filter((span) => span.to > span.from)
    .sort((a, b) => a.from - b.from);
}

/** Sources that are deaf now, and whether no listening one is left. */
export function deafness(state: State): { deaf: SourceState[]; all: boolean } {
  const listeners = [...state.sources.values()].filter((source) => source.listens && source.status !== 'stopped');
  const deaf = listeners.filter((source) => isDeaf(source, state.now));
  return { deaf, all: listeners.length > 0 && deaf.length === listeners.length };
}
