import type { Delivery } from '../../shared/notify.ts';
import type { Engine } from '../engine.ts';
import { JournalFull, LeaseLost } from '../journal/journal.ts';
import { DueTimes } from './due.ts';
import { Lane, type LaneDeps } from './lane.ts';

export interface OutboxDeps extends Omit<LaneDeps, 'engine' | 'ending'> {
  engine: Pick<Engine, 'state' | 'caughtUp' | 'onFold'>;
  /** Real time that what is being sent may take when the server stops, in ms; none when another node tells on. */
  grace(): number;
}

/** Longest sleep between two looks at what waits, in ms of real time. */
const LOOK_EVERY = 60_000;

/**
 * Tells what the state says is to be told, on this node alone (`lease`), until `signal` aborts or the lease is lost. Each attempt is
 * journaled before it is made and after it ended: an attempt without an end, found at the start, is one with which a server died.
 * Rejects with the journal's own troubles.
 */
export async function runOutbox(deps: OutboxDeps): Promise<void> {
  const stop = new AbortController();
  const ending = new AbortController();
  const signal = AbortSignal.any([deps.signal, stop.signal]);
  const lanes = new Lanes({ ...deps, signal, ending: ending.signal });
  const bell = new Bell();
  const unhear = deps.engine.onFold(() => bell.ring());
  signal.addEventListener('abort', () => bell.ring());
  try {
    await deps.engine.caughtUp();
    while (!signal.aborted && !lanes.failed) {
      const left = lanes.look(() => bell.ring());
      await bell.heard(deps.pause, Math.min(left, LOOK_EVERY), signal);
    }
  } finally {
    unhear();
    stop.abort();
    const cut = setTimeout(() => ending.abort(), deps.grace());
    await lanes.rest().finally(() => clearTimeout(cut));
  }
  lanes.throwIfFailed();
}

/** Wakes whoever sleeps; a ring that nobody heard is heard by the next. */
class Bell {
  #rung = false;
  #wake = new AbortController();

  ring(): void {
    this.#rung = true;
    this.#wake.abort();
  }

  async heard(pause: LaneDeps['pause'], ms: number, signal: AbortSignal): Promise<void> {
    if (!this.#rung) await pause(ms, AbortSignal.any([signal, this.#wake.signal]));
    this.#rung = false;
    this.#wake = new AbortController();
  }
}

/** One lane a channel, side by side: one that hangs delays no other. */
class Lanes {
  readonly #deps: LaneDeps;
  readonly #due: DueTimes;
  /** As many as there are channels. */
  readonly #lanes = new Map<string, { lane: Lane; work: Promise<void> | null }>();
  #failure: unknown = null;

  constructor(deps: LaneDeps) {
    this.#deps = deps;
    this.#due = new DueTimes(deps);
  }

  /** Starts a lane for every channel that has something due. Gives the real time until the next one has. */
  look(ended: () => void): number {
    let soonest = Number.POSITIVE_INFINITY;
    for (const delivery of this.#deps.engine.state.alerting.deliveries.values()) {
      if (this.#isBusy(delivery.channel) || !isToBeTold(delivery)) continue;
      const left = this.#due.left(this.#deps.engine.state, delivery);
      if (left <= 0) this.#start(delivery.channel, ended);
      else soonest = Math.min(soonest, left);
    }
    return soonest;
  }

  get failed(): boolean {
    return this.#failure !== null;
  }

  /** Resolves when nothing is under way any more. What is wrong with a channel is told by the node that tells it. */
  async rest(): Promise<void> {
    await Promise.all([...this.#lanes.values()].map(({ work }) => work));
    for (const channel of this.#lanes.keys()) this.#deps.trouble(channel, null);
  }

  /** A journal that is full, or another node that took over, is no failure of ours. */
  throwIfFailed(): void {
    const passes = this.#failure instanceof LeaseLost || this.#failure instanceof JournalFull;
    if (this.#failure !== null && !passes) throw this.#failure;
  }

  #isBusy(channel: string): boolean {
    return (this.#lanes.get(channel)?.work ?? null) !== null;
  }

  #start(channel: string, ended: () => void): void {
    const known = this.#lanes.get(channel) ?? { lane: new Lane(channel, this.#deps), work: null };
    this.#lanes.set(channel, known);
    known.work = known.lane
      .run(() => this.#next(channel))
      .catch((error) => {
        this.#failure ??= error;
      })
      .finally(() => {
        known.work = null;
        ended();
      });
  }

  /** What rings goes first, then the order in which it was decided. */
  #next(channel: string): Delivery | undefined {
    const { state } = this.#deps.engine;
    const due = [...state.alerting.deliveries.values()].filter(
      (delivery) => delivery.channel === channel && isToBeTold(delivery) && this.#due.left(state, delivery) <= 0,
    );
    return due.find(({ rings }) => rings) ?? due[0];
  }
}

/** What waits, and what somebody else was sending when they stopped. */
const isToBeTold = ({ state }: Delivery): boolean => state === 'waiting' || state === 'trying' || state === 'unsure';
