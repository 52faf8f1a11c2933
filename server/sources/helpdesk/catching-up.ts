import { pause } from '../backoff.ts';
import { HelpdeskTrouble, type SourceContext } from '../source.ts';

/** Wait when a helpdesk says "not so fast" and does not say for how long, in ms. */
const AWAY_MS = 30_000;

/** Does the work; when the helpdesk says 429 it waits as long as it was told to and does it again, without end. */
export async function patiently<T>(context: SourceContext, name: string, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof HelpdeskTrouble) || error.status !== 429 || context.signal.aborted) throw error;
      const wait = error.afterMs ?? AWAY_MS;
      context.status('waiting', `${name} wants to be left alone for ${Math.ceil(wait / 1000)} s`);
      await pause(wait, context.signal);
      context.signal.throwIfAborted();
    }
  }
}

/** Catches up at once and then every `everyMs`, until the signal aborts. */
export async function keepAsking(context: SourceContext, everyMs: number, catchUp: () => Promise<void>): Promise<void> {
  while (!context.signal.aborted) {
    await catchUp();
    context.status('live');
    await pause(everyMs, context.signal);
  }
}

/** Answers that are about the conversation which was asked for, not about the helpdesk: a strange shape, no right to this one. */
const OF_ONE = new Set([200, 400, 403, 410, 422]);

/** What was read of one conversation; null when it is this one that cannot be read: that is counted, and must not stop the others. */
export async function oneByOne<T>(context: SourceContext, name: string, read: () => Promise<T>): Promise<T | null> {
  try {
    return await patiently(context, name, read);
  } catch (error) {
    if (!(error instanceof HelpdeskTrouble) || !OF_ONE.has(error.status)) throw error;
    context.reject(`conversation: ${error.message}`);
    return null;
  }
}
