import type { State } from './core/state.ts';
import type { CasePost } from './sources/source.ts';

/** Cases that were merged into one another, at most so many in a row. */
const MERGES_BOUND = 20;

/**
 * The customer's newest post, in the case with this number, that is not after `before`; else the first post that is left of it.
 * Null when there is no such case (any more). What was said in a helpdesk about the case is an answer to that post.
 */
export function casePost(state: State, number: string, before: number): CasePost | null {
  const one = caseOf(state, number);
  if (!one) return null;
  const turns = one.turns.filter(({ retracted }) => !retracted);
  const newest = turns.findLast(({ by, postedAt }) => by === 'customer' && postedAt <= before) ?? turns[0];
  const { id, handle, name, network } = one.customer;
  return newest ? { id: newest.mention, network, customer: { id, handle, name } } : null;
}

/** The case with this number, or the one that it became part of. */
function caseOf({ desk }: State, number: string) {
  let one = desk.cases.get(number);
  for (let merges = 0; one?.mergedInto && merges < MERGES_BOUND; merges++) one = desk.cases.get(one.mergedInto);
  return one;
}
