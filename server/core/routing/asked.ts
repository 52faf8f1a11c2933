import type { WatchAction } from '../../../shared/action.ts';
import type { Effect } from '../effect.ts';
import { alertingOf, deskOf } from '../settings.ts';
import type { State } from '../state.ts';
import { deliver, letGo } from './deliveries.ts';

type Asked<T extends WatchAction['type']> = Extract<WatchAction, { type: T }>;

/** A test message: to whoever asks, where a channel reaches one person at a time. Null, or why not. */
export function testChannel(state: State, { id, by, channel: wanted }: Asked<'test-channel'>, effects: Effect[]): string | null {
  const channel = alertingOf(state.settings).channels.find((one) => one.id === wanted);
  if (!channel) return `there is no channel ${wanted}`;
  const person = deskOf(state.settings).people.find((one) => one.id === by || one.name.toLowerCase() === by.toLowerCase());
  if (channel.personal && !person) return `${channel.name} reaches one person at a time, and nobody of the desk is called ${by}`;
  const about = { kind: 'test', by } as const;
  deliver(
    state,
    {
      channel: channel.id,
      person: channel.personal ? (person?.id ?? null) : null,
      about,
      why: `a test by ${by} (${id})`,
      version: state.seq + 1,
      rings: false,
    },
    effects,
  );
  return null;
}

/** What was given up is tried again. Null, or why not. */
export function deliverAgain(state: State, { delivery: id }: Asked<'deliver-again'>, effects: Effect[]): string | null {
  const delivery = state.alerting.deliveries.get(id);
  if (!delivery) return 'that is not known any more';
  if (delivery.state !== 'dead') return 'that was not given up';
  Object.assign(delivery, { attempts: 0, error: null });
  letGo(state, delivery, effects);
  return null;
}
