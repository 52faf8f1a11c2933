import type { Alert } from '../../shared/alert.ts';
import type { Incident } from '../../shared/incident.ts';
import type { About, Delivery } from '../../shared/notify.ts';
import { digestOf } from '../core/routing/digest.ts';
import { deskOf } from '../core/settings.ts';
import type { State } from '../core/state.ts';
import type { Sending, Told } from './notifier.ts';

/** What only the shell knows of a message. */
export interface Surroundings {
  now: number;
  base: string;
  mode: Sending['mode'];
}

/** A message as it reads now: a late one tells how things stand. Null when what it is about is not held any more. */
export function sendingOf(state: State, delivery: Delivery, { now, base, mode }: Surroundings): Sending | null {
  const told = toldOf(state, delivery, delivery.about);
  if (told === null) return null;
  const { id, wanted, rings, why, reference, person } = delivery;
  return structuredClone({
    id,
    version: wanted,
    told,
    rings,
    why,
    reference,
    person: person === null ? null : { id: person, name: nameOf(state, person) },
    brand: state.settings.brand,
    zone: state.settings.zone,
    now,
    base,
    mode,
    ...(delivery.doubt ? { repetition: true as const } : {}),
  });
}

function toldOf(state: State, { sent }: Delivery, about: About): Told | null {
  switch (about.kind) {
    case 'incident': {
      const incident = incidentOf(state, about.incident);
      if (!incident) return null;
      const news = incident.news.filter(({ version }) => version > sent);
      return { kind: 'incident', incident, alerts: alertsOf(state, incident), news };
    }
    case 'summary': {
      const incidents = about.incidents.flatMap((id) => incidentOf(state, id) ?? []);
      return { ...about, incidents, more: about.more + about.incidents.length - incidents.length };
    }
    case 'digest':
      return { ...about, digest: digestOf(state, about.from, about.to, about.crisis) };
    case 'test':
      return about;
  }
}

const incidentOf = ({ alerting }: State, id: string): Incident | undefined =>
  alerting.open.get(id)?.incident ?? alerting.closed.find((incident) => incident.id === id);

/** Those still known whole, the leading one first. */
function alertsOf(state: State, { alerts, lead }: Incident): Alert[] {
  const ids = new Set(alerts.map(({ id }) => id));
  const known = [...[...state.open.values()].map(({ alert }) => alert), ...state.closed].filter(({ id }) => ids.has(id));
  return known.toSorted((a, b) => Number(b.id === lead.alert) - Number(a.id === lead.alert));
}

const nameOf = ({ settings }: State, person: string): string => deskOf(settings).people.find(({ id }) => id === person)?.name ?? person;
