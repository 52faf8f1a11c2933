import type { Alert, TimelineEvent } from '../../../shared/alert.ts';
import type { Incident } from '../../../shared/incident.ts';
import { isWorse } from '../alerts/severity.ts';
import type { OpenIncident, State } from '../state.ts';
import { OF_THE_DESK } from './belong.ts';
import { lead } from './lead.ts';
import { announce, keep, note, type Telling } from './news.ts';
import { rest } from './over.ts';
import { settleState } from './returns.ts';
import { sentenceOf } from './sentence.ts';

/** Posts and subjects that an incident shows for itself. */
export const EVIDENCE = 8;
const SUBJECTS = 40;

/** What an alert of the incident tells goes to the incident. `told`: that it changed was told already. */
export function follow(telling: Telling, open: OpenIncident, alert: Alert, told = false): void {
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

/** What is said of a rival that was drawn in is no part of what is said of us. */
export function concern(incident: Incident, subjects: readonly string[], alert: Alert): void {
  if (alert.kind === 'rival' && incident.lead.kind !== 'rival') return;
  incident.subjects = [...new Set([...incident.subjects, ...subjects])].slice(0, SUBJECTS);
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
