import { setTimeout as pause } from 'node:timers/promises';
import { createClient, RESP_TYPES } from 'redis';
import { JournalUnavailable } from './journal.ts';
import type { Script } from './redis-scripts.ts';
import { redisTrouble, turnedAway } from './redis-trouble.ts';

/** Milliseconds: before a read is tried again, and between attempts to connect at most. */
const READ_PAUSE = 100;
const CONNECT_PAUSE_BOUND = 2_000;
/** A Redis that answers nothing at all for so long (ms) counts as gone; it is asked three times before. */
const SILENCE_BOUND = 15_000;

/** Attempts to connect after the first one has failed, before opening gives up: about ten seconds. */
const PATIENCE = 8;

type Argument = string | Buffer;

/** A connection that comes back by itself. While it is gone writes are refused and reads wait. */
export class RedisLink {
  readonly place: string;
  readonly #client: ReturnType<typeof client>;
  readonly #closing = new AbortController();

  private constructor(url: string, patience: number) {
    this.place = new URL(url).host;
    this.#client = client(url, patience);
    // Without a listener a lost connection would end the process; each command tells of its own failure.
    this.#client.on('error', () => {});
  }

  /** Rejects with `JournalUnavailable` after `patience` further attempts. */
  static async open(url: string, patience = PATIENCE): Promise<RedisLink> {
    const link = new RedisLink(url, patience);
    await link.write((redis) => redis.connect());
    return link;
  }

  /** Calls `listener` for each message, and when the connection is back, since some may have been missed. */
  async listen(channel: string, listener: () => void): Promise<void> {
    this.#client.on('ready', listener);
    await this.write((redis) => redis.subscribe(channel, listener));
  }

  /** Sends at once or rejects; whether something was written before a lost connection is then unknown. */
  async write<T>(send: (redis: ReturnType<typeof client>) => Promise<T>): Promise<T> {
    try {
      return await send(this.#client);
    } catch (error) {
      throw redisTrouble(error, this.place);
    }
  }

  /** Waits until Redis is back, unless this link is closed. */
  async read<T>(send: (redis: ReturnType<typeof client>) => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await this.write(send);
      } catch (error) {
        if (!(error instanceof JournalUnavailable) || this.#closing.signal.aborted) throw error;
        await pause(READ_PAUSE, undefined, { signal: this.#closing.signal, ref: false }).catch(() => {});
      }
    }
  }

  writing(script: Script, keys: string[], args: Argument[]): Promise<unknown> {
    return this.write((redis) => evaluate(redis, script, keys, args));
  }

  reading(script: Script, keys: string[], args: Argument[]): Promise<unknown> {
    return this.read((redis) => evaluate(redis, script, keys, args));
  }

  /** Bytes of one field of a hash. */
  bytes(key: string, field: string): Promise<Buffer | null> {
    return this.read((redis) => redis.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer }).hGet(key, field));
  }

  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort();
    if (this.#client.isReady) await this.#client.close();
    else this.#client.destroy();
  }
}

function client(url: string, patience: number) {
  let met = false;
  const made = createClient({
    url,
    disableOfflineQueue: true,
    pingInterval: SILENCE_BOUND / 3,
    socket: {
      socketTimeout: SILENCE_BOUND,
      reconnectStrategy: (tries, cause) =>
        met || (tries < patience && !turnedAway(cause)) ? Math.min(2 ** tries * 50, CONNECT_PAUSE_BOUND) : cause,
    },
  });
  return made.on('ready', () => {
    met = true;
  });
}

/** By its digest; a Redis that has not seen the script yet, or was restarted, is told it. */
async function evaluate(redis: ReturnType<typeof client>, script: Script, keys: string[], args: Argument[]): Promise<unknown> {
  try {
    return await redis.evalSha(script.sha, { keys, arguments: args });
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
    return redis.eval(script.lua, { keys, arguments: args });
  }
}
