import type { AccountResponses } from '../../../shared/report.ts';
import { signatureOf } from '../analysis/reply/signature.ts';
import { accountsOf } from './accounts.ts';
import { Heard } from './heard.ts';

/** A post of a conversation. `own`: a support account wrote it. Times are ms since 1970 UTC. */
export interface SaidPost {
  id: string;
  /** Handle without `@`. */
  author: string;
  own: boolean;
  at: number;
  text: string;
  /** Id of the post it answers. */
  parent: string | null;
}

/** What counts of a post: its text does not. */
export interface HeardPost extends Omit<SaidPost, 'text'> {
  /** Handles that it names. */
  handles: readonly string[];
  /** Who of ours signed it. */
  signature: string | null;
}

/** Handles of a text that are looked at: the first account among them is the one spoken to. */
export const HANDLES_BOUND = 12;

const HANDLE = /@([A-Za-z0-9_]{1,20})/g;
const NONE: readonly string[] = [];

/** The handles in a text, lower case and without `@`, in their order. */
export function handlesIn(text: string): readonly string[] {
  if (!text.includes('@')) return NONE;
  return [...text.matchAll(HANDLE)].slice(0, HANDLES_BOUND).map(([, handle]) => (handle ?? '').toLowerCase());
}

export const heardIn = ({ text, ...post }: SaidPost): HeardPost => ({
  ...post,
  handles: post.own ? NONE : handlesIn(text),
  signature: post.own ? signatureOf(text) : null,
});

const ALL = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY, answered: Number.POSITIVE_INFINITY };

/**
 * Response times of support accounts in a set of posts, which come in any order. An account is whoever wrote a post that is `own`. A
 * customer's post is addressed to the account that answers it first, and where none does, to the first account that its text names; one
 * that answers nothing is a first message, and answered when the account it is addressed to answered it directly and no earlier than it
 * was posted. A conversation is what is linked by answers. Of two posts with one id the first counts.
 *
 * A million posts take some hundred megabytes: the texts are let go as they come.
 */
export class Responses {
  readonly #heard = new Heard();

  hear(post: SaidPost): void {
    this.#heard.add(heardIn(post));
  }

  /** By account, those with the most first messages first. */
  figures(): AccountResponses[] {
    return accountsOf(this.#heard.talk(), ALL);
  }
}

/** The figures of posts that are all at hand. */
export function responses(posts: Iterable<SaidPost>): AccountResponses[] {
  const heard = new Responses();
  for (const post of posts) heard.hear(post);
  return heard.figures();
}
