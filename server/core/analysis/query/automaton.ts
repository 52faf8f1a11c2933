import type { Term } from './query.ts';

/** A state: what has been read so far is the start of some term. */
interface Node {
  next: Map<number, Node>;
  /** The longest other state that ends in the same letters. */
  fall: Node | null;
  /** Numbers of the terms that end here: as a whole word, as the start of a word, inside a run. */
  whole: number[];
  start: number[];
  inside: number[];
}

const node = (): Node => ({ next: new Map(), fall: null, whole: [], start: [], inside: [] });

/** Called with the number of each term that is found. */
export type Found = (term: number) => void;

/**
 * All terms of all watches in one automaton, so that reading a word costs the same for ten terms and for ten thousand.
 * Whole words and starts of words share one tree; terms inside runs are found in one pass with the failure links of Aho and Corasick
 * ("Efficient string matching", 1975).
 */
export interface Automaton {
  /** Terms that this form of a word is, or begins with. */
  readWord(form: string, found: Found): void;
  /** Terms that stand anywhere in this text, each once for every time it ends. */
  readRun(text: string, found: Found): void;
  /** Whether any term is searched for inside runs. */
  readonly runs: boolean;
}

/** Builds the automaton; a term's number is its place in the array. */
export function buildAutomaton(terms: readonly Term[]): Automaton {
  const wordRoot = node();
  const runRoot = node();
  terms.forEach(({ text, mode }, number) => {
    descend(mode === 'inside' ? runRoot : wordRoot, text)[mode].push(number);
  });
  link(runRoot);
  return {
    runs: runRoot.next.size > 0,
    readWord: (form, found) => readWord(wordRoot, form, found),
    readRun: (text, found) => readRun(runRoot, text, found),
  };
}

function descend(root: Node, text: string): Node {
  let at = root;
  for (let i = 0; i < text.length; i++) {
    const letter = text.charCodeAt(i);
    const next = at.next.get(letter) ?? node();
    at.next.set(letter, next);
    at = next;
  }
  return at;
}

/** Sets the failure links, shorter states first, and adds to each state the terms that end in the one it falls to. */
function link(root: Node): void {
  const queue: Node[] = [root];
  for (const parent of queue) {
    for (const [letter, child] of parent.next) {
      child.fall = parent === root ? root : step(root, parent.fall, letter);
      child.inside.push(...child.fall.inside);
      queue.push(child);
    }
  }
}

function step(root: Node, from: Node | null, letter: number): Node {
  for (let at = from; at; at = at.fall) {
    const next = at.next.get(letter);
    if (next) return next;
  }
  return root;
}

function readWord(root: Node, form: string, found: Found): void {
  let at = root;
  for (let i = 0; i < form.length; i++) {
    const next = at.next.get(form.charCodeAt(i));
    if (!next) return;
    at = next;
    for (const term of at.start) found(term);
  }
  for (const term of at.whole) found(term);
}

function readRun(root: Node, text: string, found: Found): void {
  let at = root;
  for (let i = 0; i < text.length; i++) {
    at = step(root, at, text.charCodeAt(i));
    for (const term of at.inside) found(term);
  }
}
