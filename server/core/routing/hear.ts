import type { Delivery } from '../../../shared/notify.ts';
import type { Effect } from '../effect.ts';
import type { DeliveryEntry } from '../entry.ts';
import { note } from '../incidents/news.ts';
import { alertingOf } from '../settings.ts';
import type { State } from '../state.ts';

/** What became of telling somebody: an attempt began, or ended. */
export function hearDelivery(state: State, entry: DeliveryEntry, effects: Effect[]): void {
  const delivery = state.alerting.deliveries.get(entry.delivery);
  if (!delivery) return;
  if (entry.outcome === 'trying') beginAttempt(delivery);
  else if (entry.outcome === 'sent') arrived(state, delivery, entry, effects);
  else if (entry.outcome === 'again')
    Object.assign(delivery, { state: 'waiting', nextAt: entry.nextAt ?? state.now, error: entry.error ?? null });
  else {
    delete delivery.doubt;
    Object.assign(delivery, { state: 'dead', nextAt: null, error: entry.error ?? null });
    tellIncident(state, delivery, `${whomOf(state, delivery)} could not be told: ${entry.error ?? 'unknown why'}`, effects);
  }
}

/** An attempt of which nobody knows how it ended leaves a doubt, until something is known to have arrived or is given up. */
function beginAttempt(delivery: Delivery): void {
  if (delivery.state === 'trying' || delivery.state === 'unsure') delivery.doubt = true;
  Object.assign(delivery, { state: delivery.doubt ? 'unsure' : 'trying', attempts: delivery.attempts + 1, nextAt: null });
}

function arrived(state: State, delivery: Delivery, { version, reference }: DeliveryEntry, effects: Effect[]): void {
  const first = delivery.sent === 0;
  const more = delivery.wanted > version;
  delete delivery.doubt;
  Object.assign(delivery, {
    sent: version,
    sentAt: state.now,
    error: null,
    attempts: 0,
    state: more ? 'waiting' : 'sent',
    nextAt: more ? state.now : null,
    rings: more,
  });
  if (reference !== undefined) delivery.reference = reference;
  if (first) tellIncident(state, delivery, `${whomOf(state, delivery)} was told: ${delivery.why}`, effects);
  if (more) effects.push({ kind: 'deliver', delivery: delivery.id });
}

const whomOf = ({ settings }: State, { channel, person }: Delivery): string => {
  const name = alertingOf(settings).channels.find(({ id }) => id === channel)?.name ?? channel;
  return person === null ? name : `${person} by ${name}`;
};

function tellIncident(state: State, { about }: Delivery, text: string, effects: Effect[]): void {
  if (about.kind !== 'incident') return;
  const incident = state.alerting.open.get(about.incident)?.incident ?? state.alerting.closed.find(({ id }) => id === about.incident);
  if (incident) note({ state, effects }, incident, 'told', text);
}
