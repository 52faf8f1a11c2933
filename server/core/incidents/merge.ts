import { CHILDREN_BOUND } from '../../../shared/incident.ts';
import { isWorse } from '../alerts/severity.ts';
import { CLOSED_INCIDENTS, type OpenIncident } from '../state.ts';
import { announce, note, type Telling } from './news.ts';

/** Somebody says that two are one: this one becomes a part of the other. Null, or why not. */
export function mergeIncident(telling: Telling, open: OpenIncident, into: string, by: string): string | null {
  const { state } = telling;
  const other = state.alerting.open.get(into);
  const { incident } = open;
  if (!other || other === open) return `incident ${into} is not open`;
  for (const { id } of incident.alerts) {
    const alert = state.open.get(id)?.alert;
    if (alert) Object.assign(alert, { incident: into }, other.incident.owner === null ? {} : { owner: other.incident.owner });
  }
  const target = other.incident;
  target.alerts = [...target.alerts, ...incident.alerts].sort((a, b) => a.openedAt - b.openedAt).slice(-CHILDREN_BOUND);
  target.subjects = [...new Set([...target.subjects, ...incident.subjects])];
  target.onsetAt = Math.min(target.onsetAt, incident.onsetAt);
  if (isWorse(incident.severity, target.severity)) Object.assign(target, { severity: incident.severity, worst: incident.severity });
  other.keys = [...new Set([...other.keys, ...open.keys])].slice(-CHILDREN_BOUND);
  if (other.restSince !== null && open.restSince === null) other.restSince = null;
  note(telling, target, 'merged', `incident ${incident.id} is part of it: ${incident.title}`, by);
  Object.assign(incident, { state: 'closed', closedAt: state.now, mergedInto: into, silenced: null });
  note(telling, incident, 'closed', `part of incident ${into} now`, by);
  announce(telling, open, 'closed', `part of incident ${into} now: ${target.title}`, false);
  state.alerting.open.delete(incident.id);
  state.alerting.closed = [...state.alerting.closed, incident].slice(-CLOSED_INCIDENTS);
  return null;
}
