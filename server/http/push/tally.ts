import type { Receipt, Rejection } from '../../../shared/push.ts';
import type { Verdict } from '../../sources/source.ts';
import type { Fault } from './kind.ts';

/** Rejections told one by one in an answer; the rest are only counted. */
export const REJECTIONS_TOLD = 1000;
/** Longest field or reason told of a rejection, in UTF-16 units: both may hold what the sender sent. */
const TOLD_BOUND = 300;

const told = (text: string): string => text.slice(0, TOLD_BOUND).toWellFormed();

const REASONS: Record<Exclude<Verdict, 'accepted' | 'duplicate'>, Fault> = {
  unheld: { field: 'mention', reason: 'no such post is held' },
  unmatched: { field: '', reason: 'no watch matches it' },
};

/** Counts what became of a request's items, for its receipt. */
export class Tally {
  #accepted = 0;
  #duplicate = 0;
  #more = 0;
  readonly #rejected: Rejection[] = [];

  add(verdict: Verdict, index: number): void {
    if (verdict === 'accepted') this.#accepted += 1;
    else if (verdict === 'duplicate') this.#duplicate += 1;
    else this.reject(REASONS[verdict], index);
  }

  reject({ field, reason }: Fault, index: number): void {
    if (this.#rejected.length < REJECTIONS_TOLD) this.#rejected.push({ index, field: told(field), reason: told(reason) });
    else this.#more += 1;
  }

  receipt(): Receipt {
    const rejected = this.#rejected.toSorted((a, b) => a.index - b.index);
    return { accepted: this.#accepted, duplicate: this.#duplicate, rejected, ...(this.#more > 0 && { rejectedMore: this.#more }) };
  }
}
