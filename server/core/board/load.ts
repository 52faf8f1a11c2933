import type { LoadSlice } from '../../../shared/slices.ts';
import { load as loadOf } from '../incidents/load.ts';
import type { Scope, State } from '../state.ts';

/** What alerts ask of people: the same for every scope, since the same people answer. */
export const load = (state: State, _scope: Scope): LoadSlice => loadOf(state);
