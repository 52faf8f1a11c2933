import type { Case } from '../../../shared/case.ts';
import type { Intent, Label } from '../../../shared/mention.ts';
import { isSubstantive, type Substance } from '../../../shared/reply.ts';
import type { Turn } from '../../../shared/turn.ts';

/** What a reply gives, by the rules or as a person put it right. */
export const substanceOf = (turn: Turn): Substance => turn.corrected?.substance ?? turn.reply?.substance ?? 'answer';
export const labelOf = (turn: Turn): Label => turn.corrected?.label ?? turn.label;
export const intentOf = (turn: Turn): Turn['intent'] => turn.corrected?.intent ?? turn.intent;

export const hasSubstance = (turn: Turn): boolean => isSubstantive(substanceOf(turn));
/** Nothing but words: the customer waits on. */
export const isEmpty = (turn: Turn): boolean => ['acknowledgement', 'apology'].includes(substanceOf(turn));
/** Praise and what looks like spam wants no answer; that it may be misheard is why its case is there all the same. */
export const isIdle = (turn: Turn): boolean => (intentOf(turn) === 'praise' || intentOf(turn) === 'spam') && labelOf(turn) !== 'negative';
/** A thank-you asks for nothing more. */
export const isThanks = (turn: Turn): boolean => turn.thanks && labelOf(turn) !== 'negative';

export const said = (one: Case): Turn[] => one.turns.filter(({ retracted }) => !retracted);
export const customerTurns = (one: Case): Turn[] => said(one).filter(({ by }) => by === 'customer');
/** Replies by people that came after the customer's first post. */
export const replies = (one: Case): Turn[] => said(one).filter(({ by, postedAt }) => by === 'us' && postedAt >= one.postedAt);

const unique = <T>(all: (T | null | undefined)[]): T[] => [...new Set(all.filter((one) => one !== null && one !== undefined))] as T[];

const NEEDS = ['complaint', 'question', 'request'] as const;
type Need = (typeof NEEDS)[number];

/** Whether somebody with this intent wants something of us for themselves. */
export const isNeed = (intent: Intent | undefined): intent is Need => NEEDS.some((need) => need === intent);

/** How often the value differs from the one before. */
const changes = (all: (string | null)[]): number => {
  const known = all.filter((one) => one !== null);
  return known.filter((one, i) => i > 0 && one !== known[i - 1]).length;
};

/** Everything that follows from the posts alone, whatever order they came in. */
export function gather(one: Case): void {
  const theirs = customerTurns(one);
  const ours = replies(one);
  const [first, last] = [theirs[0], theirs.at(-1)];
  one.customerPosts = theirs.length + one.dropped.customer;
  one.replies = said(one).filter(({ by }) => by === 'us').length + one.dropped.us;
  one.botReplies = said(one).filter(({ by }) => by === 'bot').length + one.dropped.bot;
  one.answeredAt = ours[0]?.postedAt ?? null;
  one.substantiveAt = ours.find(hasSubstance)?.postedAt ?? null;
  one.repliedAt = ours.at(-1)?.postedAt ?? null;
  if (first && last) {
    one.customerAt = last.postedAt;
    one.label = labelOf(last);
    one.firstScore = first.score;
    one.lastScore = last.score;
    one.intent = intentOf(theirs.find((turn) => isNeed(intentOf(turn))) ?? theirs.find((turn) => intentOf(turn) !== 'other') ?? first);
    one.urgency = unique(theirs.flatMap(({ urgency }) => urgency));
  }
  one.agents = unique(ours.map(({ agent }) => agent));
  one.accounts = unique(ours.map(({ author }) => author));
  one.handoffs = changes(ours.map(({ agent }) => agent)) + changes(ours.map(({ author }) => author)) + handedOff(one);
  one.repeatedQuestions = askedAgain(ours);
  one.sentTo = unique(ours.map(({ reply }) => reply?.channel));
  one.rivals = unique(
    said(one)
      .filter(({ by }) => by === 'rival')
      .map(({ author }) => author),
  );
  hearOutcome(one, theirs, ours);
}

const handedOff = (one: Case): number => one.events.filter(({ what, undone }) => what === 'handed-off' && !undone).length;

function askedAgain(ours: Turn[]): number {
  const asked = new Set<string>();
  let again = 0;
  for (const { reply } of ours) {
    const things = reply?.asked ?? [];
    if (things.some((thing) => asked.has(thing))) again++;
    for (const thing of things) asked.add(thing);
  }
  return again;
}

/** How it went for the customer, from the words that came after our first reply. */
function hearOutcome(one: Case, theirs: Turn[], ours: Turn[]): void {
  const answered = ours[0]?.postedAt ?? Number.POSITIVE_INFINITY;
  const after = theirs.filter(({ postedAt }) => postedAt >= answered);
  const thanks = after.findLast(isThanks);
  one.thanked = thanks !== undefined;
  one.thanks = thanks?.mention ?? null;
  one.complainedAgain = after.some((turn) => labelOf(turn) === 'negative');
  const moved = ours.find(({ reply }) => reply?.channel === 'private');
  const closing = moved && ours.some(({ reply, postedAt }) => postedAt > moved.postedAt && reply?.closes);
  one.loop = moved ? (closing || (thanks && thanks.postedAt > moved.postedAt) ? 'closed' : 'open') : null;
}
