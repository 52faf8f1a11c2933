import type { Board } from '../shared/board.ts';
import type { Settings } from './core/settings.ts';

export interface SourceConfig {
  id: string;
  kind: string;
  /** Still unparsed: the kind's own schema reads it. */
  options: unknown;
}

/** A checked `earshot.yaml`, with every default filled in. */
export interface Config {
  settings: Settings;
  boards: Board[];
  sources: SourceConfig[];
  retention: { days: number; megabytes: number };
}
