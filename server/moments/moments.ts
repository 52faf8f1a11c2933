import { rm } from 'node:fs/promises';
import { finishMoment, holdsText, type Moment, momentsIn, readMoment, tidyMoments, writePartial } from './files.ts';

/**
 * A moment is kept after so many entries, or so long after the one before: folding from one to the next takes a second at most. At 25,000
 * posts a day a moment takes between 2 and 3 MB, and there are eleven a day.
 */
export const MOMENT_ENTRIES = 10_000;
export const MOMENT_APART = 12 * 3_600_000;
/** Moments kept at a time; beyond it those that stand closest to another go. */
export const MOMENTS_KEPT = 720;
/** Posts taken back that wait to leave the moments: past this, every moment that may hold one goes unread. */
const ERASURES_KEPT = 2_000;

interface Options {
  folder: string;
  /** Of the state's shape. */
  version: string;
  /** Hears what hinders keeping or erasing, and null when nothing does any more. */
  onProblem(problem: string | null): void;
}

/** A state as it was, serialised. */
export interface KeptState {
  seq: number;
  at: number;
  bytes: Uint8Array;
}

/**
 * States of the past from which any moment is a short fold away: files of this node, made from the snapshots that the engine takes
 * anyway. Words that are taken back leave them: a moment that still names the post is deleted, and made again from the journal by
 * whoever next travels past it. Everything is done in turn, so no moment is written behind an erasure that it should have heard of.
 */
export class Moments {
  readonly #options: Options;
  #kept: Moment[] = [];
  #turn: Promise<unknown> = Promise.resolve();
  /** By the post: since when a moment can hold it; null: nobody knows. */
  #erasing = new Map<string, number | null>();
  #erasures = 0;
  #newest = { seq: Number.NEGATIVE_INFINITY, at: Number.NEGATIVE_INFINITY };

  private constructor(options: Options) {
    this.#options = options;
  }

  static async open(options: Options): Promise<Moments> {
    const moments = new Moments(options);
    await tidyMoments(options.folder, options.version);
    moments.#kept = await momentsIn(options.folder, options.version);
    moments.#newest = moments.#kept.at(-1) ?? moments.#newest;
    return moments;
  }

  get kept(): readonly Moment[] {
    return this.#kept;
  }

  /** Rises with every erasure: a state that was read before one may hold words that are gone. */
  get erasures(): number {
    return this.#erasures;
  }

  /** Whether every word that was taken back has left. */
  get settled(): boolean {
    return this.#erasing.size === 0;
  }

  /** Keeps a state if it is far enough from the newest one. Never rejects. */
  keep({ seq, at, bytes }: KeptState): void {
    if (seq - this.#newest.seq < MOMENT_ENTRIES && at - this.#newest.at < MOMENT_APART) return;
    this.#newest = { seq, at };
    void this.#inTurn(async () => this.#finish(seq, at, await writePartial(this.#options.folder, bytes)));
  }

  /** Takes over what somebody else wrote, who read the journal when there had been `erasures`; words may have gone since. */
  adopt({ seq, at, partial, erasures }: { seq: number; at: number; partial: string; erasures: number }): Promise<void> {
    return this.#inTurn(async () => {
      const stale = erasures !== this.#erasures || this.#kept.some((moment) => moment.seq === seq);
      if (stale) await rm(partial, { force: true });
      else await this.#finish(seq, at, partial);
    });
  }

  /** The post was taken back; `since` is when it came in, where that is known. */
  erase(mention: string, since: number | null): void {
    this.#erasures++;
    if (this.#erasing.size < ERASURES_KEPT) this.#erasing.set(mention, since);
    else this.#erasing.set('', null);
    void this.again();
  }

  /** Erases what is still to be erased. Never rejects. */
  again(): Promise<void> {
    return this.#inTurn(() => this.#forget());
  }

  /** Deletes those that start before what the journal still holds (`first` is its oldest entry): nothing can be folded onto them. */
  retain(first: number): Promise<void> {
    return this.#inTurn(async () => {
      for (const moment of this.#kept.filter(({ seq }) => seq + 1 < first)) await this.#drop(moment);
    });
  }

  /** Waits for what is under way. */
  async close(): Promise<void> {
    await this.#turn;
  }

  async #finish(seq: number, at: number, partial: string): Promise<void> {
    const moment = await finishMoment(this.#options.folder, this.#options.version, seq, at, partial);
    this.#kept = [...this.#kept.filter((one) => one.seq !== seq), moment].sort((a, b) => a.seq - b.seq);
    while (this.#kept.length > MOMENTS_KEPT) await this.#drop(closest(this.#kept));
    this.#options.onProblem(null);
  }

  async #forget(): Promise<void> {
    const asked = [...this.#erasing];
    if (asked.length === 0) return;
    for (const moment of [...this.#kept].reverse()) if (await names(moment, asked)) await this.#drop(moment);
    for (const [mention, since] of asked) if (this.#erasing.get(mention) === since) this.#erasing.delete(mention);
    this.#options.onProblem(null);
  }

  async #drop(moment: Moment): Promise<void> {
    await rm(moment.file, { force: true });
    this.#kept = this.#kept.filter((one) => one !== moment);
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const result = this.#turn.then(work).catch((error) => this.#options.onProblem(error instanceof Error ? error.message : String(error)));
    this.#turn = result;
    return result;
  }
}

/** Whether the moment may still hold one of these posts; a damaged one is worth nothing and is treated as if it did. */
async function names(moment: Moment, asked: readonly (readonly [string, number | null])[]): Promise<boolean> {
  const possible = asked.filter(([, since]) => since === null || moment.at >= since);
  if (possible.length === 0) return false;
  const bytes = await readMoment(moment);
  return bytes === null || possible.some(([mention]) => holdsText(bytes, mention));
}

/** The one between two others that are nearest to each other. */
function closest(moments: readonly Moment[]): Moment {
  const gap = (i: number) => moments[i + 1]!.seq - moments[i - 1]!.seq;
  let best = 1;
  for (let i = 2; i < moments.length - 1; i++) if (gap(i) < gap(best)) best = i;
  return moments[best]!;
}

/** From which of these a fold to `at` starts: the newest that is not later and that the journal, whose oldest entry is `first`, goes on from. */
export const startFor = (moments: readonly Moment[], at: number, first: number): Moment | null =>
  moments.findLast((moment) => moment.at <= at && moment.seq + 1 >= first) ?? null;
