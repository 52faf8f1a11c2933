import { type Case, PROMISES_BOUND } from '../../../shared/case.ts';
import type { CasePromise, Turn } from '../../../shared/turn.ts';
import type { State } from '../state.ts';
import { dayTime } from '../words.ts';
import { tell } from './change.ts';
import { customerTurns, hasSubstance, isThanks, labelOf, replies } from './facts.ts';

/** What a reply promises, as far as the case has room for it. */
export function promisesIn({ settings, now }: State, one: Case, turn: Turn): CasePromise[] {
  const made = (turn.reply?.promises ?? []).map(
    ({ kind, due }, i): CasePromise => ({
      id: `${turn.mention}#${i}`,
      kind,
      due,
      mention: turn.mention,
      at: turn.postedAt,
      state: 'open',
      settledAt: null,
      by: null,
    }),
  );
  const room = made.slice(0, Math.max(0, PROMISES_BOUND - one.promises.length));
  for (const { due } of room) tell(one, turn.postedAt, 'promised', `due ${dayTime(due, now, settings.zone)}`, turn.agent);
  return room;
}

/**
 * What became of the promises that no person has judged. One to come back is kept by a reply with substance, one that something was
 * sent or will be fixed also by the customer's thanks; at its due time it is broken. That a message was sent cannot be seen: it counts as kept when
 * due, unless the customer complained meanwhile.
 */
export function settlePromises(one: Case, now: number): void {
  for (const promise of one.promises) {
    if (promise.by !== null || promise.state === 'void') continue;
    const { state, at } = judged(one, promise, now);
    if (state === promise.state) continue;
    promise.state = state;
    promise.settledAt = state === 'open' ? null : at;
    if (state !== 'open') tell(one, at, state === 'kept' ? 'kept' : 'broken', `the promise of ${KINDS[promise.kind]}`);
  }
}

const KINDS: Record<CasePromise['kind'], string> = {
  'follow-up': 'coming back to them',
  'message-sent': 'a message',
  fix: 'putting it right',
  call: 'a call',
};

function judged(one: Case, { kind, at, due }: CasePromise, now: number): { state: 'open' | 'kept' | 'broken'; at: number } {
  const reply = kind === 'message-sent' ? undefined : replies(one).find((turn) => turn.postedAt > at && hasSubstance(turn));
  const thanks = customerTurns(one).find((turn) => turn.postedAt > at && isThanks(turn));
  const kept = Math.min(reply?.postedAt ?? Number.POSITIVE_INFINITY, thanks?.postedAt ?? Number.POSITIVE_INFINITY);
  if (kept <= due) return { state: 'kept', at: kept };
  if (now < due) return { state: 'open', at: now };
  if (kind !== 'message-sent') return { state: 'broken', at: due };
  const missed = customerTurns(one).some((turn) => turn.postedAt > at && turn.postedAt <= due && labelOf(turn) === 'negative');
  return { state: missed ? 'broken' : 'kept', at: due };
}
