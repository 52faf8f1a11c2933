import { randomUUID } from 'node:crypto';
import type { Deps } from '../deps.ts';
import { asRefusal } from '../errors.ts';
import { Refusal } from '../refusal.ts';
import type { Fault, Kind, Raw } from './kind.ts';
import { batches } from './lines.ts';
import { DEFAULT_SOURCE, type Reading } from './read.ts';
import { Sorted } from './sorted.ts';
import { Tally } from './tally.ts';

/** Items in one request, except for a stream. */
export const ITEMS_A_REQUEST = 5000;
/** Lines of a stream that are appended together. */
export const STREAM_BATCH = 500;

/** Takes in what was pushed. */
export class Taking {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** A lone item. Rejects with a Refusal when it cannot be read. */
  async one(raw: Raw): Promise<Tally> {
    const sorted = new Sorted([[0, raw]], this.#reading());
    sorted.tellFaults(this.#deps.intake);
    const [faulty] = sorted.faults;
    if (faulty) throw faultyItem(faulty.fault);
    return this.#take(sorted, new Tally());
  }

  /** Many items. When this rejects none was taken in. */
  async many(raws: readonly Raw[]): Promise<Tally> {
    if (raws.length > ITEMS_A_REQUEST) throw new Refusal(413, `a request may hold ${ITEMS_A_REQUEST} items; send more as a stream`);
    const numbered = raws.map((raw, index): [number, Raw] => [index, raw]);
    return this.#take(new Sorted(numbered, this.#reading()), new Tally());
  }

  /** A stream's lines, batch after batch: the next is read when the last is durable, which slows a sender down to our pace. */
  async stream(body: AsyncIterable<Uint8Array>, kind: Kind): Promise<Tally> {
    const tally = new Tally();
    try {
      for await (const batch of batches(body, STREAM_BATCH)) {
        const raws = batch.map(([index, text]): [number, Raw] => [index, parsed(text, kind)]);
        await this.#take(new Sorted(raws, this.#reading()), tally);
      }
    } catch (error) {
      throw midway(error, tally);
    }
    return tally;
  }

  /** Faults are counted only once the rest is taken in, so that a request that has to be sent again counts once. */
  async #take(sorted: Sorted, tally: Tally): Promise<Tally> {
    const verdicts = sorted.items.length > 0 ? await this.#deps.intake.submit(sorted.items, 'all') : [];
    for (const [i, verdict] of verdicts.entries()) tally.add(verdict, sorted.indexes[i]!);
    for (const { fault, index } of sorted.faults) tally.reject(fault, index);
    sorted.tellFaults(this.#deps.intake);
    return tally;
  }

  #reading(): Reading {
    const sources = new Set([DEFAULT_SOURCE, ...this.#deps.config().sources.map(({ id }) => id)]);
    return { now: this.#deps.clock.now(), sources, newId: randomUUID };
  }
}

const faultyItem = ({ field, reason }: Fault): Refusal => new Refusal(400, field ? `${field}: ${reason}` : reason, { field, reason });

function parsed(text: string, kind: Kind): Raw {
  try {
    return { kind, value: JSON.parse(text) };
  } catch {
    return { fault: { field: '', reason: 'not JSON' } };
  }
}

const hungUp = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ECONNRESET';

/** What ends a stream early tells how far it came. What was taken in stays; ids make it safe to send the whole again. */
function midway(error: unknown, tally: Tally): unknown {
  const receipt = tally.receipt();
  if (hungUp(error)) return new Refusal(400, 'the stream broke off', { receipt });
  const refusal = asRefusal(error);
  return refusal ? new Refusal(refusal.statusCode, refusal.message, { ...refusal.details, receipt }) : error;
}
