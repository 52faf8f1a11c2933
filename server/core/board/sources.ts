import type { SourcesSlice } from '../../../shared/slices.ts';
import type { Scope, State } from '../state.ts';
import { lately } from '../windows/track.ts';

const SHOWN = 12;
const GAPS_SHOWN = 3;

/** The same for every scope. Those in trouble come first. */
export function sources(state: State, _scope: Scope): SourcesSlice {
  const all = [...state.sources.values()].sort(
    (a, b) => Number(a.deafSince === null) - Number(b.deafSince === null) || (a.id < b.id ? -1 : 1),
  );
  return {
    sources: all.slice(0, SHOWN).map((source) => ({
      id: source.id,
      kind: source.connector,
      status: source.status,
      since: source.since,
      message: source.message,
      lastAt: source.lastAt,
      perMinute: lately(source.received, state.now),
      accepted: source.mentions,
      duplicates: source.duplicates,
      rejected: source.rejected,
      lastRejection: source.lastRejection,
      gaps: source.gaps.slice(-GAPS_SHOWN),
    })),
    config: { ok: state.settingsProblem === null, message: state.settingsProblem },
  };
}
