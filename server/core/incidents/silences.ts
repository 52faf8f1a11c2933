import type { Incident } from '../../../shared/incident.ts';
import type { Matcher, Planned, Silence } from '../../../shared/rule.ts';
import { alertingOf } from '../settings.ts';
import type { OpenIncident, State } from '../state.ts';
import { announce, note, type Telling } from './news.ts';

/** Silences of the file and those made by people. */
export const silencesOf = ({ settings, alerting }: State): Silence[] => [...alerting.silences.values(), ...alertingOf(settings).silences];

/** What was announced, by the file and by people. */
export const plannedOf = ({ settings, alerting }: State): Planned[] => [...alerting.planned.values(), ...alertingOf(settings).planned];

export function matches({ kinds, severities, watches }: Matcher, incident: Pick<Incident, 'lead' | 'severity' | 'subjects'>): boolean {
  return (
    (kinds.length === 0 || kinds.includes(incident.lead.kind)) &&
    (severities.length === 0 || severities.includes(incident.severity)) &&
    (watches.length === 0 || incident.subjects.some((subject) => watches.includes(subject)))
  );
}

/** The silence that covers the incident now; of several the one that lasts longest. */
export function silenceOver(state: State, incident: Incident): Incident['silenced'] {
  const covering = silencesOf(state).filter(
    ({ from, until, matcher }) => from <= state.now && state.now < until && matches(matcher, incident),
  );
  const [longest] = covering.sort((a, b) => b.until - a.until || (a.id < b.id ? -1 : 1));
  return longest ? { id: longest.id, reason: longest.reason, by: longest.by, until: longest.until } : null;
}

/** At each second: silences begin and end. One that ends in the middle of an incident lets it be told, as it is now. */
export function settleSilences(telling: Telling): void {
  const { state } = telling;
  if (silencesOf(state).length === 0 && ![...state.alerting.open.values()].some(({ incident }) => incident.silenced)) return;
  for (const open of state.alerting.open.values()) settle(telling, open);
}

function settle(telling: Telling, open: OpenIncident): void {
  const { incident } = open;
  const was = incident.silenced;
  const is = silenceOver(telling.state, incident);
  if (was?.id === is?.id) {
    if (is) incident.silenced = is;
    return;
  }
  incident.silenced = is;
  if (is) note(telling, incident, 'silenced', is.reason, is.by);
  else {
    note(telling, incident, 'unsilenced', `the silence is over: ${was?.reason ?? ''}`);
    announce(
      telling,
      open,
      'unsilenced',
      `a silence has ended, and it goes on. ${incident.sentence}`,
      incident.owner === null && incident.state === 'open',
    );
  }
}

/** How many times the usual is announced for a watch at a time: 1 where nothing is. */
export function plannedTimes(state: State, subject: string, at = state.now): number {
  let most = 1;
  for (const { watches, from, until, times } of plannedOf(state)) {
    const covers = watches.length === 0 || subject === 'all' || watches.includes(subject);
    if (covers && from <= at && at < until) most = Math.max(most, times);
  }
  return most;
}
