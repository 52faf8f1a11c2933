import { io, type Socket } from 'socket.io-client';
import type { Action, ActionAnswer } from '../shared/action.ts';
import type { Slice } from '../shared/slices.ts';
import type { Beat, ClientToServer, Hello, Joining, Looking, ServerToClient } from '../shared/socket.ts';
import { within } from './base.ts';

/** What the wall does with what it hears. */
export interface Heard {
  hello(hello: Hello): void;
  slice(slice: Slice): void;
  beat(beat: Beat): void;
  /** The server said no, and why; it is not asked again. */
  refused(reason: string): void;
  /** The server wants a token first. */
  locked(reason: string): void;
  lost(): void;
  /** Who looks at which case; only a desk is told. */
  looking?(looking: Looking): void;
  /** A drill wants this wall, at this path. */
  visit?(to: string): void;
}

export interface Line {
  /** Resolves with the server's answer, or with one in words when none came in time. */
  act(action: Action): Promise<ActionAnswer>;
  /** Tells other desks which case this one shows, and to whom. */
  look(shown: string | null, by: string): void;
  close(): void;
}

const ANSWER_MS = 8_000;
/** A server that closes in good order is joined again after this long, and up to as long again. */
const REJOIN_MS = 2_000;

/**
 * Joins a board and stays joined: reconnects for ever, after half a second to fifteen with jitter, so that a thousand
 * screens do not come back in the same instant. Nothing is kept of an old connection: the server sends complete
 * slices to whoever joins.
 */
export function join(board: string, heard: Heard, desk = false): Line {
  const auth: Joining = desk ? { board, desk } : { board };
  const socket: Socket<ServerToClient, ClientToServer> = io({
    auth,
    path: within('/socket.io'),
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 15_000,
    randomizationFactor: 0.5,
    timeout: 10_000,
  });
  socket.on('hello', heard.hello);
  socket.on('slice', heard.slice);
  socket.on('beat', heard.beat);
  if (heard.looking) socket.on('looking', heard.looking);
  socket.on('visit', ({ to }) => heard.visit?.(to));
  let ended = false;
  const end = () => {
    ended = true;
    socket.disconnect();
  };
  socket.on('refused', (reason) => {
    deny(reason, heard);
    end();
  });
  socket.on('connect_error', (error) => {
    if (!socket.active) deny(error.message, heard);
    else heard.lost();
  });
  socket.on('disconnect', (reason) => {
    heard.lost();
    // The library does not come back by itself when the server closed in good order; a wall always does.
    if (reason === 'io server disconnect') setTimeout(() => ended || socket.connect(), REJOIN_MS * (1 + Math.random()));
  });
  return {
    act: (action) => act(socket, action),
    // What is said while there is no connection is out of date when there is one again.
    look: (shown, by) => void socket.volatile.emit('look', { case: shown, by }),
    close: end,
  };
}

/** A refusal that is about the token can be answered by signing in; any other is final. */
function deny(reason: string, heard: Heard): void {
  if (/\btoken\b/i.test(reason)) heard.locked(reason);
  else heard.refused(reason);
}

async function act(socket: Socket<ServerToClient, ClientToServer>, action: Action): Promise<ActionAnswer> {
  if (!socket.connected) return { ok: false, error: 'Not connected. Try again when this page is live.' };
  try {
    return await socket.timeout(ANSWER_MS).emitWithAck('action', action);
  } catch {
    return { ok: false, error: 'The server did not answer. Try again.' };
  }
}
