import { z } from 'zod';
import { Subscription } from '../../shared/notify.ts';
import type { PushSubscription } from './notifier.ts';
import type { Keys } from './push-keys.ts';

/** Browsers of one person, and people who have any; the oldest leave first. */
export const BROWSERS_BOUND = 10;
export const SUBSCRIBED_BOUND = 500;
const KEY = 'notify:push';

const Kept = z.array(z.object({ person: z.string(), subscription: Subscription }));
type Kept = z.infer<typeof Kept>;

/** Which browsers tell whom: kept with the installation's secrets, since whoever has an address and its keys can write to it. */
export class PushSubscriptions {
  readonly #keys: Keys;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(keys: Keys) {
    this.#keys = keys;
  }

  async of(person: string): Promise<PushSubscription[]> {
    await this.#turn;
    return (await this.#load()).flatMap((kept) => (kept.person === person ? [kept.subscription] : []));
  }

  /** A browser tells one person: whoever signed up there last. */
  add(person: string, subscription: PushSubscription): Promise<void> {
    return this.#change((all) => {
      const others = all.filter((kept) => kept.subscription.endpoint !== subscription.endpoint);
      const own = others.filter((kept) => kept.person === person);
      const gone = new Set(own.slice(0, Math.max(0, own.length + 1 - BROWSERS_BOUND)));
      return [...others.filter((kept) => !gone.has(kept)), { person, subscription }].slice(-SUBSCRIBED_BOUND);
    });
  }

  drop(endpoint: string): Promise<void> {
    return this.#change((all) => all.filter(({ subscription }) => subscription.endpoint !== endpoint));
  }

  async #load(): Promise<Kept> {
    const text = await this.#keys.getKey(KEY);
    return text === null ? [] : Kept.parse(JSON.parse(text));
  }

  /** Reading, changing and writing is one step on this node. */
  #change(change: (all: Kept) => Kept): Promise<void> {
    const done = this.#turn.then(async () => this.#keys.setKey(KEY, JSON.stringify(change(await this.#load()))));
    this.#turn = done.catch(() => undefined);
    return done;
  }
}
