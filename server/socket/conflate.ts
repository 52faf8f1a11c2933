import type { Slice, SliceName } from '../../shared/slices.ts';
import { type Feed, roomOf } from './rooms.ts';

/** A feed is looked at this often at most, in ms: four times a second. */
export const SLICE_EVERY = 250;
/** Long series go out once a minute of the product's clock. */
export const SERIES_EVERY = 60_000;

/** Time as it passes for the people in front of the wall, in ms; `after` returns how to call it off. */
export interface Clockwork {
  now(): number;
  after(ms: number, run: () => void): () => void;
}

interface Parts {
  clockwork: Clockwork;
  /** The last entry folded. */
  seq(): number;
  render(name: SliceName, scope: string): Slice;
  send(room: string, slice: Slice): void;
  /** How fast the product's clock runs. */
  pace(): number;
  onProblem(error: unknown, feed: Feed): void;
}

interface Flow {
  feed: Feed;
  /** The data that everybody in the room has. */
  sent: string | null;
  /** When it was last looked at. */
  at: number;
  dirty: boolean;
  /** What was rendered last, for those who join before anything more is folded. */
  last: Slice | null;
}

/**
 * Turns thousands of folds a second into few complete slices. The first change after a pause goes out at once; what changes faster
 * than SLICE_EVERY goes out as its newest; what didn't change in the end isn't sent; feeds that nobody listens to aren't rendered.
 */
export class Conflation {
  readonly #parts: Parts;
  readonly #flows = new Map<string, Flow>();
  readonly #failing = new Set<string>();
  #callOff: (() => void) | null = null;
  #alarmAt = Number.POSITIVE_INFINITY;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Rooms whose slice cannot be rendered: what was sent to them is no longer known to be true. */
  get failing(): ReadonlySet<string> {
    return this.#failing;
  }

  open(feed: Feed): void {
    const room = roomOf(feed);
    if (!this.#flows.has(room)) this.#flows.set(room, { feed, sent: null, at: Number.NEGATIVE_INFINITY, dirty: false, last: null });
  }

  close(feed: Feed): void {
    this.#flows.delete(roomOf(feed));
    this.#failing.delete(roomOf(feed));
  }

  /** The complete slice for somebody who joins, or null when it cannot be rendered. The feed must be open. */
  latest(feed: Feed): Slice | null {
    const flow = this.#flows.get(roomOf(feed));
    if (!flow) return null;
    const slice = flow.last?.seq === this.#parts.seq() ? flow.last : this.#render(flow);
    if (slice && flow.sent === null) this.#sent(flow, JSON.stringify(slice.data));
    return slice;
  }

  /** Something was folded. */
  folded(): void {
    for (const flow of this.#flows.values()) flow.dirty = true;
    this.#run();
  }

  stop(): void {
    this.#callOff?.();
    this.#callOff = null;
    this.#flows.clear();
  }

  #run(): void {
    const now = this.#parts.clockwork.now();
    let next = Number.POSITIVE_INFINITY;
    for (const flow of this.#flows.values()) {
      if (!flow.dirty) continue;
      const due = flow.at + this.#every(flow.feed.name);
      if (due <= now) this.#refresh(flow);
      else next = Math.min(next, due);
    }
    this.#alarm(next, now);
  }

  /** One alarm for all feeds, for the one that is due first. */
  #alarm(at: number, now: number): void {
    if (at === this.#alarmAt && this.#callOff) return;
    this.#callOff?.();
    this.#alarmAt = at;
    this.#callOff = Number.isFinite(at) ? this.#parts.clockwork.after(at - now, () => this.#ring()) : null;
  }

  #ring(): void {
    this.#callOff = null;
    this.#run();
  }

  #refresh(flow: Flow): void {
    const slice = this.#render(flow);
    if (!slice) return;
    const text = JSON.stringify(slice.data);
    const changed = text !== flow.sent;
    this.#sent(flow, text);
    if (changed) this.#parts.send(roomOf(flow.feed), slice);
  }

  #sent(flow: Flow, text: string): void {
    flow.sent = text;
    flow.dirty = false;
    flow.at = this.#parts.clockwork.now();
  }

  /** A slice that fails is tried again at the next fold, and must not hold up the others. */
  #render(flow: Flow): Slice | null {
    const { name, scope } = flow.feed;
    try {
      flow.last = this.#parts.render(name, scope);
      this.#failing.delete(roomOf(flow.feed));
      return flow.last;
    } catch (error) {
      if (!this.#failing.has(roomOf(flow.feed))) this.#parts.onProblem(error, flow.feed);
      this.#failing.add(roomOf(flow.feed));
      flow.dirty = false;
      flow.at = this.#parts.clockwork.now();
      return null;
    }
  }

  #every(name: SliceName): number {
    return name === 'volume' ? Math.max(SLICE_EVERY, SERIES_EVERY / this.#parts.pace()) : SLICE_EVERY;
  }
}
