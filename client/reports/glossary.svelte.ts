import { createContext } from 'svelte';
import type { Term } from './definitions.ts';

/** Which definition is open: one of a term, all of them, or none. */
export class Glossary {
  #open = $state.raw<Term | 'all' | null>(null);

  get open(): Term | 'all' | null {
    return this.#open;
  }

  explain(term: Term | 'all'): void {
    this.#open = term;
  }

  /** Closes that one; another that was opened meanwhile stays. */
  close(what: Term | 'all' | null): void {
    if (this.#open === what) this.#open = null;
  }
}

export const [useGlossary, provideGlossary] = createContext<Glossary>();
