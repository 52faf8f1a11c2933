import type { AlertKind } from '../../../shared/alert.ts';
import type { Finding } from '../detectors/finding.ts';
import type { Held, OpenAlert, State } from '../state.ts';
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
  const shared = company(state, finding);
  for (const open of state.open.values()) {
    const { alert } = open;
    // What is said of a rival may be an echo of ours; ours is never a footnote to a rival's.
    if (!isSurge(alert.kind) || (alert.kind === 'rival' && finding.kind !== 'rival')) continue;
    const lasts = alert.state === 'open' && finding.onsetAt >= alert.onsetAt;
    if (!lasts && Math.abs(alert.onsetAt - finding.onsetAt) > APART) continue;
    const subjects = [alert.subject, ...alert.merged];
    if (alert.subject === finding.subject || shared(subjects) >= SHARED) return open;
  }
  return undefined;
}

/** A rival's surge is held against what was said since it began: before that the two had nothing to do with each other. */
const company = (state: State, { kind, subject, onsetAt }: Finding) =>
  companyOf(state, subject, { angry: kind === 'negative-spike', since: kind === 'rival' ? onsetAt : 0 });

/**
 * Tells of other subjects which share of the rarer one's newest posts (`angry`: of the negative ones; posted from `since` on) speak of both.
 * What it takes is looked up once, at the first question.
 */
export function companyOf(state: State, subject: string, { angry = false, since = 0 } = {}): (subjects: readonly string[]) => number {
  let known: ReturnType<typeof lookUp> | null = null;
  const lookUp = () => {
    const newest = [...state.held.values()]
      .slice(-LOOK_AT)
      .filter((held) => held.mention.postedAt >= since && (!angry || labelIn(held, [subject]) === 'negative'));
    const own = newest.filter(({ watches }) => watches.includes(subject));
    return { newest, own, beside: new Set(own.flatMap(({ watches }) => watches)) };
  };
  return (subjects) => {
    if (subject === 'all' || subjects.includes('all')) return 1;
    known ??= lookUp();
    const { newest, own, beside } = known;
    if (!subjects.some((id) => beside.has(id))) return 0;
    const speaks = ({ watches }: Held) => subjects.some((id) => watches.includes(id));
    const either = newest.filter(speaks).length;
    return own.filter(speaks).length / Math.max(1, Math.min(either, own.length));
  };
}
