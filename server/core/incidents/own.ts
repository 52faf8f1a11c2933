import type { Alert } from '../../../shared/alert.ts';
import { ownAlert } from '../alerts/lifecycle.ts';
import { deskOf, type Settings } from '../settings.ts';
import type { OpenIncident, State } from '../state.ts';
import { announce, note, type Telling } from './news.ts';

/** What people are called; who is not in the config is called as they say. */
export const nameOf = (settings: Settings, id: string): string => deskOf(settings).people.find((person) => person.id === id)?.name ?? id;

const alertsOf = (state: State, { incident }: OpenIncident): Alert[] =>
  incident.alerts.flatMap(({ id }) => state.open.get(id)?.alert ?? []);

/** Somebody has it: the incident and all of its alerts. Null, or why not. */
export function takeIncident(telling: Telling, open: OpenIncident, by: string): string | null {
  const { incident } = open;
  if (incident.owner === by) return null;
  if (incident.owner !== null) return `${incident.owner} has it already; it can be passed on`;
  own(telling, open, by);
  note(telling, incident, 'acknowledged', `${by} has it`, by);
  announce(telling, open, 'acknowledged', `${by} has it`, false);
  return null;
}

function own(telling: Telling, open: OpenIncident, who: string): void {
  const { state } = telling;
  const { incident } = open;
  incident.owner = who;
  incident.acknowledgedAt = state.now;
  incident.firstAcknowledgedAt ??= state.now;
  for (const alert of alertsOf(state, open)) ownAlert(state, alert, who, telling.effects);
}

/** Nobody has it again, so that it rings anew. */
export function giveBack(telling: Telling, open: OpenIncident, by: string): string | null {
  const { incident } = open;
  if (incident.owner === null) return 'nobody has it';
  incident.owner = null;
  incident.acknowledgedAt = null;
  for (const alert of alertsOf(telling.state, open)) ownAlert(telling.state, alert, null, telling.effects, by);
  note(telling, incident, 'unacknowledged', `${by} gave it back`, by);
  announce(telling, open, 'unacknowledged', `${by} gave it back: nobody has it`, true);
  return null;
}

export function passOn(telling: Telling, open: OpenIncident, by: string, person: string, reason: string | undefined): string | null {
  const { incident } = open;
  if (incident.owner === person) return `${person} has it already`;
  own(telling, open, person);
  const words = by === person ? `${person} took it over` : `${by} passed it on to ${person}`;
  const text = reason === undefined ? words : `${words}: ${reason}`;
  note(telling, incident, 'passed-on', text, by);
  announce(telling, open, 'acknowledged', text, false);
  return null;
}
