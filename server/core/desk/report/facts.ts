import type { Case } from '../../../../shared/case.ts';
import { isClosed } from '../../../../shared/case.ts';
import type { Label } from '../../../../shared/mention.ts';
import type { Channel, Substance } from '../../../../shared/reply.ts';
import type { Clock, Review, Turn } from '../../../../shared/turn.ts';
import { customerTurns, labelOf, said, substanceOf } from '../facts.ts';

/** A person's scores for a reply, and what the rules had called it. */
export interface ReviewFacts {
  scores: Review['scores'];
  /** What the person called it, if they said; and the rules. */
  substance: Substance | null;
  heard: Substance | null;
}

/** What reports need of a case. Amounts of time in ms from the customer's first post; `Worked`: in working time; null: not known, or not yet. */
export interface CaseFacts {
  id: string;
  at: number;
  network: string;
  language: string;
  watches: string[];
  team: string | null;
  /** Who replied, and who has it. */
  agents: string[];
  open: boolean;
  first: number | null;
  firstWorked: number | null;
  substantive: number | null;
  substantiveWorked: number | null;
  /** Only while it stands resolved. */
  resolution: number | null;
  resolutionWorked: number | null;
  inTime: boolean | null;
  reopened: number;
  replies: number;
  passed: boolean;
  repeated: boolean;
  sentTo: Channel[];
  promises: { made: number; kept: number; broken: number };
  /** Null: never moved out of sight. */
  loopClosed: boolean | null;
  rivals: boolean;
  thanked: boolean;
  complainedAgain: boolean;
  stayed: boolean | null;
  /** Posts of the customer, and how the first and the last of them sound. */
  wrote: number;
  firstScore: number;
  lastScore: number;
  firstLabel: Label;
  lastLabel: Label;
  reviews: ReviewFacts[];
}

/** What reports need of a post of ours. The first four are those of its case. */
export interface ReplyFacts {
  network: string;
  language: string;
  watches: string[];
  team: string | null;
  mention: string;
  at: number;
  bot: boolean;
  agent: string | null;
  substance: Substance;
  template: boolean;
  signed: boolean;
  /** How long the customer had waited for it, when it was not the first; in ms by the clock, and in working time. */
  next: number | null;
  nextWorked: number | null;
}

/** Not for us, or counted with another case. */
const isCounted = ({ status }: Case): boolean => status !== 'dismissed' && status !== 'merged';

const since = (one: Case, at: number | null): number | null => (at === null ? null : Math.max(0, at - one.postedAt));
const clockOf = (one: Case, kind: Clock['kind']): Clock | undefined => one.clocks.find((clock) => clock.kind === kind);

/** A clock that still runs in time tells nothing yet. */
function inTime(clock: Clock | undefined): boolean | null {
  if (!clock) return null;
  if (clock.breachedAt !== null) return false;
  return clock.stoppedAt === null ? null : true;
}

/** Null of a case that reports leave out: one that was not for us, or became part of another. */
export function factsOf(one: Case): CaseFacts | null {
  if (!isCounted(one)) return null;
  const theirs = customerTurns(one);
  const resolved = one.status === 'resolved';
  const promised = (state: string): number => one.promises.filter((promise) => promise.state === state).length;
  return {
    id: one.id,
    at: one.postedAt,
    network: one.network,
    language: one.language,
    watches: one.watches,
    team: one.team,
    agents: [...new Set(one.owner === null ? one.agents : [...one.agents, one.owner])],
    open: !isClosed(one.status),
    first: since(one, one.answeredAt),
    firstWorked: one.answeredAt === null ? null : (clockOf(one, 'first')?.worked ?? null),
    substantive: since(one, one.substantiveAt),
    substantiveWorked: one.substantiveAt === null ? null : one.substantiveWorked,
    resolution: resolved ? since(one, one.resolvedAt) : null,
    resolutionWorked: resolved ? (clockOf(one, 'resolution')?.worked ?? null) : null,
    inTime: inTime(clockOf(one, 'first')),
    reopened: one.reopened,
    replies: one.replies,
    passed: one.handoffs > 0 || one.agents.length > 1 || one.accounts.length > 1,
    repeated: one.repeatedQuestions > 0,
    sentTo: one.sentTo,
    promises: { made: one.promises.filter(({ state }) => state !== 'void').length, kept: promised('kept'), broken: promised('broken') },
    loopClosed: one.loop === null ? null : one.loop === 'closed',
    rivals: one.rivals.length > 0,
    thanked: one.thanked,
    complainedAgain: one.complainedAgain,
    stayed: one.stayed,
    wrote: one.customerPosts,
    firstScore: one.firstScore,
    lastScore: one.lastScore,
    firstLabel: theirs[0] ? labelOf(theirs[0]) : one.label,
    lastLabel: theirs.length > 0 ? labelOf(theirs.at(-1)!) : one.label,
    reviews: one.reviews.map((review) => reviewed(one, review)),
  };
}

function reviewed(one: Case, { mention, scores, substance }: Review): ReviewFacts {
  const turn = one.turns.find((each) => each.mention === mention);
  return { scores, substance: substance ?? null, heard: turn?.reply?.substance ?? null };
}

/** Our posts in a case, people's and bots', those taken back left out. */
export function repliesOf(one: Case): ReplyFacts[] {
  if (!isCounted(one)) return [];
  return said(one).flatMap((turn) => (turn.by === 'us' || turn.by === 'bot' ? [replyOf(one, turn)] : []));
}

function replyOf(one: Case, turn: Turn): ReplyFacts {
  const ended = turn.by === 'us' ? one.clocks.find(({ kind, stoppedAt }) => kind === 'next' && stoppedAt === turn.postedAt) : undefined;
  return {
    network: one.network,
    language: one.language,
    watches: one.watches,
    team: one.team,
    mention: turn.mention,
    at: turn.postedAt,
    bot: turn.by === 'bot',
    agent: turn.agent,
    substance: substanceOf(turn),
    template: turn.template,
    signed: turn.reply?.signature !== undefined,
    next: ended ? turn.postedAt - ended.from : null,
    nextWorked: ended?.worked ?? null,
  };
}
