import type { Analysis, Mention } from '../../../shared/mention.ts';
import type { Settings } from '../settings.ts';

/** What a matcher looks at. `author` is the handle without `@`. */
export interface Post {
  text: string;
  network: string;
  lang?: string;
  author?: string;
  place?: string;
}

/** All watches compiled into one automaton. */
export interface Matcher {
  /** Ids of the watches that match, in the order of the settings. */
  match(post: Post): string[];
}

export interface Analyser {
  matcher: Matcher;
  /** Quick first look: whether a watch matches, or the post names one of our accounts or is written by one. */
  concerns(post: Post): boolean;
  analyse(mention: Mention): Analysis;
}

/** Compiles the settings once; throws `QueryError` on a query that cannot be read. */
export type BuildAnalyser = (settings: Settings) => Analyser;
