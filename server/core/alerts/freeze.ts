import type { Finding } from '../detectors/finding.ts';
import type { Series, State } from '../state.ts';
import type { Track } from '../windows/track.ts';
import { isSurge } from './same.ts';

/** The series in which a subject's surge shows: its own, and those of the scopes that hold it. */
function seriesOf(state: State, subject: string): Series[] {
  const own = state.watches.get(subject);
  const scopes = [...state.scopes.values()].filter(({ setting }) => !setting.watches.length || setting.watches.includes(subject));
  return [...(own ? [own] : []), ...scopes.map((scope) => scope.series)];
}

const hold = (track: Track, since: number): void => {
  if (track.rate !== null) track.frozen ??= { since, rate: track.rate };
};

/** Keeps the expectation from before the surge while its alert is open. */
export function freeze(state: State, finding: Finding): void {
  if (!isSurge(finding.kind)) return;
  for (const { total, negative } of seriesOf(state, finding.subject)) {
    hold(total, state.now);
    hold(negative, state.now);
  }
}

const subjectOf = (key: string): string => key.slice(key.indexOf(':') + 1);

/** Lets the expectation learn again, where no other open alert keeps it. `keys` are `kind:subject`, as an alert keeps them. */
export function thaw(state: State, keys: readonly string[]): void {
  const kept = new Set([...state.open.values()].flatMap((open) => open.keys.flatMap((key) => seriesOf(state, subjectOf(key)))));
  for (const series of keys.flatMap((key) => seriesOf(state, subjectOf(key)))) {
    if (kept.has(series)) continue;
    series.total.frozen = null;
    series.negative.frozen = null;
  }
}
