/** A map of at most `bound` keys, which forgets the one that was used longest ago. */
export class Lru<V> {
  readonly #bound: number;
  readonly #map = new Map<string, V>();

  constructor(bound: number) {
    this.#bound = bound;
  }

  get size(): number {
    return this.#map.size;
  }

  has(key: string): boolean {
    return this.#map.has(key);
  }

  /** Marks the key as used. */
  get(key: string): V | undefined {
    const value = this.#map.get(key);
    if (value !== undefined) this.#renew(key, value);
    return value;
  }

  /** Returns what was forgotten to make room. */
  set(key: string, value: V): [string, V] | undefined {
    this.#renew(key, value);
    if (this.#map.size <= this.#bound) return undefined;
    const oldest = this.#map.entries().next().value;
    if (oldest) this.#map.delete(oldest[0]);
    return oldest;
  }

  delete(key: string): boolean {
    return this.#map.delete(key);
  }

  #renew(key: string, value: V): void {
    this.#map.delete(key);
    this.#map.set(key, value);
  }
}
