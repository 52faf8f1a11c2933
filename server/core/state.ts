import type { Settings } from './settings.ts';

/** Everything the fold knows. Being filled in. */
export interface State {
  seq: number;
  now: number;
  settings: Settings;
}
