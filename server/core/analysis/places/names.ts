import { gazetteer, type Name } from './gazetteer.ts';

/** Scripts from Thai on, but for Georgian to Khmer, are written without spaces, or (Korean) with particles on the word. */
const FIRST_RUN = 0xe00;

export const isRun = (text: string): boolean => text.charCodeAt(0) >= FIRST_RUN && text.charCodeAt(0) !== 0x1e00;

/** Bits that tell which first words can begin a name. */
const SIEVE_BITS = 19;
const SIEVE_MASK = (1 << SIEVE_BITS) - 1;

/** Names by their first word, found at the cost of looking at three letters when there is none. */
export class Names {
  readonly #byFirst = new Map<string, Name[]>();
  /** Names within a run of letters, by their first two. */
  readonly #byStart = new Map<string, Name[]>();
  /** Names of several words as people write them in a hashtag. */
  readonly #joined = new Map<string, Name>();
  readonly #sieve = new Uint32Array(1 << (SIEVE_BITS - 5));

  constructor(names: Iterable<Name>) {
    for (const name of names) this.#add(name);
    for (const list of this.#byFirst.values()) if (list.length > 1) list.sort((a, b) => b.words.length - a.words.length);
    for (const list of this.#byStart.values()) if (list.length > 1) list.sort((a, b) => b.words[0]!.length - a.words[0]!.length);
  }

  #add(name: Name): void {
    const [first = ''] = name.words;
    if (isRun(first) && name.words.length === 1) push(this.#byStart, first.slice(0, 2), name);
    else push(this.#byFirst, first, name);
    if (name.words.length > 1 && !this.#joined.has(name.words.join(''))) this.#joined.set(name.words.join(''), name);
    this.#mark(first);
  }

  #mark(first: string): void {
    const at = sieved(first);
    this.#sieve[at >>> 5]! |= 1 << (at & 31);
  }

  /** Names that begin with this word, the longest first and then the likeliest. */
  starting(word: string): readonly Name[] | undefined {
    const at = sieved(word);
    return ((this.#sieve[at >>> 5]! >>> (at & 31)) & 1) === 1 ? this.#byFirst.get(word) : undefined;
  }

  /** Names that may stand in a run from `at` on, the longest first. */
  inRun(run: string, at: number): readonly Name[] | undefined {
    return this.#byStart.get(run.slice(at, at + 2));
  }

  tagged(hashtag: string): Name | undefined {
    return this.#joined.get(hashtag);
  }

  get runs(): boolean {
    return this.#byStart.size > 0;
  }
}

/** Of four of its letters and the length: nine of ten words that begin no name fall through. */
function sieved(word: string): number {
  const { length } = word;
  let mixed = Math.imul(word.charCodeAt(0) + (word.charCodeAt(length - 1) << 8) + (length << 20), 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 15) ^ (word.charCodeAt(length >> 1) + (word.charCodeAt(length >> 2) << 9)), 0x85ebca6b);
  return (mixed ^ (mixed >>> 14)) & SIEVE_MASK;
}

function push(map: Map<string, Name[]>, key: string, name: Name): void {
  const list = map.get(key);
  if (list) list.push(name);
  else map.set(key, [name]);
}

let known: Names | undefined;

/** The names of the gazetteer, made ready once. */
export function knownNames(): Names {
  known ??= new Names(gazetteer().names);
  return known;
}
