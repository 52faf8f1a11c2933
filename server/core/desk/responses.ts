import type { AccountResponses } from '../../../shared/report.ts';
import { signatureOf } from '../analysis/reply/signature.ts';
import { countConversations } from './report/conversations.ts';
import { nearestRank } from './report/percentile.ts';
import { type Said, type Speaker, Talk } from './talk.ts';

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

/** What is counted of an account; amounts of time in seconds. */
export interface Tally {
  firstMessages: number;
  first: number[];
  any: number[];
  signed: number;
  signatures: Set<string>;
  /** Our posts, and the conversations that they are in. */
  replies: number;
  conversations: number;
}

const tally = (): Tally => ({ firstMessages: 0, first: [], any: [], signed: 0, signatures: new Set(), replies: 0, conversations: 0 });

/** Posts to be counted: those from `from` on and before `to`. An answer counts when it was posted before `answered`. */
export interface Counted {
  from: number;
  to: number;
  answered: number;
}

const ALL: Counted = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY, answered: Number.POSITIVE_INFINITY };

/**
 * Response times of support accounts in a set of posts, which come in any order. An account is whoever wrote a post that is `own`. A
 * customer's post is addressed to the account that answers it first, and where none does, to the first account that its text names; one
 * that answers nothing is a first message, and answered when the account it is addressed to answered it directly and no earlier than it
 * was posted. A conversation is what is linked by answers. Of two posts with one id the first counts.
 *
 * A million posts take some hundred megabytes: the texts are let go as they come.
 */
export class Responses {
  readonly #talk = new Talk(tally);
  /** Number of the counting under way: what an earlier one noted is not looked at. */
  #round = 0;

  hear(post: SaidPost): void {
    this.take(heardIn(post), '');
  }

  /** Null of a post that was taken before. */
  take(post: HeardPost, network: string): Said<Tally> | null {
    return this.#talk.add(post, network);
  }

  remove(id: string): void {
    this.#talk.remove(id);
  }

  /** By account, those with the most first messages first. `posts` holds at least those that count; by default all are counted. */
  figures(posts: Iterable<Said<Tally>> = this.#talk.all(), counted: Counted = ALL): AccountResponses[] {
    this.#round++;
    const speakers = new Set<Speaker<Tally>>();
    const within: Said<Tally>[] = [];
    for (const post of posts) {
      if (!post.isHere || post.at < counted.from || post.at >= counted.to) continue;
      post.counted = this.#round;
      post.place = within.push(post) - 1;
      if (post.speaker) speakers.add(this.#begin(post.speaker));
    }
    // An account that only answered later is one, too, whichever post is looked at first.
    for (const post of within) {
      for (const { speaker, at } of post.answers)
        if (speaker && at >= counted.from && at < counted.answered) speakers.add(this.#begin(speaker));
    }
    for (const post of within) {
      if (post.speaker) sign(post.speaker.tally, post);
      else this.#count(post, counted);
    }
    countConversations(within, this.#round);
    return [...speakers].map(figuresOf).sort((a, b) => b.firstMessages - a.firstMessages || (a.account < b.account ? -1 : 1));
  }

  #begin(speaker: Speaker<Tally>): Speaker<Tally> {
    if (speaker.asked !== this.#round) Object.assign(speaker, { asked: this.#round, tally: tally() });
    return speaker;
  }

  #count(post: Said<Tally>, counted: Counted): void {
    const answers = answersTo(post, counted);
    const speaker = answers[0]?.speaker ?? this.#named(post);
    if (!speaker) return;
    const answer = answers.find((one) => one.speaker === speaker && one.at >= post.at);
    if (answer) speaker.tally.any.push((answer.at - post.at) / 1000);
    if (post.isAnswer) return;
    speaker.tally.firstMessages++;
    if (answer) speaker.tally.first.push((answer.at - post.at) / 1000);
  }

  #named({ handles }: Said<Tally>): Speaker<Tally> | undefined {
    for (const handle of handles) {
      const speaker = this.#talk.speaker(handle);
      if (speaker?.asked === this.#round) return speaker;
    }
    return undefined;
  }
}

/** Earliest first. */
function answersTo({ answers }: Said<Tally>, { from, answered }: Counted): readonly Said<Tally>[] {
  const some = answers.every(({ at }) => at >= from && at < answered) ? answers : answers.filter(({ at }) => at >= from && at < answered);
  return some.length > 1 ? some.toSorted(earlierFirst) : some;
}

/** Of two at the same time the one with the lower id, which networks count up: the shorter number is the lower one. */
const earlierFirst = (a: Said<Tally>, b: Said<Tally>): number => a.at - b.at || a.id.length - b.id.length || (a.id < b.id ? -1 : 1);

function sign(of: Tally, { signature }: Said<Tally>): void {
  if (signature === null) return;
  of.signed++;
  of.signatures.add(signature);
}

const rising = (values: number[]): Float64Array => Float64Array.from(values).sort();

function figuresOf({
  name,
  tally: { firstMessages, first, any, signed, signatures, replies, conversations },
}: Speaker<Tally>): AccountResponses {
  const [direct, every] = [rising(first), rising(any)];
  return {
    account: name,
    firstMessages,
    answered: first.length,
    firstResponse: { p50: nearestRank(direct, 0.5), p90: nearestRank(direct, 0.9) },
    anyResponse: { n: any.length, p50: nearestRank(every, 0.5), p90: nearestRank(every, 0.9) },
    conversations,
    repliesPerConversation: conversations === 0 ? null : Math.round((replies / conversations) * 1000) / 1000,
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
