import type { Effect } from '../effect.ts';
import type { DeliveryEntry } from '../entry.ts';
import type { State } from '../state.ts';

/** What became of telling somebody. */
export function hearDelivery(_state: State, _entry: DeliveryEntry, _effects: Effect[]): void {}
