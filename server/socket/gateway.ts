import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { Server } from 'socket.io';
import type { Slice } from '../../shared/slices.ts';
import { BEAT_SECONDS } from '../../shared/socket.ts';
import { hostMeant, originMeant } from '../access/door.ts';
import { type Clockwork, Conflation } from './conflate.ts';
import { type GatewayDeps, SOCKET_LIMITS } from './deps.ts';
import { deskRoom } from './desk.ts';
import { join } from './joining.ts';
import { Lookers } from './looking.ts';
import { feedOf } from './rooms.ts';
import { Turnstile } from './turnstile.ts';
import { type Io, Walls } from './walls.ts';

/** Longest message from a client, in bytes. */
const MESSAGE_BYTES = 16_000;
/** How often a connection is asked whether it lives, and how long it has to answer or to join, in ms. */
const PING_EVERY = 10_000;
const PATIENCE = 10_000;

export interface Gateway {
  /** Screens that have joined a board. */
  readonly joined: number;
  /** Sends the beat and looks after the connections; done every BEAT_SECONDS by itself. */
  beat(): void;
  /** Cuts every screen and lets go of the server, which stays open. */
  close(): void;
}

const passingTime: Clockwork = {
  now: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

function openServer(server: HttpServer, deps: GatewayDeps, turnstile: Turnstile): Io {
  const meant = ({ headers }: IncomingMessage): boolean =>
    hostMeant(deps.access.door, headers.host) && originMeant(deps.access.door, headers.origin, headers.host);
  return new Server(server, {
    serveClient: false,
    maxHttpBufferSize: MESSAGE_BYTES,
    perMessageDeflate: deps.compress ?? false,
    httpCompression: false,
    pingInterval: PING_EVERY,
    pingTimeout: PATIENCE,
    connectTimeout: PATIENCE,
    // Sockets of looks back are answered by another process, which may be busy.
    destroyUpgradeTimeout: PATIENCE,
    allowRequest: (request, decide) => decide(null, meant(request) && turnstile.hasRoom(request)),
  });
}

/** Feeds are rendered while somebody is in their room. */
function followRooms(io: Io, conflation: Conflation): void {
  io.sockets.adapter.on('create-room', (room: string) => {
    const feed = feedOf(room);
    if (feed) conflation.open(feed);
  });
  io.sockets.adapter.on('delete-room', (room: string) => {
    const feed = feedOf(room);
    if (feed) conflation.close(feed);
  });
}

function conflate(io: Io, deps: GatewayDeps, clockwork: Clockwork): Conflation {
  return new Conflation({
    clockwork,
    seq: () => deps.engine.seq,
    render: (name, scope) => rendered(deps.engine.slice(name, scope), scope),
    send: (room, slice) => io.to(room).emit('slice', slice),
    pace: () => deps.clock.pace,
    onProblem: (error, { name, scope }) => deps.log.error({ err: error, slice: name, scope }, 'a slice could not be made'),
  });
}

/** A scope that the fold doesn't know has no truth to show. */
function rendered(slice: Slice | null, scope: string): Slice {
  if (!slice) throw new Error(`there is no scope ${scope}`);
  return slice;
}

/**
 * Serves screens over Socket.IO on a server that somebody else made and will close. Who may not see the board they ask for is told
 * why in the answer to the handshake (`connect_error`); who may no longer see it is told by `refused` and cut.
 */
export function attachGateway(server: HttpServer, deps: GatewayDeps, clockwork: Clockwork = passingTime): Gateway {
  const turnstile = new Turnstile({ ...SOCKET_LIMITS, ...deps.limits }, clockwork.now);
  const io = openServer(server, deps, turnstile);
  const conflation = conflate(io, deps, clockwork);
  const lookers = new Lookers({ clockwork, tell: (scope, looking) => io.to(deskRoom(scope)).emit('looking', looking) });
  const walls = new Walls(io, deps, conflation, lookers);
  followRooms(io, conflation);
  io.engine.on('connection', (connection: Parameters<Turnstile['entered']>[0]) => turnstile.entered(connection));
  io.use((socket, next) => {
    const { caller } = deps.access.identify(socket.handshake.headers);
    const joined = join(socket.handshake.auth, caller, deps.config().boards);
    if ('refused' in joined) return next(new Error(joined.refused));
    socket.data.joined = joined;
    next();
  });
  io.on('connection', (socket) => walls.enter(socket));
  const stops = [
    deps.engine.onFold(() => conflation.folded()),
    deps.access.onRevoke((ids) => walls.revoke(ids)),
    deps.visits?.onVisit(() => walls.visit()) ?? (() => {}),
  ];
  const heart = setInterval(() => walls.beat(), BEAT_SECONDS * 1000).unref();
  return {
    get joined() {
      return walls.joined;
    },
    beat: () => walls.beat(),
    close: () => {
      for (const stop of stops) stop();
      clearInterval(heart);
      conflation.stop();
      lookers.stop();
      io.disconnectSockets(true);
      io.engine.close();
    },
  };
}
