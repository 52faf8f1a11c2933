import type { IncidentPage } from '../../../../shared/incident.ts';
import type { Delivery } from '../../../../shared/notify.ts';
import { alertingOf, deskOf } from '../../settings.ts';
import type { State } from '../../state.ts';

/** Deliveries that are told, the newest. */
const TOLD = 60;

const concernsIncident = ({ about }: Delivery, id: string): boolean =>
  about.kind === 'incident' ? about.incident === id : about.kind === 'summary' && about.incidents.includes(id);

/** Who was told of it through what, and how that went: by the names of channels and people, newest first. */
export function toldOf({ alerting, settings }: State, id: string): IncidentPage['told'] {
  const channels = new Map(alertingOf(settings).channels.map((channel) => [channel.id, channel.name]));
  const people = new Map(deskOf(settings).people.map((person) => [person.id, person.name]));
  return [...alerting.deliveries.values()]
    .filter((delivery) => concernsIncident(delivery, id))
    .sort((a, b) => (b.sentAt ?? b.decidedAt) - (a.sentAt ?? a.decidedAt) || (a.id < b.id ? -1 : 1))
    .slice(0, TOLD)
    .map(({ channel, person, state, sentAt, why, error }) => ({
      channel: channels.get(channel) ?? channel,
      person: person === null ? null : (people.get(person) ?? person),
      state,
      at: sentAt,
      why,
      error,
    }));
}
