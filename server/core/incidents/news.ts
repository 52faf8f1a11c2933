import { INCIDENT_EVENTS_BOUND, type Incident, type IncidentEvent, NEWS_BOUND, type News } from '../../../shared/incident.ts';
import type { Effect } from '../effect.ts';
import { type OpenIncident, RINGS_KEPT, type State } from '../state.ts';

/** What an incident's functions work on: the state, the effects that are asked for, and the number of the entry that is folded. */
export interface Telling {
  state: State;
  effects: Effect[];
}

/** Writes it into the incident's own record. */
export function note({ state, effects }: Telling, incident: Incident, what: IncidentEvent['what'], text: string, who?: string): void {
  incident.updatedAt = state.now;
  incident.events.push(who === undefined ? { at: state.now, what, note: text } : { at: state.now, what, note: text, who });
  if (incident.events.length > INCIDENT_EVENTS_BOUND) {
    incident.events.splice(1, 1);
    incident.eventsDropped++;
  }
  keep({ state, effects }, incident);
}

/** The history keeps the incident as it is now. */
export function keep({ state, effects }: Telling, incident: Incident): void {
  // The entry that is being folded comes after the last that was.
  incident.seq = state.seq + 1;
  effects.push({ kind: 'incident', incident: incident.id });
}

/** Something that those who were told should hear. While a silence covers the incident it never rings. */
export function announce({ state }: Telling, open: OpenIncident, what: News['what'], text: string, wantsSomebody: boolean): void {
  const { incident } = open;
  const rings = wantsSomebody && !incident.silenced && !(incident.flapping && what !== 'escalated');
  incident.version++;
  incident.news.push({ version: incident.version, at: state.now, what, text, rings });
  if (incident.news.length > NEWS_BOUND) incident.news.splice(1, 1);
  if (!rings) return;
  open.rangAt = state.now;
  ring(state, '-', incident);
}

/** That somebody was rung (`-`: whoever is there), for the load that people bear. */
export function ring(state: State, person: string, incident: Incident): void {
  state.alerting.rings.push({ at: state.now, person, incident: incident.id, rule: incident.lead.rule });
  if (state.alerting.rings.length > RINGS_KEPT) state.alerting.rings.shift();
}
