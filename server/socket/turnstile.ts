import type { IncomingMessage } from 'node:http';
import { isLoopback } from '../access/door.ts';
import type { SocketLimits } from './deps.ts';

/** What is needed of a connection of engine.io. */
export interface Connection {
  readonly remoteAddress: string;
  once(event: 'close', listener: () => void): unknown;
  on(event: 'packet', listener: () => void): unknown;
  close(discard: boolean): void;
}

const WINDOW_MS = 60_000;

/** Whether an address is this machine's own, also when written as IPv6. */
const own = (address: string): boolean => isLoopback(address.replace(/^::ffff:/, ''));

/** Counts connections and what they send, and keeps both within bounds. A proxy on this machine counts its own callers. */
export class Turnstile {
  readonly #limits: SocketLimits;
  readonly #now: () => number;
  readonly #byAddress = new Map<string, number>();
  #total = 0;

  constructor(limits: SocketLimits, now: () => number) {
    this.#limits = limits;
    this.#now = now;
  }

  hasRoom(request: IncomingMessage): boolean {
    if (this.#total >= this.#limits.connections) return false;
    const address = request.socket.remoteAddress ?? '';
    return own(address) || (this.#byAddress.get(address) ?? 0) < this.#limits.connectionsAnAddress;
  }

  entered(connection: Connection): void {
    const address = connection.remoteAddress;
    this.#count(address, 1);
    connection.once('close', () => this.#count(address, -1));
    this.#watchPackets(connection);
  }

  #count(address: string, change: number): void {
    this.#total += change;
    const count = (this.#byAddress.get(address) ?? 0) + change;
    if (count > 0) this.#byAddress.set(address, count);
    else this.#byAddress.delete(address);
  }

  /** Who sends more than any wall does is cut off; an honest client comes back by itself. */
  #watchPackets(connection: Connection): void {
    let since = this.#now();
    let count = 0;
    connection.on('packet', () => {
      if (this.#now() - since >= WINDOW_MS) {
        since = this.#now();
        count = 0;
      }
      count += 1;
      if (count > this.#limits.packetsAMinute) connection.close(true);
    });
  }
}
