import type { Logger } from 'pino';
import type { Mode } from '../../shared/socket.ts';
import type { Access } from '../access.ts';
import type { Config } from '../config.ts';
import type { Engine } from '../engine.ts';
import type { Intake } from '../intake.ts';

/** Bounds that an installation or a test may set otherwise. */
export interface SocketLimits {
  /** Connections at a time. */
  connections: number;
  /** Connections at a time from one address other than this machine's own. */
  connectionsAnAddress: number;
  /** Packets that a connection may send in a minute; a wall sends a heartbeat now and then. */
  packetsAMinute: number;
}

export const SOCKET_LIMITS: SocketLimits = { connections: 5000, connectionsAnAddress: 200, packetsAMinute: 240 };

export interface GatewayDeps {
  log: Logger;
  engine: Pick<Engine, 'state' | 'seq' | 'slice' | 'onFold'>;
  intake: Pick<Intake, 'act'>;
  access: Access;
  config(): Config;
  readonly mode: Mode;
  clock: { now(): number; readonly pace: number };
  version: string;
  /** Nobody may act on what is shown: it is the past. */
  readonly shownOnly?: boolean;
  /** Where walls of a board should be instead of here: a drill has taken them. */
  readonly visits?: {
    visit(board: string): string | null;
    onVisit(listener: (boards: readonly string[]) => void): () => void;
  };
  /** What hinders the server, in whole sentences; screens are told the first. */
  health?(): { problems: string[] };
  limits?: Partial<SocketLimits>;
  /**
   * Deflate messages. Off unless asked for: every connection would be sent its own compressed copy, and a thousand walls on a
   * local network have more bandwidth to spare than the server has time.
   */
  compress?: boolean;
}
