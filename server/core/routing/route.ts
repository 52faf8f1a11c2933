import type { Effect } from '../effect.ts';
import type { State } from '../state.ts';

/** Decides who has to be told what, by the routes of the config. */
export function routeNews(_state: State, _effects: Effect[]): void {}
