import { Lru } from './lru.ts';

/** Posts that this source remembers to have brought. */
const HELD_BOUND = 50_000;

/**
 * Posts that were just brought, by author. It bridges the moment until the fold knows them (a thread's second post comes right after
 * its first), and tells which posts go when an account goes.
 */
export class Held {
  readonly #authorOf: Lru<string>;
  readonly #posts = new Map<string, Set<string>>();

  constructor(bound: number = HELD_BOUND) {
    this.#authorOf = new Lru(bound);
  }

  has(mention: string): boolean {
    return this.#authorOf.has(mention);
  }

  of(author: string): string[] {
    return [...(this.#posts.get(author) ?? [])];
  }

  add(mention: string, author: string): void {
    const forgotten = this.#authorOf.set(mention, author);
    if (forgotten) this.#drop(...forgotten);
    const posts = this.#posts.get(author);
    if (posts) posts.add(mention);
    else this.#posts.set(author, new Set([mention]));
  }

  delete(mention: string): void {
    const author = this.#authorOf.get(mention);
    if (author === undefined) return;
    this.#authorOf.delete(mention);
    this.#drop(mention, author);
  }

  #drop(mention: string, author: string): void {
    const posts = this.#posts.get(author);
    posts?.delete(mention);
    if (posts?.size === 0) this.#posts.delete(author);
  }
}
