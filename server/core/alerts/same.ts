import type { AlertKind } from '../../../shared/alert.ts';
import type { Finding } from '../detectors/finding.ts';
import type { OpenAlert, State } from '../state.ts';
import { labelIn } from '../toward.ts';
import { MINUTE } from '../windows/track.ts';

/** Findings whose beginnings lie further apart are different events. */
const APART = 45 * MINUTE;
/** Share of the rarer subject's recent posts that must speak of the other subject too. */
const SHARED = 0.3;
/** Newest held posts that are compared. */
const LOOK_AT = 800;

/** Kinds of which two on one event are one alert. What else happens then is an alert of its own in the same incident. */
const SURGES: ReadonlySet<AlertKind> = new Set(['spike', 'negative-spike']);

/** The open alert that tells of the same event: the same subject, or one that the same posts speak of, at about the same time. */
export function sameEvent(state: State, finding: Finding): OpenAlert | undefined {
  if (!SURGES.has(finding.kind)) return undefined;
  for (const open of state.open.values()) {
    const { alert } = open;
    if (!SURGES.has(alert.kind)) continue;
    const lasts = alert.state === 'open' && finding.onsetAt >= alert.onsetAt;
    if (!lasts && Math.abs(alert.onsetAt - finding.onsetAt) > APART) continue;
    const subjects = [alert.subject, ...alert.merged];
    if (alert.subject === finding.subject || overlap(state, subjects, finding.subject, finding.kind !== 'spike') >= SHARED) return open;
  }
  return undefined;
}

/** Share of the rarer subject's newest posts (`angry`: of the negative ones) that speak of both. */
export function overlap(state: State, subjects: readonly string[], subject: string, angry = false): number {
  if (subject === 'all' || subjects.includes('all')) return 1;
  let either = 0;
  let other = 0;
  let both = 0;
  const newest = [...state.held.values()].slice(-LOOK_AT).filter((held) => !angry || labelIn(held, [subject]) === 'negative');
  for (const held of newest) {
    const first = subjects.some((id) => held.watches.includes(id));
    const second = held.watches.includes(subject);
    if (first) either++;
    if (second) other++;
    if (first && second) both++;
  }
  return both / Math.max(1, Math.min(either, other));
}
