import type { AccountResponses } from '../../../shared/report.ts';
import { Amounts } from './report/amounts.ts';
import { conversations } from './report/conversations.ts';
import { medianAndNinth } from './report/percentile.ts';
import { ANSWERS_NOTHING, Answers, type Talk } from './talk.ts';

/** Posts to be counted: those from `from` on and before `to`, of one network or of all. An answer counts when it was posted before `answered`. */
export interface Counted {
  from: number;
  to: number;
  answered: number;
  network?: string;
}

/** What is counted of an account; amounts of time in seconds. */
interface Tally {
  name: string;
  firstMessages: number;
  first: Amounts;
  any: Amounts;
  signed: number;
  signatures: Set<number>;
}

/** Figures by account, those with the most first messages first. */
export function accountsOf(talk: Talk, counted: Counted): AccountResponses[] {
  return new Counting(talk, counted).figures();
}

class Counting {
  readonly #talk: Talk;
  /** 1: it counts. */
  readonly #within: Uint8Array;
  readonly #answers: Answers;
  /** By handle. */
  readonly #tallies = new Map<number, Tally>();

  constructor(talk: Talk, counted: Counted) {
    this.#talk = talk;
    this.#within = withinOf(talk, counted);
    const { at, parent, speaker } = talk;
    const isIn = (answer: number): boolean => at[answer]! >= counted.from && at[answer]! < counted.answered;
    this.#answers = new Answers(talk, (answer) => this.#within[parent[answer]!] === 1 && isIn(answer));
    // An account that only answered later is one, too.
    const answersOne = (place: number): boolean => parent[place]! >= 0 && this.#within[parent[place]!] === 1 && isIn(place);
    for (let place = 0; place < talk.count; place++)
      if (speaker[place] !== 0 && (this.#within[place] === 1 || answersOne(place))) this.#tally(speaker[place]!);
  }

  #tally(speaker: number): Tally {
    const { words } = this.#talk;
    const handle = words.lower(speaker);
    const known = this.#tallies.get(handle);
    if (known) return known;
    const name = words.word(speaker);
    const tally = { name, firstMessages: 0, first: new Amounts(), any: new Amounts(), signed: 0, signatures: new Set<number>() };
    this.#tallies.set(handle, tally);
    return tally;
  }

  figures(): AccountResponses[] {
    const { count, speaker, signature } = this.#talk;
    for (let place = 0; place < count; place++) {
      if (this.#within[place] === 0) continue;
      if (speaker[place] === 0) this.#count(place);
      else if (signature[place] !== 0) sign(this.#tally(speaker[place]!), signature[place]!);
    }
    const spoken = conversations(this.#talk, this.#within, (each) => this.#talk.words.lower(each));
    const told = [...this.#tallies].map(([handle, tally]) => figuresOf(tally, spoken.get(handle) ?? { replies: 0, conversations: 0 }));
    return told.sort((a, b) => b.firstMessages - a.firstMessages || (a.account < b.account ? -1 : 1));
  }

  #count(post: number): void {
    const { at, parent, speaker, words } = this.#talk;
    const earliest = this.#earliest(post, () => true);
    const who = earliest < 0 ? this.#named(post) : words.lower(speaker[earliest]!);
    const tally = this.#tallies.get(who);
    if (!tally) return;
    const answer = this.#earliest(post, (one) => words.lower(speaker[one]!) === who && at[one]! >= at[post]!);
    const seconds = answer < 0 ? Number.NaN : (at[answer]! - at[post]!) / 1000;
    tally.any.add(seconds);
    if (parent[post] !== ANSWERS_NOTHING) return;
    tally.firstMessages++;
    tally.first.add(seconds);
  }

  #earliest(post: number, test: (answer: number) => boolean): number {
    const { at, isLower } = this.#talk;
    return this.#answers.best(post, test, (a, b) => at[a]! < at[b]! || (at[a] === at[b] && isLower(a, b)));
  }

  /** The first account that it names; 0 without one. */
  #named(post: number): number {
    const { words, handles } = this.#talk;
    return words.of(handles[post]!).find((handle) => this.#tallies.has(handle)) ?? 0;
  }
}

function withinOf({ count, at, network, words }: Talk, { from, to, network: asked }: Counted): Uint8Array {
  const only = asked === undefined ? null : (words.known(asked) ?? -1);
  const within = new Uint8Array(count);
  for (let place = 0; place < count; place++)
    if (at[place]! >= from && at[place]! < to && (only === null || network[place] === only)) within[place] = 1;
  return within;
}

function sign(of: Tally, signature: number): void {
  of.signed++;
  of.signatures.add(signature);
}

function figuresOf(
  { name, firstMessages, first, any, signed, signatures }: Tally,
  spoken: { replies: number; conversations: number },
): AccountResponses {
  const { replies, conversations: talks } = spoken;
  const [direct, every] = [medianAndNinth(first.values()), medianAndNinth(any.values())];
  return {
    account: name,
    firstMessages,
    answered: first.length,
    firstResponse: { p50: direct.median, p90: direct.p90 },
    anyResponse: { n: any.length, p50: every.median, p90: every.p90 },
    conversations: talks,
    repliesPerConversation: talks === 0 ? null : Math.round((replies / talks) * 1000) / 1000,
    signatures: signatures.size,
    signedReplies: signed,
  };
}
