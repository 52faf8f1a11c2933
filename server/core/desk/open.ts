import { type Case, SUBJECT_BOUND } from '../../../shared/case.ts';
import type { Analysis, Mention } from '../../../shared/mention.ts';
import { deskOf, type Settings } from '../settings.ts';
import { labelToward } from '../toward.ts';
import { type Change, tell } from './change.ts';
import { isNeed } from './facts.ts';
import { priorityOf } from './priority.ts';
import { teamFor } from './targets.ts';

/** What opening a case needs of a post; a held one has no more. */
export interface Opening {
  mention: Mention;
  analysis: Pick<Analysis, 'language' | 'label' | 'score' | 'watches' | 'toward' | 'intent' | 'urgency' | 'addressed' | 'own' | 'thanks'>;
  /** When it came in. */
  at: number;
}

type Why = Case['why'];

/**
 * Why a post opens a case, or null when it doesn't: it speaks to us, or it complains of, asks about or wants something of a watch of
 * ours. What is said of a competitor or a subject that we only follow does not concern the desk.
 */
export function needOf(settings: Settings, { mention, analysis }: Opening): Why | null {
  if (analysis.own || mention.repostOf !== undefined) return null;
  if (mention.desk) return 'helpdesk';
  const { intent } = analysis;
  if (analysis.addressed) return 'addressed';
  return isNeed(intent) && isAboutUs(settings, analysis) ? intent : null;
}

const OURS: ReadonlySet<string> = new Set(['ours', 'product', 'property']);

function isAboutUs({ watches }: Settings, analysis: Opening['analysis']): boolean {
  const ours = watches.filter(({ id, kind }) => OURS.has(kind) && analysis.watches.includes(id));
  if (analysis.intent !== 'complaint') return ours.length > 0;
  return ours.some(({ id }) => labelToward(analysis, id) !== 'positive');
}

/** Whether that author is the case's customer, here or elsewhere. */
export const isCustomer = ({ customer, also }: Pick<Case, 'customer' | 'also'>, { network, author }: Mention): boolean =>
  [customer, ...also].some((one) => one.id === author.id && one.network === network);

export const customerKey = (network: string, author: string): string => `${network}:${author}`;

export const subjectOf = (text: string): string =>
  text.length > SUBJECT_BOUND ? `${text.slice(0, SUBJECT_BOUND - 1).toWellFormed()}…` : text;

/** Opens a case with nothing in it but who it is about. */
export function openCase(change: Change, opening: Opening, why: Why, account: string | null): Case {
  const { state } = change;
  const { mention, analysis, at } = opening;
  const { author, network } = mention;
  const postedAt = Math.min(mention.postedAt, state.now);
  const one: Case = {
    id: String(state.desk.next++),
    status: 'new',
    since: state.now,
    customer: {
      id: author.id,
      handle: author.handle,
      name: author.name,
      network,
      followers: author.followers ?? null,
      verified: author.verified ?? false,
    },
    network,
    language: analysis.language,
    watches: [...analysis.watches],
    account,
    why,
    subject: subjectOf(mention.text),
    url: mention.url ?? null,
    ticket: mention.desk?.ticket ? { source: mention.source, id: mention.desk.ticket, url: mention.desk.url ?? null } : null,
    postedAt,
    receivedAt: at,
    ...nothingYet(postedAt),
    intent: analysis.intent,
    urgency: [...(analysis.urgency ?? [])],
    label: analysis.label,
    firstScore: analysis.score,
    lastScore: analysis.score,
    priority: 'normal',
    team: teamFor(deskOf(state.settings), { watches: analysis.watches, language: analysis.language, network }),
    seq: state.seq + 1,
  };
  one.priority = priorityOf(one);
  state.desk.cases.set(one.id, one);
  tell(one, state.now, 'opened', WHY[why]);
  return one;
}

const WHY: Record<Why, string> = {
  addressed: 'they wrote to us',
  complaint: 'a complaint about us',
  question: 'a question about us',
  request: 'they want something of us',
  replied: 'we answered them',
  helpdesk: 'it came through the helpdesk',
  split: 'split off from another case',
};

const nothingYet = (postedAt: number) => ({
  assignedAt: null,
  answeredAt: null,
  substantiveAt: null,
  substantiveWorked: null,
  resolvedAt: null,
  anew: null,
  customerAt: postedAt,
  repliedAt: null,
  owner: null,
  tags: [],
  snoozedUntil: null,
  clocks: [],
  turns: [],
  turnsDropped: 0,
  dropped: { customer: 0, us: 0, bot: 0 },
  also: [],
  events: [],
  promises: [],
  customerPosts: 0,
  replies: 0,
  botReplies: 0,
  agents: [],
  accounts: [],
  handoffs: 0,
  repeatedQuestions: 0,
  sentTo: [],
  loop: null,
  reopened: 0,
  thanked: false,
  thanks: null,
  complainedAgain: false,
  stayed: null,
  rivals: [],
  linked: [],
  mergedInto: null,
  reviews: [],
  viral: null,
});
