import type { Case } from '../../../shared/case.ts';
import type { Turn } from '../../../shared/turn.ts';
import { featureOf } from '../analysis/sentiment/hashes.ts';
import type { Scope, State } from '../state.ts';
import { DAY } from '../windows/track.ts';
import { said, substanceOf } from './facts.ts';
import { isInScope } from './samples.ts';

/** Replies older than this are not drawn, in ms. */
const DRAWN_WITHIN = 14 * DAY;

/** A reply for a person to score, and the case it stands in. */
export interface Drawn {
  case: Case;
  turn: Turn;
}

interface Lot extends Drawn {
  agent: string;
  lot: number;
}

/**
 * A fair sample of `n` replies of the last 14 days that nobody reviewed yet: every agent has one before any has a second, and of one
 * agent every substance before any comes again. Within that, lots decide, which are drawn anew each day (UTC) and stay for the day.
 */
export function drawForReview(state: State, scope: Scope, n: number): Drawn[] {
  // No agent's kind of reply is drawn more than `n` times.
  const kinds = grouped(lots(state, scope), ({ agent, turn }) => `${substanceOf(turn)} ${agent}`);
  const drawable = [...kinds.values()].flatMap((kind) => kind.slice(0, n));
  const byAgent = grouped(drawable, ({ agent }) => agent);
  const ranked = [...byAgent.values()].flatMap((own) => inTurn(own, ({ turn }) => substanceOf(turn)));
  return inTurn(ranked, ({ agent }) => agent)
    .slice(0, n)
    .map(({ case: one, turn }) => ({ case: one, turn }));
}

function lots({ desk, now }: State, scope: Scope): Lot[] {
  const day = Math.floor(now / DAY);
  const cases = [...desk.cases.values()].filter((one) => one.status !== 'merged' && isInScope(scope, one));
  return cases
    .flatMap((one) => open(one, now - DRAWN_WITHIN).map((turn) => ({ case: one, turn })))
    .map(({ case: one, turn }) => ({
      case: one,
      turn,
      agent: turn.agent ?? `@${turn.author}`,
      lot: featureOf(`${day} ${one.id} ${turn.mention}`),
    }))
    .sort((a, b) => a.lot - b.lot || (a.turn.mention < b.turn.mention ? -1 : 1));
}

const open = (one: Case, since: number): Turn[] =>
  said(one).filter(
    ({ by, postedAt, mention }) => by === 'us' && postedAt >= since && !one.reviews.some((review) => review.mention === mention),
  );

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

/** One of each group, then the second of each, and so on; who comes first within a round is decided by lot. */
function inTurn(all: readonly Lot[], keyOf: (one: Lot) => string): Lot[] {
  const rounds = [...grouped(all, keyOf).values()].flatMap((group) => group.map((one, round) => ({ one, round })));
  return rounds.sort((a, b) => a.round - b.round || a.one.lot - b.one.lot).map(({ one }) => one);
}
