import type { Action, ActionAnswer } from './action.ts';
import type { Board } from './board.ts';
import type { Slice } from './slices.ts';

export type Mode = 'live' | 'demo' | 'replay' | 'drill';

/** First word after joining, before the slices. */
export interface Hello {
  /** Changes with every build of the client: a screen that sees another one reloads itself. */
  version: string;
  mode: Mode;
  /** The product's clock: the server's in live and demo, the story's in replay. */
  now: number;
  /** How fast that clock runs: 1, or the replay's speed. */
  pace: number;
  brand: string;
  board: Board;
  /** Whether this screen may act (acknowledge). */
  mayAct: boolean;
  /** Only for those who joined the desk. */
  desk?: DeskHello;
}

/** What the desk needs to know once: who there is, and what may be chosen. */
export interface DeskHello {
  people: { id: string; name: string; initials: string[]; team: string | null; languages: string[] }[];
  teams: { id: string; name: string; zone: string }[];
  watches: { id: string; name: string }[];
  /** Questions of the review sheet. */
  sheet: { id: string; question: string }[];
  /** Helpdesks that a case can be sent to. */
  helpdesks: { id: string; name: string }[];
}

/** Who looks at which case, at the desk: names by the case's number. */
export type Looking = Record<string, string[]>;

/** Every few seconds: all that was sent is still true at `at`; `seq` is the last entry folded. */
export interface Beat {
  now: number;
  at: number;
  seq: number;
  /** What hinders the server itself (a full disk, say), in words. */
  problem?: string;
}

/** Where a wall is to go, by its path. */
export interface Visit {
  to: string;
}

export interface ServerToClient {
  hello: (hello: Hello) => void;
  slice: (slice: Slice) => void;
  beat: (beat: Beat) => void;
  /** Who looks at what, when it changes; only to the desk. */
  looking: (looking: Looking) => void;
  /** This wall is wanted elsewhere on this server, at this path: a drill takes it. */
  visit: (visit: Visit) => void;
  /** The token was revoked, or the board is gone: show why and stop asking. */
  refused: (reason: string) => void;
}

export interface ClientToServer {
  action: (action: Action, answer: (answer: ActionAnswer) => void) => void;
  /** This desk shows that case now, to that person; null: none. */
  look: (at: { case: string | null; by: string }) => void;
}

/** Sent in the handshake's `auth`. */
export interface Joining {
  board: string;
  /** The desk instead of a wall: it is sent the slices of alerts and `desk` of the board's scope alone, and who looks at what. */
  desk?: boolean;
}

/** Seconds between beats; a screen that misses three shows its data as stale. */
export const BEAT_SECONDS = 2;
