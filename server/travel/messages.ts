import type { Config } from '../config.ts';
import type { Moment } from '../moments/files.ts';

/** What a process that looks back is told first. */
export interface Begin {
  kind: 'begin';
  at: number;
  speed: number;
  paused: boolean;
  /** Folder of the journal (unless it is Redis's), the history and the moments. */
  folder: string;
  redis?: string;
  /** Where states on the way are written. */
  moments: string;
  kept: Moment[];
  config: Config;
  dist: string;
  version: string;
  /** Of the server's passes. */
  secret: string;
}

export type ToChild =
  | Begin
  /** Go to another moment, or change how it plays. */
  | { kind: 'steer'; at?: number; speed?: number; paused?: boolean; kept: Moment[] }
  /** These posts were taken back; what still shows them has to be made anew. */
  | { kind: 'erased'; mentions: string[]; kept: Moment[] };

export interface Whereabouts {
  at: number;
  seq: number;
  speed: number;
  paused: boolean;
  from: number;
  to: number;
}

export type FromChild =
  | { kind: 'progress'; done: number; of: number }
  /** It can be looked at, on this port of this machine; told again after each time it loaded. */
  | ({ kind: 'ready'; port: number } & Whereabouts)
  | ({ kind: 'now' } & Whereabouts)
  /** A state on the way, worth keeping. */
  | { kind: 'moment'; seq: number; at: number; partial: string }
  | { kind: 'problem'; message: string };
