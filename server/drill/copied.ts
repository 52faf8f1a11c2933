import type { State } from '../core/state.ts';

/**
 * Makes a copy of the state one to rehearse in, in place. What was to be told of what is real is told by the server, not again from here:
 * it counts as never rung, so only what happens in the drill is told. None of the sources is heard here, so their silence is no trouble.
 */
export function madeForDrill(state: State): State {
  const { alerting } = state;
  alerting.deliveries.clear();
  alerting.rang.clear();
  for (const open of alerting.open.values()) open.rangAt = null;
  state.sources.clear();
  return state;
}
