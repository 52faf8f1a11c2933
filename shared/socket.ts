import type { Action, ActionAnswer } from './action.ts';
import type { Board } from './board.ts';
import type { Slice } from './slices.ts';

export type Mode = 'live' | 'demo' | 'replay';

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
}

/** Every few seconds: all that was sent is still true at `at`; `seq` is the last entry folded. */
export interface Beat {
  now: number;
  at: number;
  seq: number;
  /** What hinders the server itself (a full disk, say), in words. */
  problem?: string;
}

export interface ServerToClient {
  hello: (hello: Hello) => void;
  slice: (slice: Slice) => void;
  beat: (beat: Beat) => void;
  /** The token was revoked, or the board is gone: show why and stop asking. */
  refused: (reason: string) => void;
}

export interface ClientToServer {
  action: (action: Action, answer: (answer: ActionAnswer) => void) => void;
}

/** Sent in the handshake's `auth`. */
export interface Joining {
  board: string;
}

/** Seconds between beats; a screen that misses three shows its data as stale. */
export const BEAT_SECONDS = 2;
