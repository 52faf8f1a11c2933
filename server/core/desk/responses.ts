import type { AccountResponses } from '../../../shared/report.ts';
import { signatureOf } from '../analysis/reply/signature.ts';
import { conversationsOf } from './report/conversations.ts';
import { nearestRank } from './report/percentile.ts';

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

/** Handles of a text that are looked at: the first account among them is the one spoken to. */
export const HANDLES_BOUND = 12;

const HANDLE = /@([A-Za-z0-9_]{1,20})/g;

/** The handles in a text, lower case and without `@`, in their order. */
export function handlesIn(text: string): string[] {
  if (!text.includes('@')) return [];
  return [...text.matchAll(HANDLE)].slice(0, HANDLES_BOUND).map(([, handle]) => (handle ?? '').toLowerCase());
}

/** What counts of a post: its text does not. */
export interface HeardPost extends Omit<SaidPost, 'text'> {
  /** Handles that it names. */
  handles: readonly string[];
  /** Who of ours signed it. */
  signature: string | null;
}

const NONE: readonly string[] = [];

export const heardIn = ({ text, ...post }: SaidPost): HeardPost => ({
  ...post,
  handles: post.own ? NONE : handlesIn(text),
  signature: post.own ? signatureOf(text) : null,
});

interface Kept {
  id: string;
  at: number;
  parent: string | null;
  /** Lower-case handle of the account that wrote it; null: a customer did. */
  account: string | null;
  handles: readonly string[];
}

interface Account {
  name: string;
  firstMessages: number;
  first: number[];
  any: number[];
  signed: number;
  signatures: Set<string>;
}

/**
 * Response times of support accounts in a set of posts, which come in any order. An account is whoever wrote a post that is `own`. A
 * customer's post is addressed to the account that answers it first, and where none does, to the first account that its text names; one
 * that answers nothing is a first message, and answered when the account it is addressed to answered it directly and no earlier than it
 * was posted. A conversation is what is linked by answers. Of two posts with one id the first counts.
 *
 * A million posts take some hundred megabytes: the texts are let go as they come.
 */
export class Responses {
  readonly #posts = new Map<string, Kept>();
  /** Our answers, by the post that they answer. */
  readonly #answers = new Map<string, Kept[]>();
  readonly #accounts = new Map<string, Account>();

  hear(post: SaidPost): void {
    this.take(heardIn(post));
  }

  take(post: HeardPost): void {
    if (this.#posts.has(post.id)) return;
    const kept = keptOf(post);
    this.#posts.set(post.id, kept);
    if (kept.account === null) return;
    const account = this.#accountOf(kept.account, post.author);
    if (post.signature !== null) {
      account.signed++;
      account.signatures.add(post.signature);
    }
    this.#noteAnswer(kept);
  }

  /** A post of ours from after the time that is counted: it answers, but is itself no part of the figures. */
  takeLate(post: HeardPost): void {
    const kept = keptOf(post);
    if (kept.account === null || kept.parent === null || !this.#posts.has(kept.parent) || this.#posts.has(post.id)) return;
    this.#accountOf(kept.account, post.author);
    this.#noteAnswer(kept);
  }

  #accountOf(handle: string, name: string): Account {
    const known = this.#accounts.get(handle) ?? { name, firstMessages: 0, first: [], any: [], signed: 0, signatures: new Set() };
    this.#accounts.set(handle, known);
    return known;
  }

  #noteAnswer(kept: Kept): void {
    if (kept.parent === null) return;
    const answers = this.#answers.get(kept.parent);
    if (answers) answers.push(kept);
    else this.#answers.set(kept.parent, [kept]);
  }

  /** By account, those with the most first messages first. */
  figures(): AccountResponses[] {
    for (const post of this.#posts.values()) if (post.account === null) this.#count(post);
    const conversations = conversationsOf(this.#posts);
    const all = [...this.#accounts].map(([handle, account]) => figuresOf(account, conversations.get(handle) ?? []));
    for (const account of this.#accounts.values()) Object.assign(account, { firstMessages: 0, first: [], any: [] });
    return all.sort((a, b) => b.firstMessages - a.firstMessages || (a.account < b.account ? -1 : 1));
  }

  #count(post: Kept): void {
    const answers = (this.#answers.get(post.id) ?? []).toSorted(earlierFirst);
    const handle = answers[0]?.account ?? post.handles.find((named) => this.#accounts.has(named));
    const account = handle === undefined || handle === null ? undefined : this.#accounts.get(handle);
    if (!account) return;
    const answer = answers.find((one) => one.account === handle && one.at >= post.at);
    if (answer) account.any.push((answer.at - post.at) / 1000);
    if (post.parent !== null) return;
    account.firstMessages++;
    if (answer) account.first.push((answer.at - post.at) / 1000);
  }
}

const keptOf = ({ id, author, own, at, parent, handles }: HeardPost): Kept => ({
  id,
  at,
  parent: parent || null,
  account: own ? author.toLowerCase() : null,
  handles,
});

/** Of two at the same time the one with the lower id, which networks count up: the shorter number is the lower one. */
const earlierFirst = (a: Kept, b: Kept): number => a.at - b.at || a.id.length - b.id.length || (a.id < b.id ? -1 : 1);

const rising = (values: number[]): Float64Array => Float64Array.from(values).sort();

function figuresOf({ name, firstMessages, first, any, signed, signatures }: Account, replies: readonly number[]): AccountResponses {
  const sum = replies.reduce((total, count) => total + count, 0);
  const [direct, every] = [rising(first), rising(any)];
  return {
    account: name,
    firstMessages,
    answered: first.length,
    firstResponse: { p50: nearestRank(direct, 0.5), p90: nearestRank(direct, 0.9) },
    anyResponse: { n: any.length, p50: nearestRank(every, 0.5), p90: nearestRank(every, 0.9) },
    conversations: replies.length,
    repliesPerConversation: replies.length === 0 ? null : Math.round((sum / replies.length) * 1000) / 1000,
    signatures: signatures.size,
    signedReplies: signed,
  };
}

/** The figures of posts that are all at hand. */
export function responses(posts: Iterable<SaidPost>): AccountResponses[] {
  const heard = new Responses();
  for (const post of posts) heard.hear(post);
  return heard.figures();
}
