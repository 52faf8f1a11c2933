import type { Alert, TimelineEvent } from '../../../shared/alert.ts';
import { type Finding, findingKey } from '../detectors/finding.ts';
import type { Effect } from '../effect.ts';
import { followAlert } from '../incidents/follow.ts';
import { gather } from '../incidents/gather.ts';
import { CLOSED_ALERTS, OPEN_ALERTS, type OpenAlert, type State } from '../state.ts';
import { MINUTE } from '../windows/track.ts';
import { clockTime, counted, times } from '../words.ts';
import { freeze, thaw } from './freeze.ts';
import { sameEvent } from './same.ts';
import { isWorse } from './severity.ts';

/** Findings must stay away this long before an alert counts as clearing, and this long before it closes. */
const CLEAR_AFTER = 2 * MINUTE;
const CLOSE_AFTER = 10 * MINUTE;
/** Events an alert remembers; when there are more, the oldest but the opening leave. */
const TIMELINE_KEPT = 60;

/** A detector fired: feeds the alert that is open on it, joins it to one on the same event, or opens a new one. */
export function raise(state: State, finding: Finding, effects: Effect[]): void {
  const key = findingKey(finding.kind, finding.subject);
  const open = openOn(state, key);
  const same = open ? undefined : sameEvent(state, finding);
  if (open) feed(state, open, finding, open.keys[0] === key, effects);
  else if (same) join(state, same, finding, key, effects);
  else if (state.open.size < OPEN_ALERTS) openAlert(state, finding, key, effects);
}

/** A detector neither fired nor came to rest. */
export function sustain(state: State, key: string): void {
  const open = openOn(state, key);
  if (open) open.firedAt = state.now;
}

function openOn(state: State, key: string): OpenAlert | undefined {
  for (const open of state.open.values()) if (open.keys.includes(key)) return open;
  return undefined;
}

function openAlert(state: State, finding: Finding, key: string, effects: Effect[]): void {
  const alert: Alert = {
    ...finding,
    reason: since(state, finding.reason, finding.onsetAt),
    id: `${key}:${state.now}`,
    state: 'open',
    openedAt: state.now,
    updatedAt: state.now,
    peak: { at: state.now, seen: finding.seen, expected: finding.expected },
    timeline: [],
    merged: [],
    incident: '',
  };
  state.open.set(alert.id, { alert, keys: [key], firedAt: state.now });
  freeze(state, finding);
  gather({ state, effects }, alert);
  tell(state, alert, 'opened', finding.reason, effects);
}

function feed(state: State, open: OpenAlert, finding: Finding, isMain: boolean, effects: Effect[]): void {
  const { alert } = open;
  open.firedAt = state.now;
  if (isMain) refresh(state, alert, finding);
  if (alert.state === 'clearing') {
    alert.state = 'open';
    tell(state, alert, 'resumed', finding.reason, effects);
  }
  escalate(state, alert, finding, effects);
}

/** The figures follow what is seen; the onset and the reasons for opening stay. Emptied posts give their place to others. */
function refresh(state: State, alert: Alert, finding: Finding): void {
  const { seen, expected, windowSeconds } = finding;
  Object.assign(alert, { seen, expected, windowSeconds, reason: since(state, finding.reason, alert.onsetAt), updatedAt: state.now });
  if (finding.evidence.length) alert.evidence = finding.evidence;
  if (finding.surge) alert.surge = finding.surge.drivers.length ? finding.surge : { ...finding.surge, drivers: alert.surge?.drivers ?? [] };
  if (seen / Math.max(expected, 0.5) > alert.peak.seen / Math.max(alert.peak.expected, 0.5)) alert.peak = { at: state.now, seen, expected };
}

const since = (state: State, reason: string, onsetAt: number): string => `${reason}; since ${clockTime(onsetAt, state.settings.zone)}`;

function escalate(state: State, alert: Alert, finding: Finding, effects: Effect[]): void {
  if (!isWorse(finding.severity, alert.severity)) return;
  const was = alert.severity;
  alert.severity = finding.severity;
  tell(state, alert, 'escalated', `from ${was} to ${finding.severity}: ${finding.reason}`, effects);
}

function join(state: State, open: OpenAlert, finding: Finding, key: string, effects: Effect[]): void {
  open.keys.push(key);
  open.firedAt = state.now;
  if (finding.subject !== open.alert.subject && !open.alert.merged.includes(finding.subject)) open.alert.merged.push(finding.subject);
  freeze(state, finding);
  tell(state, open.alert, 'merged', `${finding.title}: ${finding.reason}`, effects);
  escalate(state, open.alert, finding, effects);
}

/** At each minute: what no longer fires clears, and closes after a hold. */
export function settleAlerts(state: State, effects: Effect[]): void {
  for (const open of state.open.values()) {
    const quiet = state.now - open.firedAt;
    if (quiet >= CLOSE_AFTER) close(state, open, effects);
    else if (quiet >= CLEAR_AFTER && open.alert.state === 'open') {
      open.alert.state = 'clearing';
      tell(state, open.alert, 'clearing', `back within the usual; closes at ${CLOSE_AFTER / MINUTE} min if it stays so`, effects);
    }
  }
}

function close(state: State, open: OpenAlert, effects: Effect[]): void {
  const { alert } = open;
  alert.state = 'closed';
  alert.closedAt = state.now;
  tell(state, alert, 'closed', `back to usual${peakOf(alert)}`, effects);
  state.open.delete(alert.id);
  state.closed = [...state.closed, alert].slice(-CLOSED_ALERTS);
  thaw(state, open.keys);
}

/** "; at its peak 62 against 10, 6.2 times". Where nothing of the kind is usual there is nothing to hold it against. */
function peakOf({ peak: { seen, expected } }: Alert): string {
  if (expected > 0) return `; at its peak ${counted(seen)} against ${counted(expected)}, ${times(seen / Math.max(expected, 0.5))}`;
  return seen > 0 ? `; at its peak ${counted(seen)}` : '';
}

/** Somebody has the alert's incident (null: nobody any more): so it is with the alert. */
export function ownAlert(state: State, alert: Alert, owner: string | null, effects: Effect[], by = owner ?? ''): void {
  if (alert.owner === (owner ?? undefined)) return;
  if (owner !== null) Object.assign(alert, { owner, acknowledgedAt: state.now });
  else {
    delete alert.owner;
    delete alert.acknowledgedAt;
  }
  tell(
    state,
    alert,
    owner === null ? 'unacknowledged' : 'acknowledged',
    owner === null ? `${by} gave it back` : `${owner} has it`,
    effects,
    by,
  );
}

function tell(state: State, alert: Alert, what: TimelineEvent['what'], note: string, effects: Effect[], who?: string): void {
  alert.updatedAt = state.now;
  alert.timeline.push(who === undefined ? { at: state.now, what, note } : { at: state.now, what, note, who });
  if (alert.timeline.length > TIMELINE_KEPT) alert.timeline.splice(1, 1);
  effects.push({ kind: 'alert', change: what, alert: structuredClone(alert) });
  if (!FROM_ITS_INCIDENT.has(what)) followAlert({ state, effects }, alert, what);
}

/** What the incident knows already. */
const FROM_ITS_INCIDENT: ReadonlySet<TimelineEvent['what']> = new Set(['opened', 'acknowledged', 'unacknowledged']);
