import type { WatchAction } from '../../../shared/action.ts';
import type { Effect } from '../effect.ts';
import type { State } from '../state.ts';

/** A test message. Null, or why not. */
export function testChannel(_state: State, _action: Extract<WatchAction, { type: 'test-channel' }>, _effects: Effect[]): string | null {
  return 'there are no channels';
}

/** What was given up is tried again. Null, or why not. */
export function deliverAgain(_state: State, _action: Extract<WatchAction, { type: 'deliver-again' }>, _effects: Effect[]): string | null {
  return 'there are no channels';
}
