import { pause } from '../backoff.ts';
import type { Incoming, SourceContext, Verdict } from '../source.ts';
import { reasonOf } from '../supervisor.ts';
import { formatPlace } from './cursor.ts';
import type { Health } from './health.ts';
import type { Tuning } from './options.ts';
import type { Outbox, Place } from './outbox.ts';

/**
 * Brings the outbox to the journal until it has ended, then moves the cursor: never before what it stands for is durable. When the
 * journal takes no more, the batch is kept and offered again; the outbox fills, and the socket is not read meanwhile.
 */
export async function deliver(
  context: SourceContext,
  outbox: Outbox,
  tuning: Tuning,
  health: Health,
  settled: (items: readonly Incoming[], verdicts: readonly Verdict[]) => void,
): Promise<void> {
  const keeper = new PlaceKeeper(context, tuning.cursorMs);
  for (let batch = await outbox.next(); batch !== null; batch = await outbox.next()) {
    const verdicts = await submit(context, batch.items, tuning.retryMs, health);
    if (verdicts === null) return;
    settled(batch.items, verdicts);
    await keeper.reached(batch.place);
  }
  await keeper.save();
}

/** `null` when the signal aborted before the journal took the items. */
async function submit(context: SourceContext, items: Incoming[], retryMs: number, health: Health): Promise<Verdict[] | null> {
  while (items.length > 0) {
    try {
      const verdicts = await context.submit(items, 'matching');
      health.keptBack(null);
      return verdicts;
    } catch (error) {
      health.keptBack(`posts are kept back: ${reasonOf(error)}`);
      await pause(retryMs, context.signal);
      if (context.signal.aborted) return null;
    }
  }
  return [];
}

/** Saves how far we are, at most once in a while. A cursor that could not be saved only means that more is heard twice. */
class PlaceKeeper {
  readonly #context: SourceContext;
  readonly #every: number;
  #reached: Place | null = null;
  #saved: Place | null = null;
  #savedAt = Number.NEGATIVE_INFINITY;

  constructor(context: SourceContext, every: number) {
    this.#context = context;
    this.#every = every;
  }

  async reached(place: Place | null): Promise<void> {
    this.#reached = place ?? this.#reached;
    if (performance.now() - this.#savedAt >= this.#every) await this.save();
  }

  async save(): Promise<void> {
    if (this.#reached === null || this.#reached === this.#saved) return;
    try {
      await this.#context.saveCursor(formatPlace(this.#reached));
      this.#saved = this.#reached;
      this.#savedAt = performance.now();
    } catch (error) {
      this.#context.log.warn({ err: error, source: this.#context.id }, 'the cursor could not be saved');
    }
  }
}
