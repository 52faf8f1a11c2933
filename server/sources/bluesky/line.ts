import type { IncomingMessage } from 'node:http';
import WebSocket, { type RawData } from 'ws';
import { z } from 'zod';

/** Longest wait for the line to open, in ms. */
const OPENING_MS = 10_000;
/** Our own pings keep the line open through proxies, in ms. */
const PING_MS = 20_000;
/** The largest frame that the socket takes in, in bytes; a larger one ends the line. */
const SOCKET_FRAME_BOUND = 16_777_216;
/** How much of a refusal is read, in bytes. */
const REFUSAL_BOUND = 4_096;

/** The server would not open the line. `code` is its name for the reason, if it gave one. */
export class Refused extends Error {
  override name = 'Refused';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(`the server answered ${status}${code && ` ${code}`}${message && `: ${message}`}`);
    this.status = status;
    this.code = code;
  }
}

export interface Listener {
  opened(line: Line): void;
  /** One frame. What it throws ends the line. */
  frame(data: Buffer, binary: boolean): void;
}

/** One WebSocket, from opening it to its end. */
export class Line {
  /** Rejects with the reason when the line was refused, broke, or was broken by us. */
  readonly ended: Promise<never>;
  readonly #socket: WebSocket;
  readonly #idleMs: number;
  #idle: NodeJS.Timeout | undefined;
  #reason: Error | undefined;

  constructor(url: URL, idleMs: number, listener: Listener) {
    this.#idleMs = idleMs;
    this.#socket = new WebSocket(url, { handshakeTimeout: OPENING_MS, maxPayload: SOCKET_FRAME_BOUND, perMessageDeflate: false });
    this.ended = new Promise((_, reject) => {
      this.#socket.on('close', (code, words) => {
        clearTimeout(this.#idle);
        reject(this.#reason ?? new Error(`the server closed the line (${code}${words.length > 0 ? ` ${text(words)}` : ''})`));
      });
    });
    this.#listen(listener);
  }

  #listen(listener: Listener): void {
    const ping = setInterval(() => this.#socket.readyState === WebSocket.OPEN && this.#socket.ping(), PING_MS);
    this.#socket.on('close', () => clearInterval(ping));
    this.#socket.on('error', (error) => this.break(error));
    this.#socket.on('unexpected-response', (_request, response) => this.#refused(response));
    this.#socket.on('open', () => {
      this.#heard();
      listener.opened(this);
    });
    this.#socket.on('message', (data, binary) => this.#frame(listener, data, binary));
  }

  #frame(listener: Listener, data: RawData, binary: boolean): void {
    if (this.#reason !== undefined) return;
    this.#heard();
    try {
      listener.frame(Buffer.isBuffer(data) ? data : Buffer.from([]), binary);
    } catch (error) {
      this.break(error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** Silence for too long means that the line is dead, whatever the socket believes; not while it is us who don't read. */
  #heard(): void {
    if (this.#socket.isPaused || this.#reason !== undefined) return;
    const say = () => this.break(new Error(`nothing came for ${this.#idleMs / 1000} s`));
    if (this.#idle) this.#idle.refresh();
    else this.#idle = setTimeout(say, this.#idleMs);
  }

  #refused(response: IncomingMessage): void {
    let body = '';
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => {
      body = (body + chunk).slice(0, REFUSAL_BOUND);
    });
    response.on('close', () => this.break(refusal(response.statusCode ?? 0, body)));
    response.setTimeout(OPENING_MS, () => response.destroy());
  }

  pause(): void {
    this.#socket.pause();
    clearTimeout(this.#idle);
    this.#idle = undefined;
  }

  resume(): void {
    this.#socket.resume();
    this.#heard();
  }

  /** Ends the line at once: `ended` rejects with `reason`. */
  break(reason: Error): void {
    this.#reason ??= reason;
    this.#socket.terminate();
  }
}

const Refusal = z.object({ error: z.string().max(64), message: z.string().default('') });

function refusal(status: number, body: string): Refused {
  try {
    const { error, message } = Refusal.parse(JSON.parse(body));
    return new Refused(status, error, message.slice(0, 200));
  } catch {
    return new Refused(status, '', body.split('\n', 1)[0]?.slice(0, 100) ?? '');
  }
}

const text = (reason: Buffer): string => reason.toString('utf8').slice(0, 123);
