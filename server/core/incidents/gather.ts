import type { Alert, TimelineEvent } from '../../../shared/alert.ts';
import { CHILDREN_BOUND, type Incident } from '../../../shared/incident.ts';
import { isWorse, SEVERITIES } from '../alerts/severity.ts';
import { CLOSED_INCIDENTS, type OpenIncident, type State } from '../state.ts';
import { HOUR, MINUTE } from '../windows/track.ts';
import { counted, times } from '../words.ts';
import { belongsTo, isAside, OF_THE_DESK } from './belong.ts';
import { announce, keep, note, type Telling } from './news.ts';
import { playbookFor } from './playbook.ts';
import { epilogue, sentenceOf } from './sentence.ts';
import { beginSeries } from './series.ts';
import { silenceOver } from './silences.ts';

/** What comes back within this time after it closed is the same incident. */
const COMES_BACK = 30 * MINUTE;
/** It flaps when it came back so often within so long, and is steady again after it kept still for as long as it takes to close. */
const FLAPS = { times: 3, within: 2 * HOUR };
const STEADY_AFTER = 30 * MINUTE;
/** Returns that are remembered. */
const RETURNS = 20;
/** Posts and subjects that an incident shows for itself. */
const EVIDENCE = 8;
const SUBJECTS = 40;

/** The key under which an alert's findings come back. */
const keyOf = ({ kind, subject }: Alert): string => `${kind}:${subject}`;

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

const leadOf = ({ id, kind, subject, subjectName, rule }: Alert): Incident['lead'] => ({
  alert: id,
  kind,
  subject,
  subjectName,
  rule: rule.name,
});

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
  follow(telling, open, alert, calmed);
}

