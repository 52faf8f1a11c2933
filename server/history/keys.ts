/** Keys of 64 bits, by place. */
export interface Keys {
  high: Uint32Array;
  low: Uint32Array;
}

/** Drawn once for each file, so that nobody can choose ids that have the same key. */
export interface Seeds {
  high: number;
  low: number;
}

/** Odd, and with bits all over. */
const FACTORS = { high: 0x9e3779b1, low: 0x85ebca77 };

/** That two of a million ids have the same key is as likely as one in thirty million. */
export function keysOf(ids: readonly string[], seeds: Seeds): Keys {
  const keys = { high: new Uint32Array(ids.length), low: new Uint32Array(ids.length) };
  for (let place = 0; place < ids.length; place++) {
    keys.high[place] = hash(ids[place]!, seeds.high, FACTORS.high);
    keys.low[place] = hash(ids[place]!, seeds.low, FACTORS.low);
  }
  return keys;
}

function hash(id: string, seed: number, factor: number): number {
  let sum = seed;
  for (let i = 0; i < id.length; i++) {
    sum = Math.imul(sum ^ id.charCodeAt(i), factor);
    sum ^= sum >>> 15;
  }
  sum = Math.imul(sum ^ (sum >>> 13), FACTORS.low);
  return (sum ^ (sum >>> 16)) >>> 0;
}

/** Finds the place of a key: open addressing, at most half full. */
export class Places {
  readonly #keys: Keys;
  /** The place of a key plus 1; 0: free. */
  readonly #slots: Uint32Array;
  readonly #mask: number;

  constructor(keys: Keys) {
    const { low } = keys;
    this.#keys = keys;
    this.#mask = 2 ** Math.ceil(Math.log2(2 * low.length + 2)) - 1;
    this.#slots = new Uint32Array(this.#mask + 1);
    for (let place = 0; place < low.length; place++) {
      let slot = low[place]! & this.#mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & this.#mask;
      this.#slots[slot] = place + 1;
    }
  }

  /** Undefined of a key that is not here. */
  of(high: number, low: number): number | undefined {
    for (let slot = low & this.#mask; this.#slots[slot] !== 0; slot = (slot + 1) & this.#mask) {
      const place = this.#slots[slot]! - 1;
      if (this.#keys.low[place] === low && this.#keys.high[place] === high) return place;
    }
    return undefined;
  }
}
