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
const SURGES: ReadonlySet<AlertKind> = new Set(['spike', 'negative-spike', 'rival']);
export const isSurge = (kind: AlertKind): boolean => SURGES.has(kind);

/** The open alert that tells of the same event: the same subject, or one that the same posts speak of, at about the same time. */
export function sameEvent(state: State, finding: Finding): OpenAlert | undefined {
  if (!isSurge(finding.kind)) return undefined;
  for (const open of state.open.values()) {
    const { alert } = open;
    // What is said of a rival may be an echo of ours; ours is never a footnote to a rival's.
    if (!isSurge(alert.kind) || (alert.kind === 'rival' && finding.kind !== 'rival')) continue;
    const lasts = alert.state === 'open' && finding.onsetAt >= alert.onsetAt;
    if (!lasts && Math.abs(alert.onsetAt - finding.onsetAt) > APART) continue;
    const subjects = [alert.subject, ...alert.merged];
    if (alert.subject === finding.subject || shared(state, subjects, finding) >= SHARED) return open;
  }
  return undefined;
}

/** A rival's surge is held against what was said since it began: before that the two had nothing to do with each other. */
const shared = (state: State, subjects: readonly string[], { kind, subject, onsetAt }: Finding): number =>
  overlap(state, subjects, subject, { angry: kind === 'negative-spike', since: kind === 'rival' ? onsetAt : 0 });

/** Share of the rarer subject's newest posts (`angry`: of the negative ones; posted from `since` on) that speak of both. */
export function overlap(state: State, subjects: readonly string[], subject: string, { angry = false, since = 0 } = {}): number {
  if (subject === 'all' || subjects.includes('all')) return 1;
  let either = 0;
  let other = 0;
  let both = 0;
  const newest = [...state.held.values()]
    .slice(-LOOK_AT)
    .filter((held) => held.mention.postedAt >= since && (!angry || labelIn(held, [subject]) === 'negative'));
  for (const held of newest) {
    const first = subjects.some((id) => held.watches.includes(id));
    const second = held.watches.includes(subject);
    if (first) either++;
    if (second) other++;
    if (first && second) both++;
  }
  return both / Math.max(1, Math.min(either, other));
}