/** What is said of a rival that was drawn in is no part of what is said of us. */
function concern(incident: Incident, subjects: readonly string[], alert: Alert): void {
  if (alert.kind === 'rival' && incident.lead.kind !== 'rival') return;
  incident.subjects = [...new Set([...incident.subjects, ...subjects])].slice(0, SUBJECTS);
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

/** What returns so often is told once more, as a state; what it does then rings no more until it keeps still. */
function countReturn(telling: Telling, incident: Incident): void {
  const { now } = telling.state;
  incident.resumedAt = [...incident.resumedAt, now].slice(-RETURNS);
  const lately = incident.resumedAt.filter((at) => now - at <= FLAPS.within).length;
  if (lately < FLAPS.times || incident.flapping) return;
  incident.flapping = true;
  note(
    telling,
    incident,
    'flapping',
    `back ${lately} times within two hours: told once, until it keeps still for ${STEADY_AFTER / MINUTE} min`,
  );
}

/** What an alert of the incident tells goes to the incident. `told`: that it changed was told already. */
function follow(telling: Telling, open: OpenIncident, alert: Alert, told = false): void {
  const { state } = telling;
  const { incident } = open;
  if (isWorse(alert.severity, incident.severity)) {
    const was = incident.severity;
    incident.severity = alert.severity;
    incident.worst = alert.severity;
    if (!OF_THE_DESK.has(alert.kind) || OF_THE_DESK.has(incident.lead.kind)) {
      lead(incident, alert);
      open.main = null;
    }
    note(telling, incident, 'escalated', `from ${was} to ${alert.severity}: ${alert.reason}`);
    if (!told) announce(telling, open, 'escalated', `from ${was} to ${alert.severity}: ${alert.reason}`, true);
  }
  if (incident.lead.alert !== alert.id) {
    keep(telling, incident);
    return;
  }
  const { seen, expected, windowSeconds, peak, evidence } = alert;
  Object.assign(incident, {
    seen,
    expected,
    windowSeconds,
    peak: { ...peak },
    title: alert.title,
    sentence: sentenceOf(state, alert),
    updatedAt: state.now,
  });
  if (evidence.some(({ text }) => text)) incident.evidence = evidence.slice(0, EVIDENCE);
  keep(telling, incident);
}

function lead(incident: Incident, alert: Alert): void {
  incident.lead = leadOf(alert);
  incident.title = alert.title;
  incident.onsetAt = Math.min(incident.onsetAt, alert.onsetAt);
}

const openOf = (state: State, alert: Alert): OpenIncident | undefined => state.alerting.open.get(alert.incident);

/** Follows what happens to an alert after it opened. */
export function followAlert(telling: Telling, alert: Alert, what: TimelineEvent['what']): void {
  const open = openOf(telling.state, alert);
  if (!open || open.incident.state === 'closed') return;
  if (what === 'closed') rest(telling, open, alert);
  else if (what === 'clearing') settleState(telling, open, alert);
  else {
    if (what === 'resumed') settleState(telling, open, alert);
    concern(open.incident, alert.merged, alert);
    follow(telling, open, alert);
  }
}

/** At each minute the figures of an open incident are those of its leading alert, which change without an event. */
export function followFigures(telling: Telling): void {
  for (const open of telling.state.alerting.open.values()) {
    const alert = telling.state.open.get(open.incident.lead.alert)?.alert;
    if (alert && alert.updatedAt > open.incident.updatedAt) follow(telling, open, alert, true);
  }
}

/** An incident clears when all of its alerts do, and is open again when one is. */
function settleState(telling: Telling, { incident }: OpenIncident, alert: Alert): void {
  const alerts = alertsOf(telling.state, incident);
  const state = alerts.some((one) => one.state === 'open') ? 'open' : 'clearing';
  if (state === incident.state) return;
  incident.state = state;
  incident.calmAt = state === 'clearing' ? telling.state.now : null;
  note(telling, incident, state === 'clearing' ? 'clearing' : 'resumed', alert.timeline.at(-1)?.note ?? '');
  if (state === 'open') countReturn(telling, incident);
}

const alertsOf = (state: State, { alerts }: Incident): Alert[] => alerts.flatMap(({ id }) => state.open.get(id)?.alert ?? []);

/** An alert of it closed. With the last one the incident closes, unless it comes and goes. */
function rest(telling: Telling, open: OpenIncident, alert: Alert): void {
  const { state } = telling;
  const { incident } = open;
  for (const one of incident.alerts) if (one.id === alert.id) one.closedAt = state.now;
  open.keys = [...new Set([...open.keys, keyOf(alert)])].slice(-CHILDREN_BOUND);
  const left = alertsOf(state, incident).filter(({ id }) => id !== alert.id);
  const goesOn = left.filter((one) => !isAside(incident, one));
  if (goesOn.length > 0) {
    if (incident.lead.alert === alert.id) handOver(telling, open, goesOn);
    settleState(telling, open, alert);
    return;
  }
  open.restSince = state.now;
  incident.state = 'clearing';
  const after = left.length > 0 ? `; left of it: ${left.map(({ title }) => title.toLowerCase()).join(', ')}` : '';
  if (!incident.flapping) finish(telling, open, `${alert.timeline.at(-1)?.note ?? 'back to usual'}${after}`);
  else keep(telling, incident);
}

/** What led it is over: the worst of what goes on leads until the end, when it is called by what was worst again. */
function handOver({ state }: Telling, open: OpenIncident, left: readonly Alert[]): void {
  const { incident } = open;
  open.main ??= { lead: incident.lead, title: incident.title, peak: incident.peak };
  const worst = worstOf(left);
  lead(incident, worst);
  incident.sentence = sentenceOf(state, worst);
}

const worstOf = (alerts: readonly Alert[]): Alert =>
  alerts.reduce((worst, alert) => (SEVERITIES.indexOf(alert.severity) < SEVERITIES.indexOf(worst.severity) ? alert : worst));

/** At each minute: what kept still for long enough no longer flaps, and is over if none of its alerts is open. */
export function settleIncidents(telling: Telling): void {
  const { now, alerting } = telling.state;
  for (const open of [...alerting.open.values()]) {
    const { incident, restSince } = open;
    const stillSince = restSince ?? incident.resumedAt.at(-1) ?? incident.openedAt;
    if (now - stillSince < STEADY_AFTER) continue;
    if (incident.flapping) note(telling, incident, 'steady', `no longer comes and goes since ${STEADY_AFTER / MINUTE} min`);
    incident.flapping = false;
    if (restSince !== null) finish(telling, open, 'back to usual, and it stayed so');
  }
}

/** The incident is over. Whoever closes it by hand is named. */
export function finish(telling: Telling, open: OpenIncident, why: string, who?: string): void {
  const { state } = telling;
  const { incident } = open;
  Object.assign(incident, open.main);
  const { seen, expected } = incident.peak;
  const size = expected > 0 ? `; at its peak ${counted(seen)} against ${counted(expected)}, ${times(seen / Math.max(expected, 0.5))}` : '';
  incident.state = 'closed';
  incident.closedAt = state.now;
  incident.calmAt ??= open.restSince ?? state.now;
  incident.sentence = epilogue(state, incident);
  incident.silenced = null;
  note(telling, incident, 'closed', who === undefined ? why : `${who}: ${why}`, who);
  announce(telling, open, 'closed', why.includes('at its peak') ? why : `${why}${size}`, false);
  state.alerting.open.delete(incident.id);
  state.alerting.closed = [...state.alerting.closed, incident].slice(-CLOSED_INCIDENTS);
}
