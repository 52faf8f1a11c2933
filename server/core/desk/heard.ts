import { Words } from './report/words.ts';
import type { HeardPost } from './responses.ts';
import { ANSWERS_NOTHING, NOT_HERE, type Talk } from './talk.ts';

const NOT_COME = -1;

/** Posts as they come, in any order, and then as columns. Of two with one id the first counts. */
export class Heard {
  readonly #words = new Words();
  /** Ids of posts and of what they answer as numbers, and the place of each; NOT_COME: only answered so far. */
  readonly #numbers = new Map<string, number>();
  readonly #places: number[] = [];
  readonly #ids: string[] = [];
  readonly #at: number[] = [];
  /** Number of what it answers. */
  readonly #above: number[] = [];
  readonly #speaker: number[] = [];
  readonly #handles: number[] = [];
  readonly #signature: number[] = [];

  add({ id, at, author, own, parent, handles, signature }: HeardPost): void {
    const number = this.#number(id);
    if (this.#places[number] !== NOT_COME) return;
    this.#places[number] = this.#ids.push(id) - 1;
    this.#at.push(at);
    this.#above.push(parent === null ? ANSWERS_NOTHING : this.#number(parent));
    this.#speaker.push(own ? this.#words.number(author) : 0);
    this.#handles.push(this.#words.list(handles));
    this.#signature.push(this.#words.number(signature));
  }

  #number(id: string): number {
    const known = this.#numbers.get(id);
    if (known !== undefined) return known;
    this.#numbers.set(id, this.#places.push(NOT_COME) - 1);
    return this.#places.length - 1;
  }

  talk(): Talk {
    const place = (above: number): number => (this.#places[above] === NOT_COME ? NOT_HERE : this.#places[above]!);
    return {
      count: this.#ids.length,
      at: Float64Array.from(this.#at),
      parent: Int32Array.from(this.#above, (above) => (above === ANSWERS_NOTHING ? above : place(above))),
      speaker: Uint32Array.from(this.#speaker),
      network: new Uint32Array(this.#ids.length),
      handles: Uint32Array.from(this.#handles),
      signature: Uint32Array.from(this.#signature),
      words: this.#words,
      isLower: (a, b) => isLower(this.#ids[a]!, this.#ids[b]!),
    };
  }
}

/** Networks count ids up: the shorter number is the lower one. */
const isLower = (a: string, b: string): boolean => a.length < b.length || (a.length === b.length && a < b);
