import type { HeardPost } from './responses.ts';

/** An account of ours as it writes itself. `asked` and `tally` are of the counting under way. */
export interface Speaker<T> {
  handle: string;
  name: string;
  asked: number;
  tally: T;
}

/** A post with what it is linked to. `counted` and `place` are of the counting under way. */
export interface Said<T> {
  id: string;
  at: number;
  network: string;
  /** Null: a customer's. */
  speaker: Speaker<T> | null;
  handles: readonly string[];
  signature: string | null;
  /** It answers something, whether or not that is here. */
  isAnswer: boolean;
  parent: Said<T> | null;
  /** Our direct answers to it. */
  answers: Said<T>[];
  /** False for what others refer to and is not here. */
  isHere: boolean;
  counted: number;
  place: number;
}

const NONE: readonly never[] = [];

/** Posts linked to one another as they come, in any order, so that counting them needs no search. */
export class Talk<T> {
  readonly #posts = new Map<string, Said<T>>();
  readonly #speakers = new Map<string, Speaker<T>>();
  readonly #tally: () => T;

  constructor(tally: () => T) {
    this.#tally = tally;
  }

  /** Of two posts with one id the first counts: null for the second. */
  add({ id, at, author, own, parent, handles, signature }: HeardPost, network: string): Said<T> | null {
    const post = this.#at(id);
    if (post.isHere) return null;
    const above = parent ? this.#at(parent) : null;
    const speaker = own ? this.#speakerOf(author) : null;
    Object.assign(post, { at, network, speaker, handles, signature, isAnswer: above !== null, parent: above, isHere: true });
    if (own && above) {
      if (above.answers === (NONE as readonly Said<T>[])) above.answers = [post];
      else above.answers.push(post);
    }
    return post;
  }

  remove(id: string): void {
    const post = this.#posts.get(id);
    if (!post) return;
    if (post.speaker && post.parent) post.parent.answers = post.parent.answers.filter((answer) => answer !== post);
    post.isHere = false;
  }

  speaker(handle: string): Speaker<T> | undefined {
    return this.#speakers.get(handle);
  }

  all(): Iterable<Said<T>> {
    return this.#posts.values();
  }

  #at(id: string): Said<T> {
    const known = this.#posts.get(id);
    if (known) return known;
    const post: Said<T> = {
      id,
      at: 0,
      network: '',
      speaker: null,
      handles: NONE,
      signature: null,
      isAnswer: false,
      parent: null,
      answers: NONE as never[],
      isHere: false,
      counted: 0,
      place: 0,
    };
    this.#posts.set(id, post);
    return post;
  }

  #speakerOf(name: string): Speaker<T> {
    const handle = name.toLowerCase();
    const known = this.#speakers.get(handle) ?? { handle, name, asked: 0, tally: this.#tally() };
    this.#speakers.set(handle, known);
    return known;
  }
}
