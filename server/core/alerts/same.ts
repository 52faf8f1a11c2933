import type { Finding } from '../detectors/finding.ts';
import { isRival } from '../settings.ts';
import type { OpenAlert, State } from '../state.ts';
import { labelIn } from '../toward.ts';
import { MINUTE } from '../windows/track.ts';

/** Findings whose beginnings lie further apart are different events. */
const APART = 45 * MINUTE;
/** Share of the rarer subject's recent posts that must speak of the other subject too. */
const SHARED = 0.3;
/** Newest held posts that are compared. */
const LOOK_AT = 800;

/** The open alert that tells of the same event: the same subject, or one that the same posts speak of, at about the same time. */
export function sameEvent(state: State, finding: Finding): OpenAlert | undefined {
  // A post that spreads is an event of its own: one surge may hold several, and outlast none of them.
  if (finding.kind === 'silence' || finding.kind === 'viral') return undefined;
  for (const open of state.open.values()) {
    const { alert } = open;
    // What is said of a rival may be an echo of ours; ours is never a footnote to a rival's.
    if (
      alert.kind === 'silence' ||
      alert.kind === 'viral' ||
      (isRival(state.settings, alert.subject) && !isRival(state.settings, finding.subject))
    )
      continue;
    const lasts = alert.state === 'open' && finding.onsetAt >= alert.onsetAt;
    if (!lasts && Math.abs(alert.onsetAt - finding.onsetAt) > APART) continue;
    if (alert.subject === finding.subject || overlap(state, [alert.subject, ...alert.merged], finding) >= SHARED) return open;
  }
  return undefined;
}

function overlap(state: State, subjects: readonly string[], { subject, kind }: Finding): number {
  if (subject === 'all' || subjects.includes('all')) return 1;
  let either = 0;
  let other = 0;
  let both = 0;
  const newest = [...state.held.values()].slice(-LOOK_AT).filter((held) => kind === 'spike' || labelIn(held, [subject]) === 'negative');
  for (const held of newest) {
    const first = subjects.some((id) => held.watches.includes(id));
    const second = held.watches.includes(subject);
    if (first) either++;
    if (second) other++;
    if (first && second) both++;
  }
  return both / Math.max(1, Math.min(either, other));
}
