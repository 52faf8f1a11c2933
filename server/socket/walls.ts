import type { DefaultEventsMap, Server, Socket } from 'socket.io';
import type { ClientToServer, ServerToClient } from '../../shared/socket.ts';
import type { Config } from '../config.ts';
import { act, answerer } from './acting.ts';
import type { Conflation } from './conflate.ts';
import type { GatewayDeps } from './deps.ts';
import { deskRoom, Look } from './desk.ts';
import { feedsFor, helloFor, type Joined, join } from './joining.ts';
import type { Lookers } from './looking.ts';
import { roomOf } from './rooms.ts';

/**
 * A connection that took nothing of what waits for it at so many beats in a row is cut; it rejoins and gets complete slices.
 * Beats are counted, not time, since after a halt of this process every connection looks idle.
 */
export const SLOW_BEATS = 3;

interface SocketData {
  joined: Joined;
  /** Whether it took what waited for it since the last beat. */
  drained: boolean;
  /** Beats in a row at which it had not. */
  stuck: number;
}

export type Io = Server<ClientToServer, ServerToClient, DefaultEventsMap, SocketData>;
type Wall = Socket<ClientToServer, ServerToClient, DefaultEventsMap, SocketData>;

/** The screens that are connected, from their first word to the last. */
export class Walls {
  readonly #io: Io;
  readonly #deps: GatewayDeps;
  readonly #conflation: Conflation;
  readonly #lookers: Lookers;
  #config: Config;

  constructor(io: Io, deps: GatewayDeps, conflation: Conflation, lookers: Lookers) {
    this.#io = io;
    this.#deps = deps;
    this.#conflation = conflation;
    this.#lookers = lookers;
    this.#config = deps.config();
  }

  get joined(): number {
    return this.#io.sockets.sockets.size;
  }

  enter(wall: Wall): void {
    this.#welcome(wall);
    wall.data.stuck = 0;
    wall.conn.on('drain', () => {
      wall.data.drained = true;
    });
    wall.on('action', (sent, given) => void this.#act(wall, sent, given));
    wall.on('look', (sent) => this.#look(wall, sent));
    wall.on('disconnect', () => this.#lookers.leave(wall.id));
  }

  /** All that was sent is true up to now, except where a slice cannot be made: those screens see their data grow old. */
  beat(): void {
    this.#followConfig();
    this.#cutSlow();
    const { state, seq } = this.#deps.engine;
    const [problem] = this.#deps.health?.().problems ?? [];
    const beat = { now: this.#deps.clock.now(), at: state.now, seq, ...(problem === undefined ? {} : { problem }) };
    this.#io.except([...this.#conflation.failing]).emit('beat', beat);
  }

  /** Sends walls where they are wanted. */
  visit(): void {
    for (const wall of this.#io.sockets.sockets.values()) this.#send(wall);
  }

  #send(wall: Wall): void {
    const { board, desk } = wall.data.joined;
    const to = desk ? null : (this.#deps.visits?.visit(board.name) ?? null);
    if (to !== null) wall.emit('visit', { to });
  }

  /** Tokens that are no longer good. */
  revoke(ids: ReadonlySet<string>): void {
    for (const wall of this.#io.sockets.sockets.values()) {
      const { joined } = wall.data;
      if (joined.caller.token !== undefined && ids.has(joined.caller.token)) refuse(wall, 'the access token was revoked');
    }
  }

  /** Hello first, then every slice of the board, in one go: nothing folded later can come between. */
  #welcome(wall: Wall): void {
    const { joined } = wall.data;
    const feeds = feedsFor(joined);
    wall.join(feeds.map(roomOf));
    wall.emit('hello', helloFor(joined, this.#deps));
    for (const feed of feeds) {
      const slice = this.#conflation.latest(feed);
      if (slice) wall.emit('slice', slice);
    }
    if (joined.desk) this.#seatAtDesk(wall, joined.board.scope);
    this.#send(wall);
  }

  #seatAtDesk(wall: Wall, scope: string): void {
    wall.join(deskRoom(scope));
    wall.emit('looking', this.#lookers.in(scope));
  }

  /** What is no look changes nothing; a case that is not at the desk is nobody's business. */
  #look(wall: Wall, sent: unknown): void {
    const { joined } = wall.data;
    const look = Look.safeParse(sent);
    if (!joined.desk || !look.success) return;
    const { case: id, by } = look.data;
    if (id !== null && this.#deps.engine.state.desk.cases.has(id)) this.#lookers.look(wall.id, { scope: joined.board.scope, case: id, by });
    else this.#lookers.leave(wall.id);
  }

  #seat(wall: Wall, joined: Joined): void {
    wall.data.joined = joined;
    this.#welcome(wall);
  }

  async #act(wall: Wall, sent: unknown, given: unknown): Promise<void> {
    answerer(given)(await act(sent, wall.data.joined.caller, this.#deps));
  }

  /** After the config changed every screen is welcomed anew, to the board as it is now. */
  #followConfig(): void {
    const config = this.#deps.config();
    if (config === this.#config) return;
    this.#config = config;
    for (const wall of this.#io.sockets.sockets.values()) this.#rejoin(wall, config);
  }

  #rejoin(wall: Wall, config: Config): void {
    const { joined } = wall.data;
    for (const feed of feedsFor(joined)) wall.leave(roomOf(feed));
    wall.leave(deskRoom(joined.board.scope));
    const now = join({ board: joined.board.name, desk: joined.desk }, joined.caller, config.boards);
    if ('refused' in now) {
      refuse(wall, now.refused);
      return;
    }
    if (now.board.scope !== joined.board.scope) this.#lookers.leave(wall.id);
    this.#seat(wall, now);
  }

  /** What waits for a connection grows while it takes nothing, so that must end. */
  #cutSlow(): void {
    for (const wall of this.#io.sockets.sockets.values()) {
      const free = wall.conn.transport.writable || wall.data.drained;
      wall.data.drained = false;
      wall.data.stuck = free ? 0 : wall.data.stuck + 1;
      if (wall.data.stuck >= SLOW_BEATS) this.#cut(wall);
    }
  }

  #cut(wall: Wall): void {
    this.#deps.log.warn({ address: wall.conn.remoteAddress }, 'a screen took nothing of what was sent and was cut');
    wall.conn.close(true);
  }
}

/** The last word to a screen. */
function refuse(wall: Wall, reason: string): void {
  wall.emit('refused', reason);
  wall.disconnect(true);
}
