import { Lru } from '../bluesky/lru.ts';
import type { HelpdeskContext } from '../source.ts';
import { incomingOf, mentionId, type Thread } from './thread.ts';

/** Conversations that are being read, or wait for it, at once. More are refused with "come back", and found by asking. */
export const READINGS_BOUND = 500;

/** Messages that a source remembers to have brought. */
export const BROUGHT_KEPT = 20_000;

/**
 * Ids of messages that are durable, so that a conversation which is read again is not brought again as a whole. `holds` would not do:
 * it knows posts that are still on their way into the journal, and may not get there.
 */
export type Brought = Lru<true>;
export const nothingBrought = (): Brought => new Lru(BROUGHT_KEPT);

/** Brings what a conversation has that we do not. Returns when it is durable. */
export async function bring(context: HelpdeskContext, thread: Thread, brought: Brought): Promise<void> {
  const folded = new Set(context.heldIn?.(thread.ticket));
  const items = incomingOf(context, thread, (mention) => brought.has(mention) || folded.has(mention));
  if (items.length > 0) await context.submit(items, 'all');
  for (const item of items) if (item.kind === 'mention') brought.set(item.mention.id, true);
}

/** Takes messages back, by their own ids. */
export async function takeBack(context: HelpdeskContext, ticket: string, messages: readonly string[]): Promise<void> {
  const items = messages.map((message) => ({ kind: 'retraction' as const, mention: mentionId(context.id, ticket, message) }));
  if (items.length > 0) await context.submit(items, 'all');
}

/** The conversation was deleted: takes back all that is held of it. */
export async function forget(context: HelpdeskContext, ticket: string): Promise<void> {
  const items = (context.heldIn?.(ticket) ?? []).map((mention) => ({ kind: 'retraction' as const, mention }));
  if (items.length > 0) await context.submit(items, 'all');
}

/**
 * Reads conversations that we are told of, each once at a time. Who asks while one is read waits for a reading that begins
 * after: the one under way may have missed what they were told of. They share it.
 */
export class Readings {
  readonly #read: (ticket: string) => Promise<void>;
  readonly #running = new Map<string, Promise<void>>();
  readonly #next = new Map<string, Promise<void>>();

  constructor(read: (ticket: string) => Promise<void>) {
    this.#read = read;
  }

  /** Whether there is room for one more. */
  get full(): boolean {
    return this.#running.size >= READINGS_BOUND;
  }

  about(ticket: string): Promise<void> {
    const waiting = this.#next.get(ticket);
    if (waiting) return waiting;
    const running = this.#running.get(ticket);
    if (!running) return this.#begin(ticket);
    const next = running.then(
      () => this.#follow(ticket),
      () => this.#follow(ticket),
    );
    this.#next.set(ticket, next);
    return next;
  }

  #follow(ticket: string): Promise<void> {
    this.#next.delete(ticket);
    return this.#begin(ticket);
  }

  #begin(ticket: string): Promise<void> {
    const reading = this.#read(ticket).finally(() => {
      if (this.#running.get(ticket) === reading) this.#running.delete(ticket);
    });
    this.#running.set(ticket, reading);
    return reading;
  }
}
