import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';

/** Lets a server send as much as is taken from it: resolves when the system has taken all that was written to its connections. */
export function drainage(server: Server): () => Promise<void> {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return async () => {
    do await setImmediate();
    while ([...open].some((socket) => socket.writableLength > 0));
  };
}

/** Answers `run` and `stop`; in between `round` is done again and again, each when the one before is sent. */
export function runsRounds(round: () => void, drained: () => Promise<void>): (kind: string) => void {
  let running = false;
  return (kind) => {
    const begins = kind === 'run' && !running;
    running = kind === 'run';
    if (begins) void rounds();
  };
  async function rounds(): Promise<void> {
    while (running) {
      round();
      await drained();
    }
  }
}
