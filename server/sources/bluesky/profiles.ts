import type { Author } from '../../../shared/mention.ts';
import { backOff, pause } from '../backoff.ts';
import { reasonOf } from '../supervisor.ts';
import { fetchProfiles, TryLater } from './fetch-profiles.ts';
import { Lru } from './lru.ts';

/** Actors in one call: the most that the network takes. */
const CALL_BOUND = 25;
/** Authors that are remembered, and for how long, in ms. */
const CACHE_BOUND = 20_000;
const FRESH_MS = 6 * 3_600_000;
/** Authors that wait to be asked for; more are left as they are until their next post. */
const WANTED_BOUND = 5_000;
/** Our own accounts that are asked for. */
const OURS_BOUND = 200;
const HANDLE = /^([a-z0-9-]{1,63}\.)+[a-z][a-z0-9-]{0,62}$/i;
/** A call that failed this often is given up. */
const TRIES = 5;

interface Remembered {
  at: number;
  /** Absent while nobody could tell. */
  author?: Author;
}

export interface ProfileDeps {
  url: string;
  now(): number;
  random(): number;
  /** How long actors are gathered for one call, and the least time between calls, in ms. */
  gatherMs: number;
  /** Gets each author that was looked up. */
  found(authors: Author[]): void;
  /** Gets the reason when a call failed. */
  failed(reason: string): void;
}

/** Looks authors up beside the stream. A post never waits for it: what is found out comes later, as news of the author. */
export class Profiles {
  readonly #deps: ProfileDeps;
  readonly #cache = new Lru<Remembered>(CACHE_BOUND);
  /** Our own accounts by id, few and never forgotten: a reply must be known as ours even if the last one was long ago. */
  readonly #ours = new Map<string, Author>();
  readonly #wanted = new Set<string>();
  #wake: () => void = () => undefined;

  constructor(deps: ProfileDeps) {
    this.#deps = deps;
  }

  known(did: string): Author | undefined {
    return this.#ours.get(did) ?? this.#cache.get(did)?.author;
  }

  /** Asks again even for a known author. */
  want(did: string): void {
    if (this.#wanted.size >= WANTED_BOUND) return;
    this.#wanted.add(did);
    this.#wake();
  }

  /** Asks for our own accounts by their handles; what is no handle of this network is left out, since it would spoil the call. */
  wantOurs(handles: readonly string[]): void {
    for (const handle of handles.slice(0, OURS_BOUND)) if (HANDLE.test(handle)) this.want(handle.toLowerCase());
  }

  /** Asks for an author who is not known, or was looked up long ago. */
  wantUnlessFresh(did: string): void {
    const remembered = this.#cache.get(did);
    if (!remembered || this.#deps.now() - remembered.at > FRESH_MS) this.want(did);
  }

  /** Answers what is wanted, one call at a time, until the signal aborts. It never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#somebodyWanted(signal);
      await pause(this.#deps.gatherMs, signal);
      const actors = [...this.#wanted].slice(0, CALL_BOUND);
      for (const did of actors) this.#wanted.delete(did);
      if (!signal.aborted && actors.length > 0) await this.#call(actors, signal);
    }
  }

  async #call(actors: string[], signal: AbortSignal): Promise<void> {
    for (let failures = 1; failures <= TRIES && !signal.aborted; failures++) {
      try {
        this.#learn(actors, await fetchProfiles(this.#deps.url, actors, signal));
        return;
      } catch (error) {
        if (signal.aborted) return;
        this.#deps.failed(reasonOf(error));
        if (!(error instanceof TryLater)) break;
        await pause(error.afterMs ?? backOff(failures, this.#deps.random), signal);
      }
    }
    this.#remember(actors, []);
  }

  #learn(actors: string[], answer: Author[]): void {
    const asked = answer.filter(({ id, handle }) => actors.includes(id) || actors.includes(handle.toLowerCase()));
    for (const author of asked) {
      if (this.#ours.has(author.id) || actors.includes(author.handle.toLowerCase())) this.#ours.set(author.id, author);
    }
    this.#remember(actors, asked);
    if (asked.length > 0) this.#deps.found(asked);
  }

  /** Also remembers for whom there was no answer, so as not to ask at every post of theirs. */
  #remember(actors: string[], authors: Author[]): void {
    const at = this.#deps.now();
    const byId = new Map(authors.map((author) => [author.id, author]));
    for (const did of actors) this.#cache.set(did, { at, author: byId.get(did) ?? this.known(did) });
  }

  #somebodyWanted(signal: AbortSignal): Promise<void> {
    if (this.#wanted.size > 0 || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      this.#wake = resolve;
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }
}
