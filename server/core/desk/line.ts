import type { Case } from '../../../shared/case.ts';
import { CaseLine } from '../../../shared/queue.ts';
import { pressingWords } from './pressing.ts';
import { firstDue } from './waits.ts';

type Own = Omit<CaseLine, 'due' | 'promised' | 'pressing'>;

// The fields that a line has from its case as they are stand in the schema alone.
const SAME = Object.keys(CaseLine.shape).filter((field) => !['due', 'promised', 'pressing'].includes(field)) as (keyof Own)[];

/** A case as the queue shows it. */
export function caseLine(one: Case, now: number): CaseLine {
  const own = Object.fromEntries(SAME.map((field) => [field, one[field]])) as Own;
  const clock = firstDue(one);
  const open = one.promises.filter(({ state }) => state === 'open');
  return {
    ...own,
    due: clock && clock.due !== null ? { kind: clock.kind, at: clock.due, from: clock.from, breached: clock.breachedAt !== null } : null,
    promised: open.length > 0 ? { count: open.length, due: Math.min(...open.map(({ due }) => due)) } : null,
    pressing: pressingWords(one, now),
  };
}
