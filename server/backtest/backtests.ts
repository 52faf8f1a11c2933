import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { Backtest, BacktestResult } from '../../shared/backtest.ts';
import type { Rule } from '../../shared/rule.ts';
import type { Ran, Running } from './run.ts';
import type { Place } from './source.ts';
import type { Said } from './worker.ts';

/** Tests that wait for the one that runs: the server has other things to do. */
export const WAITING_BOUND = 4;
/** Tests that are remembered, newest. */
const KEPT = 20;

export interface Asked {
  rule: Rule;
  days: number;
  running: Running;
  /** What came of it, told in full; `tookMs` is how long it was folded. */
  finish(ran: Ran, tookMs: number): Promise<BacktestResult>;
}

interface Held extends Asked {
  test: Backtest;
  /** Real time at which its thread began, ms; 0 while it waits. */
  began: number;
}

export class TooManyBacktests extends Error {
  override name = 'TooManyBacktests';
}

/** Tests of rules over the journal's past, one at a time, each in a thread of its own. */
export class Backtests {
  readonly #place: Place;
  readonly #now: () => number;
  readonly #held = new Map<string, Held>();
  #busy: { id: string; worker: Worker } | null = null;

  /** `now` is the clock by which it is told how long a test still takes. */
  constructor(place: Place, now: () => number = Date.now) {
    this.#place = place;
    this.#now = now;
  }

  /** Throws `TooManyBacktests` while so many wait. */
  start(asked: Asked): Backtest {
    const waiting = [...this.#held.values()].filter(({ test }) => test.state === 'running');
    if (waiting.length > WAITING_BOUND) throw new TooManyBacktests('several tests are under way; try again when one is done');
    const { rule, days } = asked;
    const id = randomUUID();
    const test: Backtest = { id, rule, days, state: 'running', progress: 0, entries: 0, left: null, error: null, result: null };
    this.#held.set(id, { ...asked, test, began: 0 });
    this.#forget();
    this.#next();
    return { ...test };
  }

  get(id: string): Backtest | null {
    const held = this.#held.get(id);
    if (!held) return null;
    const { progress, state } = held.test;
    const left = state === 'running' && progress > 0 ? Math.round(((this.#now() - held.began) / progress) * (1 - progress)) : null;
    return { ...held.test, left };
  }

  /** Whether there was one to stop. */
  async cancel(id: string): Promise<boolean> {
    const held = this.#held.get(id);
    if (held?.test.state !== 'running') return false;
    held.test.state = 'cancelled';
    if (this.#busy?.id === id) await this.#free();
    return true;
  }

  async close(): Promise<void> {
    for (const { test } of this.#held.values()) if (test.state === 'running') test.state = 'cancelled';
    await this.#free();
  }

  #forget(): void {
    for (const [id, { test }] of this.#held) {
      if (this.#held.size <= KEPT) break;
      if (test.state !== 'running') this.#held.delete(id);
    }
  }

  #next(): void {
    if (this.#busy) return;
    const held = [...this.#held.values()].find(({ test }) => test.state === 'running');
    if (!held) return;
    held.began = this.#now();
    const workerData = { place: this.#place, running: held.running };
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData, execArgv: [] });
    this.#busy = { id: held.test.id, worker };
    worker.on('message', (said: Said) => void this.#hear(held, said));
    worker.on('error', (error) => void this.#fail(held, error instanceof Error ? error.message : String(error)));
  }

  async #hear(held: Held, said: Said): Promise<void> {
    const { test } = held;
    if (test.state !== 'running') return;
    if ('progress' in said) Object.assign(test, said);
    else if ('failed' in said) await this.#fail(held, said.failed);
    else if (!said.ran) await this.#fail(held, 'the journal holds nothing of that time yet');
    else await this.#finish(held, said.ran);
  }

  async #finish(held: Held, ran: Ran): Promise<void> {
    const { test } = held;
    try {
      const result = await held.finish(ran, Math.round(this.#now() - held.began));
      if (test.state === 'running') Object.assign(test, { state: 'done', progress: 1, result });
    } catch (error) {
      await this.#fail(held, error instanceof Error ? error.message : String(error));
    }
    if (this.#busy?.id === test.id) await this.#free();
  }

  async #fail({ test }: Held, reason: string): Promise<void> {
    if (test.state === 'running') Object.assign(test, { state: 'failed', error: reason });
    if (this.#busy?.id === test.id) await this.#free();
  }

  /** The thread ends, and the next test begins. */
  async #free(): Promise<void> {
    const busy = this.#busy;
    this.#busy = null;
    await busy?.worker.terminate();
    this.#next();
  }
}
