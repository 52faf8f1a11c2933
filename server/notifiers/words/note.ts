import type { Level } from './signs.ts';

/** Most of each that a message holds; what is beyond is counted in words. */
export const POSTS_BOUND = 2;
export const CHANGES_BOUND = 8;
export const LISTED_BOUND = 10;
/** UTF-16 units of a post, and of a paragraph. */
export const POST_BOUND = 280;
export const PARAGRAPH_BOUND = 600;

/** A label and its value in words. */
export interface Fact {
  label: string;
  value: string;
}

export interface Post {
  author: string;
  network: string;
  text: string;
  /** Null: it has none that may be opened. */
  url: string | null;
}

/** An incident in one line. */
export interface Listed {
  text: string;
  url: string;
}

/**
 * A message before any channel has put it into its own form. All text is plain and inert (`inert`): escaping for a target is all
 * that is left to do.
 */
export interface Note {
  level: Level;
  /** Sign, word, what and how big within the first 60 characters: all that a locked phone shows. At most HEADLINE_BOUND. */
  headline: string;
  /** The same, as a short message after the first tells it: what is new comes before what it is about. */
  update: string;
  /** Those who have been told before need only what changed. */
  follows: boolean;
  /** It wants somebody at once. */
  rings: boolean;
  paragraphs: string[];
  facts: Fact[];
  /** What changed since the channel was told last, oldest first. */
  changes: string[];
  /** What changed since it opened, oldest first: for a message that is edited, and so has to tell all of it. */
  history: string[];
  posts: Post[];
  listed: Listed[];
  /** Where to go on. */
  link: { text: string; url: string };
  /** Why the reader gets this, and how to read it. */
  footer: string;
  /** `DEMO`, `DRILL`, `REPLAY`; it stands in the headline already. */
  label: string | null;
}
