import type { Case } from '../../../shared/case.ts';
import { isClosed } from '../../../shared/case.ts';
import type { Mention } from '../../../shared/mention.ts';
import { deskOf } from '../settings.ts';
import type { State } from '../state.ts';
import { customerKey } from './open.ts';

/** The case of the conversation that a post stands in: by what it answers, else by the conversation's beginning. */
export function caseInConversation({ desk }: State, { inReplyTo, root }: Mention): Case | null {
  for (const id of [inReplyTo, root]) {
    const found = id === undefined ? undefined : desk.byPost.get(id);
    if (found !== undefined) return desk.cases.get(found) ?? null;
  }
  return null;
}

/** The case that a customer who writes anew goes on with: their newest one on that network, unless it is long ago. */
export function caseAgain(state: State, { network, author, postedAt }: Mention): Case | null {
  const { desk } = state;
  const one = desk.cases.get(desk.byCustomer.get(customerKey(network, author.id)) ?? '');
  if (!one || one.status === 'merged' || one.status === 'dismissed') return null;
  const last = Math.max(one.customerAt, one.repliedAt ?? 0);
  const { again } = deskOf(state.settings);
  return Math.abs(postedAt - last) <= again && !(isClosed(one.status) && postedAt < one.postedAt) ? one : null;
}
