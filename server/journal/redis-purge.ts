import type { RedisLink } from './redis-link.ts';

/** Shortest time between two rewrites, in ms: each writes the whole journal anew. */
const REWRITE_EVERY = 60 * 1000;

/**
 * Gets erased words out of the append-only file, where the commands that brought them stay until it is rewritten. Redis
 * also does that by itself, each time the file has doubled.
 */
export class RedisPurge {
  readonly #link: RedisLink;
  readonly #now: () => number;
  #due = false;
  #at = Number.NEGATIVE_INFINITY;

  constructor(link: RedisLink, now: () => number) {
    this.#link = link;
    this.#now = now;
  }

  /** Something was erased. */
  async due(): Promise<void> {
    this.#due = true;
    await this.perhaps();
  }

  /** Rewrites the file if that is due and the last time is long enough ago; otherwise the next call may. */
  async perhaps(): Promise<void> {
    if (!this.#due || this.#now() - this.#at < REWRITE_EVERY) return;
    this.#at = this.#now();
    // Refused while another rewrite is under way, or by a hosted Redis that sees to it itself.
    this.#due = await this.#link
      .write((redis) => redis.bgRewriteAof())
      .then(
        () => false,
        () => true,
      );
  }
}
