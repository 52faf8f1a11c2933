import type { Rule } from '../../shared/rule.ts';
import { MINUTE } from '../core/windows/track.ts';
import type { Line, PastSource } from './source.ts';
import { type Raised, type Trial, type Trying, trial } from './trial.ts';

/** Entries read at a time. */
const BATCH = 2_000;
/** The clock ticked each second; it is folded as often as it must so that nobody takes it for having slept. */
const TICK_EVERY = MINUTE / 2;
/** What is usual is learnt from what came before, if the journal goes back so far. */
export const WARM_UP = 2 * 86_400_000;

/** `present` is null where the rule is not in force. Times are ms since 1970 UTC. */
export interface Running {
  kind: Rule['kind'];
  from: number;
  present: Trying | null;
  changed: Trying;
}

export interface Ran {
  present: Raised | null;
  changed: Raised;
  /** What was read: the first time within the asked period, and the last. */
  from: number;
  to: number;
  posts: number;
}

/** Folds the journal's past twice at once, with the rule as it is and as it would be. `tell` hears how far it is, 0 to 1. */
export async function run(source: PastSource, running: Running, tell: (progress: number, entries: number) => void): Promise<Ran | null> {
  const span = await source.span(running.from - WARM_UP);
  if (!span) return null;
  const { first, last } = span;
  const reading = new Reading(running);
  let after = first - 1;
  let entries = 0;
  for (;;) {
    const lines = await source.batch(after, BATCH);
    const newest = lines.at(-1);
    if (!newest) break;
    for (const line of lines) if (line.seq <= last) reading.hear(line);
    entries += lines.length;
    after = newest.seq;
    tell(Math.min(1, (after - first + 1) / (last - first + 1)), entries);
    if (after >= last) break;
  }
  return reading.ran();
}

class Reading {
  readonly #running: Running;
  #trials: { present: Trial | null; changed: Trial } | null = null;
  #folded = 0;
  #from = 0;
  #to = 0;
  #posts = 0;
  #seq = 0;

  constructor(running: Running) {
    this.#running = running;
  }

  hear(line: Line): void {
    const at = 'tick' in line ? line.tick : line.entry.at;
    this.#to = Math.max(this.#to, at);
    this.#seq = line.seq;
    if (this.#from === 0 && at >= this.#running.from) this.#from = at;
    if ('tick' in line) {
      if (at - this.#folded < TICK_EVERY) return;
      this.#fold({ seq: line.seq, entry: { kind: 'tick', id: `t:${line.seq}`, at } }, at);
      return;
    }
    if (line.entry.kind === 'mention' && at >= this.#running.from) this.#posts++;
    this.#fold(line, at);
  }

  #fold(stored: Exclude<Line, { tick: number }>, at: number): void {
    const { kind, present, changed } = this.#running;
    this.#trials ??= { present: present && trial(present, kind, at), changed: trial(changed, kind, at) };
    this.#trials.present?.hear(stored);
    this.#trials.changed.hear(stored);
    this.#folded = Math.max(this.#folded, at);
  }

  /** What was stirred last is looked at as well. */
  ran(): Ran | null {
    if (!this.#trials || this.#from === 0) return null;
    this.#fold({ seq: this.#seq, entry: { kind: 'tick', id: 't:end', at: this.#to } }, this.#to);
    const { present, changed } = this.#trials;
    const [from, to, posts] = [this.#from, this.#to, this.#posts];
    return { present: present?.raised(from) ?? null, changed: changed.raised(from), from, to, posts };
  }
}
