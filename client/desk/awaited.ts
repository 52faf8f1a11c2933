import type { Case } from '../../shared/case.ts';
import { ASKED, CHANNEL } from './words.ts';

/** A moment in the words of the desk. */
type Say = (at: number) => string;

/** What our newest reply wanted of the customer. */
function wanted({ turns }: Case): string {
  const reply = turns.findLast(({ by, retracted }) => by === 'us' && !retracted)?.reply;
  const asked = (reply?.asked ?? []).map((what) => ASKED[what]).join(', ');
  if (asked) return `asked for ${asked}`;
  return reply?.channel ? `sent them ${CHANNEL[reply.channel]}` : 'asked them for something';
}

function fromUs(one: Case, say: Say): string {
  const { repliedAt, customerAt, answeredAt } = one;
  if (one.clocks.length === 0) return 'Nothing is due: it opened without a clock, as praise and adverts do.';
  if (answeredAt === null || repliedAt === null) return `Waits for our first answer since ${say(customerAt)}.`;
  if (customerAt > repliedAt) return `Wrote again ${say(customerAt)}; waits for our next answer.`;
  return `Our reply of ${say(repliedAt)} gave nothing of substance; waits for a real answer.`;
}

const since = (at: number | null, say: Say): string => (at === null ? '' : ` ${say(at)}`);

const SAID: Record<Case['status'], (one: Case, say: Say) => string> = {
  new: fromUs,
  claimed: fromUs,
  'waiting-us': fromUs,
  reopened: (one, say) => `Reopened ${say(one.since)}; waits for our answer.`,
  'waiting-customer': (one, say) => `We ${wanted(one)}${since(one.repliedAt, say)}; nothing from them since.`,
  private: (one, say) => `Moved out of sight${since(one.repliedAt, say)}; what is said there is not heard here.`,
  answered: (one, say) => `The last word is ours${since(one.repliedAt, say)}; nothing is awaited.`,
  resolved: (one, say) => `Resolved${since(one.resolvedAt, say)}${one.thanked ? ', and they thanked us' : ''}.`,
  dismissed: (one, say) => `Closed as not for us ${say(one.since)}.`,
  lapsed: (one, say) => `Closed ${say(one.since)} because nobody answered for so long.`,
  merged: (one, say) => `Part of another case since ${say(one.since)}.`,
};

/** Who waits for what, and since when, in one sentence. */
export const awaited = (one: Case, say: Say): string => SAID[one.status](one, say);
