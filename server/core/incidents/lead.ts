import type { Alert } from '../../../shared/alert.ts';
import type { Incident } from '../../../shared/incident.ts';
import { SEVERITIES } from '../alerts/severity.ts';
import type { State } from '../state.ts';

/** The key under which an alert's findings come back. */
export const keyOf = ({ kind, subject }: Alert): string => `${kind}:${subject}`;

export const leadOf = ({ id, kind, subject, subjectName, rule }: Alert): Incident['lead'] => ({
  alert: id,
  kind,
  subject,
  subjectName,
  rule: rule.name,
});

/** From now on the incident is told by this alert. */
export function lead(incident: Incident, alert: Alert): void {
  incident.lead = leadOf(alert);
  incident.title = alert.title;
  incident.onsetAt = Math.min(incident.onsetAt, alert.onsetAt);
}

/** Its alerts that are open, in the order in which they came. */
export const alertsOf = (state: State, { alerts }: Incident): Alert[] => alerts.flatMap(({ id }) => state.open.get(id)?.alert ?? []);

export const worstOf = (alerts: readonly Alert[]): Alert =>
  alerts.reduce((worst, alert) => (SEVERITIES.indexOf(alert.severity) < SEVERITIES.indexOf(worst.severity) ? alert : worst));
