import type { Intake } from '../../intake.ts';
import type { Incoming } from '../../sources/source.ts';
import type { Fault, Raw } from './kind.ts';
import { type Reading, read } from './read.ts';

/** What was pushed, parted into what can be taken in and what is wrong; `index` is the place in the request. */
export class Sorted {
  readonly items: Incoming[] = [];
  /** Of each item. */
  readonly indexes: number[] = [];
  readonly faults: { index: number; fault: Fault; source: string }[] = [];

  constructor(raws: readonly [number, Raw][], reading: Reading) {
    for (const [index, raw] of raws) {
      const result = read(raw, reading);
      if ('fault' in result) this.faults.push({ index, ...result });
      else this.#keep(index, result.item);
    }
  }

  /** Counts the faults on the health of their sources, with the newest reason of each. */
  tellFaults(intake: Pick<Intake, 'reject'>): void {
    const counts = new Map<string, { count: number; reason: string }>();
    for (const { source, fault } of this.faults) {
      const reason = fault.field ? `${fault.field}: ${fault.reason}` : fault.reason;
      counts.set(source, { count: (counts.get(source)?.count ?? 0) + 1, reason });
    }
    for (const [source, { count, reason }] of counts) intake.reject(source, reason, count);
  }

  #keep(index: number, item: Incoming): void {
    this.items.push(item);
    this.indexes.push(index);
  }
}
