import type { SliceData, SliceName } from '../../../shared/slices.ts';
import type { Scope, State } from '../state.ts';
import { alerts } from './alerts.ts';
import { answers } from './answers.ts';
import { desk } from './desk.ts';
import { focus } from './focus.ts';
import { load } from './load.ts';
import { mix } from './mix.ts';
import { pulse } from './pulse.ts';
import { sentiment } from './sentiment.ts';
import { share } from './share.ts';
import { shift } from './shift.ts';
import { sources } from './sources.ts';
import { topTrends } from './trends.ts';
import { viral } from './viral.ts';
import { voices } from './voices.ts';
import { volume, volumeNow } from './volume.ts';
import { waiting } from './waiting.ts';
import { where } from './where.ts';
import { wins } from './wins.ts';

/** The catalogue of slices: state in, a small complete piece of data out. */
const RENDER: { [K in SliceName]: (state: State, scope: Scope) => SliceData[K] } = {
  pulse,
  volume,
  'volume-now': volumeNow,
  sentiment,
  alerts,
  focus,
  load,
  voices,
  trends: topTrends,
  viral,
  where,
  share,
  mix,
  sources,
  waiting,
  answers,
  desk,
  wins,
  shift,
};

/** A scope that the settings no longer know shows everything of nothing: an unknown scope is empty, never another's. */
export function renderSlice<K extends SliceName>(state: State, name: K, scopeId: string): SliceData[K] | null {
  const scope = state.scopes.get(scopeId);
  return scope ? RENDER[name](state, scope) : null;
}
