import type { About, Delivery } from '../../../shared/notify.ts';
import type { Effect } from '../effect.ts';
import { DELIVERIES_KEPT, type State } from '../state.ts';

export interface Wanted {
  channel: string;
  person: string | null;
  about: About;
  why: string;
  version: number;
  rings: boolean;
}

const placeOf = (about: About, version: number): string => {
  if (about.kind === 'incident') return `i${about.incident}`;
  if (about.kind === 'test') return `t${version}`;
  return `${about.kind === 'digest' ? 'd' : 's'}${about.to}`;
};

export const deliveryId = ({ channel, person, about, version }: Pick<Wanted, 'channel' | 'person' | 'about' | 'version'>): string =>
  `${channel}/${person ?? '-'}/${placeOf(about, version)}`;

/** Something is to be told from now on. The same again changes nothing. */
export function deliver(state: State, wanted: Wanted, effects: Effect[]): Delivery {
  const id = deliveryId(wanted);
  const known = state.alerting.deliveries.get(id);
  if (known) return known;
  const { version, ...rest } = wanted;
  const delivery: Delivery = {
    id,
    ...rest,
    wanted: version,
    sent: 0,
    state: 'waiting',
    reference: null,
    attempts: 0,
    nextAt: state.now,
    error: null,
    decidedAt: state.now,
    sentAt: null,
  };
  state.alerting.deliveries.set(id, delivery);
  forgetDone(state);
  effects.push({ kind: 'deliver', delivery: id });
  return delivery;
}

/** The newest news go to who was told before. What was given up is tried again when it rings anew. */
export function update(state: State, delivery: Delivery, version: number, rings: boolean, effects: Effect[]): void {
  delivery.wanted = version;
  delivery.rings = delivery.rings || rings;
  if (delivery.state === 'dead' && !rings) return;
  if (delivery.state === 'sent' || delivery.state === 'dead')
    Object.assign(delivery, { state: 'waiting', attempts: 0, nextAt: state.now, rings, error: null });
  effects.push({ kind: 'deliver', delivery: delivery.id });
}

export function holdBack(delivery: Delivery, { by, until }: { by: 'quiet' | 'cap'; until: number }): void {
  Object.assign(delivery, { state: 'held', heldBy: by, nextAt: until });
}

export function letGo(state: State, delivery: Delivery, effects: Effect[]): void {
  delete delivery.heldBy;
  Object.assign(delivery, { state: 'waiting', nextAt: state.now });
  effects.push({ kind: 'deliver', delivery: delivery.id });
}

/** What a summary told needs no message of its own any more. */
export function toldElsewhere(delivery: Delivery): void {
  delete delivery.heldBy;
  Object.assign(delivery, { state: 'sent', sent: delivery.wanted, nextAt: null });
}

/** Those of open incidents stay, so that they can be told how it goes on; of the others the oldest leave. */
function forgetDone({ alerting }: State): void {
  const { deliveries, open } = alerting;
  if (deliveries.size <= DELIVERIES_KEPT) return;
  for (const { id, state, about } of deliveries.values()) {
    if (deliveries.size <= DELIVERIES_KEPT) return;
    const isOver = about.kind !== 'incident' || !open.has(about.incident);
    if (isOver && (state === 'sent' || state === 'dead')) deliveries.delete(id);
  }
  for (const id of deliveries.keys()) {
    if (deliveries.size <= DELIVERIES_KEPT) return;
    deliveries.delete(id);
  }
}
