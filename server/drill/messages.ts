import type { DrillDeed, DrillIncident } from '../../shared/drill.ts';
import type { Config } from '../config.ts';

/** What a drill's process is told first. */
export interface BeginDrill {
  kind: 'begin';
  /** A folder of its own, which goes with it. */
  folder: string;
  /** File with the state as it was when the drill was wanted. */
  state: string;
  /** The server's product clock then, in ms since 1970 UTC. */
  at: number;
  /** File of the story. */
  scenario: string;
  run: string;
  speed: number;
  tells: boolean;
  config: Config;
  dist: string;
  /** Of the server's passes. */
  secret: string;
}

export type ToDrill =
  | BeginDrill
  /** This post was taken back: its words leave the copy too. */
  | { kind: 'erased'; mention: string }
  /** Tell the last figures, and go. */
  | { kind: 'end' };

export interface Figures {
  onsetAt: number | null;
  told: number;
  incidents: DrillIncident[];
  deeds: DrillDeed[];
}

export type FromDrill =
  | { kind: 'ready'; port: number }
  | ({ kind: 'now' } & Figures)
  | ({ kind: 'ended' } & Figures)
  | { kind: 'problem'; message: string };
