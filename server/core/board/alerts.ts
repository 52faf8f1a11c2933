import type { Alert } from '../../../shared/alert.ts';
import type { Incident } from '../../../shared/incident.ts';
import type { AlertsSlice } from '../../../shared/slices.ts';
import { SEVERITIES } from '../alerts/severity.ts';
import type { Scope, State } from '../state.ts';
import { concerns } from './watches.ts';

/** Incidents on the wire; a wall has room for fewer. */
const SHOWN = 8;
const EVIDENCE_SHOWN = 2;

/** Open incidents of the scope: those of which people are told, most severe first; those that nobody has before those somebody has. */
export function openIncidents(state: State, scope: Scope): Incident[] {
  return [...state.alerting.open.values()]
    .map((open) => open.incident)
    .filter((incident) => concerns(scope, incident.lead.kind, incident.subjects))
    .sort(
      (a, b) =>
        Number(a.silenced !== null) - Number(b.silenced !== null) ||
        Number(a.state === 'clearing') - Number(b.state === 'clearing') ||
        SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
        Number(a.owner !== null) - Number(b.owner !== null) ||
        b.openedAt - a.openedAt ||
        Number(b.id) - Number(a.id),
    );
}

/** The alert that leads an incident; one that rests while the incident goes on is among the closed ones. */
export const leadAlert = (state: State, { lead }: Incident): Alert | undefined =>
  state.open.get(lead.alert)?.alert ?? state.closed.findLast(({ id }) => id === lead.alert);

/** The alerts that lead the open incidents of the scope, in the same order. */
export const openAlerts = (state: State, scope: Scope): Alert[] =>
  openIncidents(state, scope).flatMap((incident) => leadAlert(state, incident) ?? []);

export function alerts(state: State, scope: Scope): AlertsSlice {
  const all = openIncidents(state, scope);
  return { alerts: all.slice(0, SHOWN).flatMap((incident) => card(state, incident) ?? []), more: Math.max(0, all.length - SHOWN) };
}

function card(state: State, incident: Incident): AlertsSlice['alerts'][number] | null {
  const alert = leadAlert(state, incident);
  if (!alert) return null;
  const { timeline: _timeline, rule: _rule, ...shown } = alert;
  const { status, flapping, silenced } = incident;
  return {
    ...shown,
    state: incident.state,
    severity: incident.severity,
    openedAt: incident.openedAt,
    evidence: alert.evidence.filter((post) => post.text).slice(0, EVIDENCE_SHOWN),
    also: incident.alerts.length - 1 + incident.alertsDropped,
    status,
    flapping,
    silenced: silenced && { reason: silenced.reason, until: silenced.until },
  };
}
