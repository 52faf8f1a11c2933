import type { WatchSetting } from '../../settings.ts';
import type { Matcher, Post } from '../analyser.ts';
import { fold, type Token, words } from '../text/fold.ts';
import { forms } from '../text/forms.ts';
import { type Automaton, buildAutomaton } from './automaton.ts';
import { anchors, type Compiled, compile, type Heard, Terms } from './compiled.ts';
import { parseQuery } from './query.ts';

/** Most watches that one post is counted for: a mention holds no more. The first in the config win. */
export const MATCHES_BOUND = 64;

/**
 * Compiles the watches once, so that a thousand cost hardly more than ten: one pass of the automaton finds the terms of all of them in
 * a post, and only watches of which a term without which they can't match was found are looked at. Throws `QueryError`.
 */
export function buildMatcher(watches: readonly WatchSetting[]): Matcher {
  const terms = new Terms();
  const queries = watches.map((watch) => parseQuery(watch.query));
  const compiled = queries.map((query) => compile(query, terms));
  const byTerm: number[][] = terms.list.map(() => []);
  const always: number[] = [];
  queries.forEach((query, watch) => {
    const needed = anchors(query, terms);
    if (!needed) always.push(watch);
    else for (const term of needed) byTerm[term]!.push(watch);
  });
  const ear = new Ear(compiled, terms, byTerm, always);
  if (watches.length === 0) return { match: () => [] };
  return { match: (post) => ear.hear(post).map((watch) => watches[watch]!.id) };
}

/** Reads posts one at a time. What was found in the one before is not cleared but outdated: `turn` tells them apart. */
class Ear implements Heard {
  post: Post = { text: '', network: '' };
  private turn = 0;
  private readonly compiled: Compiled[];
  private readonly automaton: Automaton;
  private readonly byTerm: number[][];
  private readonly always: number[];
  private readonly heardIn: Float64Array;
  private readonly lookedAtIn: Float64Array;
  private readonly positions: (number[] | null)[];
  private candidates: number[] = [];
  private position = 0;

  constructor(compiled: Compiled[], terms: Terms, byTerm: number[][], always: number[]) {
    this.automaton = buildAutomaton(terms.list);
    this.byTerm = byTerm;
    this.always = always;
    this.compiled = compiled;
    this.lookedAtIn = new Float64Array(compiled.length);
    this.heardIn = new Float64Array(terms.list.length);
    this.positions = terms.list.map((_, term) => (terms.placed.has(term) ? [] : null));
  }

  /** Numbers of the watches that match, rising, at most MATCHES_BOUND. */
  hear(post: Post): number[] {
    this.post = post;
    this.turn++;
    this.candidates = [...this.always];
    this.position = 0;
    for (const token of words(fold(post.text))) this.listen(token);
    const matching = this.candidates.filter((watch) => this.compiled[watch]!(this));
    return matching.sort((a, b) => a - b).slice(0, MATCHES_BOUND);
  }

  has(term: number): boolean {
    return this.heardIn[term] === this.turn;
  }

  where(term: number): readonly number[] {
    return this.has(term) ? (this.positions[term] ?? []) : [];
  }

  private listen(token: Token): void {
    this.position++;
    for (const form of forms(token)) this.automaton.readWord(form, this.found);
    if (this.automaton.runs && (token.kind === 'run' || token.kind === 'hashtag')) this.automaton.readRun(token.text, this.found);
  }

  private readonly found = (term: number): void => {
    const places = this.positions[term];
    if (this.heardIn[term] !== this.turn) this.first(term);
    if (places && places.at(-1) !== this.position) places.push(this.position);
  };

  private first(term: number): void {
    this.heardIn[term] = this.turn;
    const places = this.positions[term];
    if (places) places.length = 0;
    for (const watch of this.byTerm[term]!) {
      if (this.lookedAtIn[watch] === this.turn) continue;
      this.lookedAtIn[watch] = this.turn;
      this.candidates.push(watch);
    }
  }
}
