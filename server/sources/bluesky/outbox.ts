import type { Incoming } from '../source.ts';

/** A place in the stream: when the server saw what came there (microseconds since 1970 UTC), on its own clock. */
export interface Place {
  us: number;
  host: string;
}

export interface Batch {
  items: Incoming[];
  /** Everything up to here is in this batch or in one before. */
  place: Place | null;
}

/** What was heard and waits for the journal. The one who fills it is told when to stop and when to go on. */
export class Outbox {
  /** Called when the queue reaches its bound. */
  onFull: () => void = () => undefined;
  /** Called when half of it is free again. */
  onRoom: () => void = () => undefined;
  readonly #bounds: { batchItems: number; batchMs: number; queueItems: number };
  readonly #queue: { item: Incoming; place: Place | null }[] = [];
  #place: Place | null = null;
  #full = false;
  #ended = false;
  #wake: () => void = () => undefined;

  constructor(bounds: { batchItems: number; batchMs: number; queueItems: number }) {
    this.#bounds = bounds;
  }

  get full(): boolean {
    return this.#full;
  }

  /** Items heard at `place`; with none, only the place moves on. Places of one host may come slightly out of order. */
  push(items: readonly Incoming[], place: Place | null): void {
    if (place && (place.host !== this.#place?.host || place.us > this.#place.us)) this.#place = place;
    for (const item of items) this.#queue.push({ item, place: this.#place });
    if (this.#queue.length >= this.#bounds.batchItems) this.#wake();
    if (this.#full || this.#queue.length < this.#bounds.queueItems) return;
    this.#full = true;
    this.onFull();
  }

  /** The next batch once it is ripe, empty when nothing came; `null` when the outbox has ended and is empty. */
  async next(): Promise<Batch | null> {
    if (this.#queue.length < this.#bounds.batchItems && !this.#ended) await this.#ripen();
    if (this.#ended && this.#queue.length === 0) return null;
    const taken = this.#queue.splice(0, this.#bounds.batchItems);
    if (this.#full && this.#queue.length <= this.#bounds.queueItems / 2) {
      this.#full = false;
      this.onRoom();
    }
    const place = this.#queue.length === 0 ? this.#place : (taken.at(-1)?.place ?? null);
    return { items: taken.map((one) => one.item), place };
  }

  /** Nothing more will come; what is there can still be taken. */
  end(): void {
    this.#ended = true;
    this.#wake();
  }

  #ripen(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.#bounds.batchMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
