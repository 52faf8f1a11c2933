/** Who wants to know of new entries. They are told after the present turn, so that none runs inside an append. */
export class Listeners {
  readonly #all = new Set<() => void>();

  add(listener: () => void): () => void {
    const own = () => listener();
    this.#all.add(own);
    return () => void this.#all.delete(own);
  }

  tell(): void {
    for (const listener of this.#all) queueMicrotask(() => this.#all.has(listener) && listener());
  }

  clear(): void {
    this.#all.clear();
  }
}
