import type { Alert } from '../../../shared/alert.ts';
import { CHILDREN_BOUND, type Incident } from '../../../shared/incident.ts';
import type { OpenIncident } from '../state.ts';
import { MINUTE } from '../windows/track.ts';
import { belongsTo } from './belong.ts';
import { concern, EVIDENCE, follow } from './follow.ts';
import { keyOf, lead, leadOf } from './lead.ts';
import { announce, note, type Telling } from './news.ts';
import { playbookFor } from './playbook.ts';
import { countReturn } from './returns.ts';
import { sentenceOf } from './sentence.ts';
import { beginSeries } from './series.ts';
import { silenceOver } from './silences.ts';

/** What comes back within this time after it closed is the same incident. */
const COMES_BACK = 30 * MINUTE;

/** An alert opened: it goes on with an incident that it belongs to, or is one of its own. */
export function gather(telling: Telling, alert: Alert): void {
  const { state } = telling;
  const open = comesBack(telling, alert) ?? belongsTo(state, alert);
  if (open) take(telling, open, alert);
  else begin(telling, alert);
}

/** The incident that this alert was a part of not long ago. */
function comesBack(telling: Telling, alert: Alert): OpenIncident | null {
  const { alerting, now } = telling.state;
  const key = keyOf(alert);
  for (const open of alerting.open.values()) if (open.keys.includes(key)) return open;
  const closed = alerting.closed.findLast(
    (incident) =>
      incident.mergedInto === null &&
      now - (incident.closedAt ?? 0) <= COMES_BACK &&
      incident.lead.kind === alert.kind &&
      incident.lead.subject === alert.subject,
  );
  return closed ? reopen(telling, closed, key) : null;
}

function reopen(telling: Telling, incident: Incident, key: string): OpenIncident {
  const { alerting } = telling.state;
  alerting.closed = alerting.closed.filter((one) => one !== incident);
  incident.closedAt = null;
  const open: OpenIncident = { incident, keys: [key], restSince: telling.state.now, rangAt: null, main: null };
  alerting.open.set(incident.id, open);
  return open;
}

function begin(telling: Telling, alert: Alert): void {
  const { state } = telling;
  const incident: Incident = {
    id: String(state.alerting.next++),
    state: 'open',
    severity: alert.severity,
    worst: alert.severity,
    title: alert.title,
    sentence: sentenceOf(state, alert),
    lead: leadOf(alert),
    alerts: [child(alert)],
    alertsDropped: 0,
    subjects: [...new Set([alert.subject, ...alert.merged])],
    onsetAt: alert.onsetAt,
    openedAt: state.now,
    updatedAt: state.now,
    closedAt: null,
    seen: alert.seen,
    expected: alert.expected,
    windowSeconds: alert.windowSeconds,
    peak: { ...alert.peak },
    owner: null,
    acknowledgedAt: null,
    firstAcknowledgedAt: null,
    status: null,
    notes: [],
    events: [],
    eventsDropped: 0,
    checks: playbookFor(state.settings, alert.kind),
    exceptions: [],
    marks: [],
    flapping: false,
    resumedAt: [],
    silenced: null,
    held: 0,
    version: 0,
    news: [],
    mergedInto: null,
    review: null,
    pressAt: null,
    answeredAt: null,
    calmAt: null,
    series: { from: 0, step: MINUTE, total: [], negative: [], expected: [], replies: [] },
    evidence: alert.evidence.slice(0, EVIDENCE),
    seq: 0,
  };
  const open: OpenIncident = { incident, keys: [], restSince: null, rangAt: null, main: null };
  alert.incident = incident.id;
  state.alerting.open.set(incident.id, open);
  beginSeries(state, incident);
  incident.silenced = silenceOver(state, incident);
  note(telling, incident, 'opened', incident.sentence);
  if (incident.silenced) note(telling, incident, 'silenced', incident.silenced.reason, incident.silenced.by);
  announce(telling, open, 'opened', incident.sentence, true);
}

const child = ({ id, kind, rule, subjectName, title, openedAt }: Alert): Incident['alerts'][number] => ({
  id,
  kind,
  rule: rule.name,
  subjectName,
  title,
  openedAt,
  closedAt: null,
});

/** A further alert of an incident informs; it rings only when it is worse than all before, or the incident had calmed. */
function take(telling: Telling, open: OpenIncident, alert: Alert): void {
  const { state } = telling;
  const { incident } = open;
  const key = keyOf(alert);
  open.keys = open.keys.filter((one) => one !== key);
  alert.incident = incident.id;
  if (incident.owner !== null) Object.assign(alert, { owner: incident.owner, acknowledgedAt: incident.acknowledgedAt ?? state.now });
  incident.alerts.push(child(alert));
  if (incident.alerts.length > CHILDREN_BOUND) {
    incident.alerts.splice(1, 1);
    incident.alertsDropped++;
  }
  concern(incident, [alert.subject, ...alert.merged], alert);
  const calmed = incident.state !== 'open' || open.restSince !== null;
  if (open.restSince !== null) resume(telling, open, alert);
  else note(telling, incident, 'joined', `${alert.title}: ${alert.reason}`);
  incident.state = 'open';
  // What led it before it calmed is over.
  if (!state.open.has(incident.lead.alert)) lead(incident, alert);
  follow(telling, open, alert, calmed);
}

/** It had calmed, and is back. */
function resume(telling: Telling, open: OpenIncident, alert: Alert): void {
  const { incident } = open;
  open.restSince = null;
  incident.calmAt = null;
  note(telling, incident, 'resumed', `${alert.title}: ${alert.reason}`);
  announce(telling, open, 'resumed', `it is back: ${incident.sentence}`, true);
  countReturn(telling, incident);
}
