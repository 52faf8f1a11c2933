import { onTestFinished } from 'vitest';
import type { DeliveryEntry, Entry } from '../../server/core/entry.ts';
import type { State } from '../../server/core/state.ts';
import { step } from '../../server/core/step.ts';
import { type Lease, LeaseLost } from '../../server/journal/journal.ts';
import type { Reaching } from '../../server/notifiers/config-types.ts';
import type { Notifier, Sending } from '../../server/notifiers/notifier.ts';
import { type OutboxDeps, runOutbox } from '../../server/notifiers/outbox.ts';
import { outgoingFor } from '../../server/notifiers/outgoing.ts';
import { PushSubscriptions } from '../../server/notifiers/push-subscriptions.ts';
import type { Delivery } from '../../shared/notify.ts';

/** Real time that only goes where nothing else is left to do, and a product clock that can be set. */
export class HandTime {
  real = 0;
  /** What the product's clock is ahead of the real time. */
  offset: number;
  readonly #pauses = new Set<{ at: number; wake: () => void }>();

  constructor(start: number) {
    this.offset = start;
  }

  now = (): number => this.offset + this.real;
  since = (): number => this.real;

  pause = (ms: number, signal: AbortSignal): Promise<void> => {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        this.#pauses.delete(one);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const one = { at: this.real + ms, wake };
      this.#pauses.add(one);
      signal.addEventListener('abort', wake);
    });
  };

  /** To the moment for which somebody waits, at most to `limit`. */
  leap(limit: number): void {
    const first = [...this.#pauses].toSorted((a, b) => a.at - b.at)[0];
    this.real = Math.max(this.real, Math.min(first?.at ?? limit, limit));
    for (const pause of [...this.#pauses]) if (pause.at <= this.real) pause.wake();
  }
}

/** Secrets of an installation that are kept nowhere. */
export const keysInHand = () => {
  const kept = new Map<string, string>();
  return {
    kept,
    getKey: async (key: string) => kept.get(key) ?? null,
    setKey: async (key: string, value: string) => void kept.set(key, value),
  };
};

/** An outbox over a state in hand: what it journals is folded at once and noted. It stops with the test. */
export class OutboxInHand {
  readonly state: State;
  readonly time: HandTime;
  readonly journaled: DeliveryEntry[] = [];
  readonly troubles = new Map<string, string>();
  readonly warned: string[] = [];
  readonly keys = keysInHand();
  /** Whoever has a newer one is the outbox; appends under an older one are refused. */
  token = 1;
  /** While set, the journal rejects with it. */
  failure: Error | null = null;
  #sending = 0;
  #listeners = new Set<() => void>();
  #stop = new AbortController();
  #over: Partial<OutboxDeps>;
  #reaching: Reaching;
  #notifiers: Notifier[];
  running: Promise<void> = Promise.resolve();

  constructor(state: State, reaching: Reaching, notifiers: Notifier[], over: Partial<OutboxDeps> = {}) {
    this.state = state;
    this.time = new HandTime(state.now);
    this.#reaching = reaching;
    this.#notifiers = notifiers;
    this.#over = over;
    onTestFinished(() => this.stop());
  }

  start(): this {
    this.#stop = new AbortController();
    this.running = runOutbox(this.#deps({ name: 'notify', token: this.token }, this.#stop.signal));
    return this;
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.running;
  }

  /** As somebody else's entry: the clock, an action. */
  fold(entry: Entry): void {
    step(this.state, { seq: this.state.seq + 1, entry });
    for (const listener of this.#listeners) listener();
  }

  tick(): void {
    const at = Math.max(this.state.now, this.time.now());
    this.fold({ kind: 'tick', id: `t:${at}:${this.state.seq}`, at });
  }

  deliveries(): Delivery[] {
    return [...this.state.alerting.deliveries.values()];
  }

  /** What became of one, as the entries told. */
  outcomes(delivery = this.deliveries()[0]?.id): string[] {
    return this.journaled.flatMap((entry) => (entry.delivery === delivery ? [entry.outcome] : []));
  }

  /** Lets time go, from one moment for which something waits to the next, until that is so or so much real time is over. */
  async until(right: () => boolean, within = 7 * 86_400_000): Promise<void> {
    const end = this.time.real + within;
    for (let idle = 0; !right(); ) {
      await new Promise(setImmediate);
      idle = this.#sending === 0 ? idle + 1 : 0;
      if (idle < IDLE_TURNS) continue;
      idle = 0;
      if (this.time.real >= end) throw new Error(`it never came about: ${JSON.stringify(this.deliveries())}`);
      this.time.leap(end);
    }
  }

  /** Lets so much time go. */
  async go(ms: number): Promise<void> {
    const end = this.time.real + ms;
    await this.until(() => this.time.real >= end, ms);
  }

  #deps(lease: Lease, signal: AbortSignal): OutboxDeps {
    const { time, keys } = this;
    const { allow = [], contacts = {} } = this.#reaching;
    return {
      journal: { append: async (entries, under) => this.#append(entries, under) },
      engine: {
        state: this.state,
        caughtUp: async () => undefined,
        onFold: (listener) => {
          this.#listeners.add(listener);
          return () => this.#listeners.delete(listener);
        },
      },
      lease,
      signal,
      now: time.now,
      since: time.since,
      pause: time.pause,
      pace: 1,
      random: () => 0.5,
      notifier: (kind) => this.#counted(this.#notifiers.find((one) => one.kind === kind)),
      channel: (id) => this.#reaching.channels?.find((one) => one.id === id),
      surroundings: () => ({ now: time.now(), base: 'https://wall.example', mode: 'live' as Sending['mode'] }),
      outgoing: (ending) =>
        outgoingFor(
          { guarding: { allow }, contacts, keys, subscriptions: new PushSubscriptions(keys), base: 'https://wall.example' },
          ending,
        ),
      trouble: (channel, message) => void (message === null ? this.troubles.delete(channel) : this.troubles.set(channel, message)),
      warn: (details, message) => void this.warned.push(`${message}: ${JSON.stringify(details)}`),
      grace: () => 0,
      ...this.#over,
    };
  }

  /** Time stands still while something is on its way. */
  #counted(notifier: Notifier | undefined): Notifier | undefined {
    if (!notifier) return undefined;
    const send: Notifier['send'] = async (...args) => {
      this.#sending += 1;
      return notifier.send(...args).finally(() => {
        this.#sending -= 1;
      });
    };
    return { ...notifier, send };
  }

  async #append(entries: readonly Entry[], under?: Lease) {
    await new Promise(setImmediate);
    if (this.failure) throw this.failure;
    if (under && under.token < this.token) throw new LeaseLost('another node tells');
    return entries.map((entry) => {
      if (entry.kind === 'delivery') this.journaled.push(entry);
      this.fold(entry);
      return { seq: this.state.seq, duplicate: false };
    });
  }
}

/** Turns of the event loop in which nothing happened: what was just answered has been dealt with by then. */
const IDLE_TURNS = 8;
