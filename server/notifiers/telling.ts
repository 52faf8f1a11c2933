import type { Logger } from 'pino';
import type { Engine } from '../engine.ts';
import type { ProductClock } from '../http/deps.ts';
import type { Journal, Lease } from '../journal/journal.ts';
import type { Problems } from '../problems.ts';
import { pause } from '../sources/backoff.ts';
import type { Reaching } from './config-types.ts';
import { notifierOf } from './index.ts';
import type { Notifier, Sending } from './notifier.ts';
import { runOutbox } from './outbox.ts';
import { outgoingFor, type Reach } from './outgoing.ts';
import { type Keys, vapidKeys } from './push-keys.ts';
import { PushSubscriptions } from './push-subscriptions.ts';

export interface TellingDeps {
  journal: Pick<Journal, 'append'>;
  keys: Keys;
  engine: Engine;
  /** Of the config in force. */
  reaching(): Reaching;
  /** Where this server listens. */
  address(): string;
  mode: Sending['mode'];
  clock: ProductClock;
  problems: Problems;
  log: Logger;
  /** Aborts when the server stops, not when another node takes over. */
  stopping: AbortSignal;
  /** Kinds of channel other than the registry's. */
  notifier?(kind: string): Notifier | undefined;
}

/** What may go on for so long when the server stops, in ms: what is nearly there arrives, and nobody is told twice. */
const GRACE = 2000;

/** Everything that reaches people, for one server. */
export class Telling {
  readonly subscriptions: PushSubscriptions;
  readonly #deps: TellingDeps;

  constructor(deps: TellingDeps) {
    this.#deps = deps;
    this.subscriptions = new PushSubscriptions(deps.keys);
  }

  /** Address for links, as people reach this server, without a slash at the end. */
  get base(): string {
    return (this.#deps.reaching().base ?? this.#deps.address()).replace(/\/+$/, '');
  }

  /** The key that browsers subscribe with. */
  async publicKey(): Promise<string> {
    return (await vapidKeys(this.#deps.keys)).publicKey;
  }

  /** Tells what is to be told, until `signal` aborts; on one node at a time. */
  run(signal: AbortSignal, lease: Lease): Promise<void> {
    const { journal, engine, reaching, clock, problems, log, mode, stopping, notifier = notifierOf } = this.#deps;
    return runOutbox({
      journal,
      engine,
      lease,
      signal,
      now: () => clock.now(),
      pace: clock.pace,
      since: () => performance.now(),
      pause,
      random: Math.random,
      notifier,
      channel: (id) => reaching().channels?.find((one) => one.id === id),
      surroundings: () => ({ now: clock.now(), base: this.base, mode }),
      outgoing: (ending) => outgoingFor(this.#reach(), ending),
      trouble: (channel, message) =>
        message === null ? problems.end(`channel:${channel}`) : problems.begin(`channel:${channel}`, message),
      warn: (details, message) => log.warn(details, message),
      grace: () => (stopping.aborted ? GRACE : 0),
    });
  }

  #reach(): Reach {
    const { keys, reaching } = this.#deps;
    const { allow = [], contacts = {} } = reaching();
    return { guarding: { allow }, contacts, keys, subscriptions: this.subscriptions, base: this.base };
  }
}
