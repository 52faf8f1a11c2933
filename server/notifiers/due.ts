import type { Delivery } from '../../shared/notify.ts';
import { DELIVERIES_KEPT, type State } from '../core/state.ts';
import { ASKED_BOUND } from './pace.ts';

interface Clocks {
  /** The product's clock. */
  now(): number;
  /** How fast it runs. */
  pace: number;
  /** Real time that only goes forward, in ms. */
  since(): number;
}

/**
 * When each delivery is due, in real time since this node first saw it wait: a product clock that jumps in the meantime changes nothing,
 * and nothing waits longer than `ASKED_BOUND`.
 */
export class DueTimes {
  readonly #clocks: Clocks;
  #known = new Map<string, { nextAt: number; at: number }>();

  constructor(clocks: Clocks) {
    this.#clocks = clocks;
  }

  /** Real time until it is due; 0 or less: now. */
  left(state: State, { id, nextAt }: Delivery): number {
    if (nextAt === null) return 0;
    const known = this.#known.get(id);
    const at = known?.nextAt === nextAt ? known.at : this.#learn(state, id, nextAt);
    return at - this.#clocks.since();
  }

  #learn({ now: folded }: State, id: string, nextAt: number): number {
    const { now, pace, since } = this.#clocks;
    const wait = Math.max(0, nextAt - Math.max(now(), folded)) / pace;
    const at = since() + Math.min(wait, ASKED_BOUND);
    this.#known.delete(id);
    this.#known.set(id, { nextAt, at });
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= DELIVERIES_KEPT) break;
      this.#known.delete(oldest);
    }
    return at;
  }
}
