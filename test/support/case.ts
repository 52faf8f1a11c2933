import type { Case } from '../../shared/case.ts';
import type { ReplyHeard } from '../../shared/reply.ts';
import type { CasePromise, Clock, Customer, Turn } from '../../shared/turn.ts';

/** Noon, a Tuesday; the cases of the tests begin here. */
export const CASE_NOON = Date.UTC(2026, 2, 10, 12);
export const CASE_MINUTE = 60_000;

export const customerOf = (over: Partial<Customer> = {}): Customer => ({
  id: 'ines',
  handle: 'ines',
  name: 'Ines Aas',
  network: 'x',
  followers: 120,
  verified: false,
  ...over,
});

/** What is heard in an ordinary answer. */
export const replyOf = (over: Partial<ReplyHeard> = {}): ReplyHeard => ({
  substance: 'answer',
  apologises: false,
  closes: false,
  asked: [],
  promises: [],
  automatic: false,
  marks: [],
  ...over,
});

export const turnOf = (over: Partial<Turn> = {}): Turn => ({
  mention: 'shop:1',
  by: 'customer',
  author: 'ines',
  network: 'x',
  parent: null,
  postedAt: CASE_NOON,
  receivedAt: CASE_NOON + 2000,
  owner: null,
  assignedAt: null,
  language: 'en',
  label: 'negative',
  score: -0.5,
  urgency: [],
  agent: null,
  template: false,
  thanks: false,
  retracted: false,
  ...over,
});

/** A post of ours, `minutes` after noon. */
export const answerOf = (minutes: number, over: Partial<Turn> = {}): Turn =>
  turnOf({
    mention: `shop:r${minutes}`,
    by: 'us',
    author: 'haldenair',
    postedAt: CASE_NOON + minutes * CASE_MINUTE,
    receivedAt: CASE_NOON + minutes * CASE_MINUTE + 2000,
    label: 'neutral',
    score: 0,
    agent: 'mara',
    reply: replyOf(),
    ...over,
  });

/** A clock for an hour, running since noon. */
export const clockOf = (over: Partial<Clock> = {}): Clock => ({
  kind: 'first',
  from: CASE_NOON,
  target: 60 * CASE_MINUTE,
  calendar: 'always',
  left: 60 * CASE_MINUTE,
  runningSince: CASE_NOON,
  due: CASE_NOON + 60 * CASE_MINUTE,
  stoppedAt: null,
  breachedAt: null,
  worked: null,
  ...over,
});

export const promiseOf = (over: Partial<CasePromise> = {}): CasePromise => ({
  kind: 'follow-up',
  due: CASE_NOON + 24 * 60 * CASE_MINUTE,
  id: 'shop:r5#0',
  mention: 'shop:r5',
  at: CASE_NOON + 5 * CASE_MINUTE,
  state: 'open',
  settledAt: null,
  by: null,
  ...over,
});

/** A new complaint of noon that nobody has answered; give what the test is about. */
export const caseOf = (over: Partial<Case> = {}): Case => ({
  id: '1',
  status: 'new',
  since: CASE_NOON,
  customer: customerOf(over.network ? { network: over.network } : {}),
  also: [],
  network: 'x',
  language: 'en',
  watches: ['halden'],
  account: 'haldenair',
  why: 'addressed',
  subject: '@haldenair my bag is still in Bergen',
  url: null,
  ticket: null,
  postedAt: CASE_NOON,
  receivedAt: CASE_NOON + 2000,
  assignedAt: null,
  answeredAt: null,
  substantiveAt: null,
  substantiveWorked: null,
  resolvedAt: null,
  anew: null,
  customerAt: CASE_NOON,
  repliedAt: null,
  intent: 'complaint',
  urgency: [],
  label: 'negative',
  firstScore: -0.5,
  lastScore: -0.5,
  priority: 'normal',
  team: null,
  owner: null,
  tags: [],
  snoozedUntil: null,
  clocks: [],
  turns: [turnOf()],
  turnsDropped: 0,
  dropped: { customer: 0, us: 0, bot: 0 },
  events: [],
  promises: [],
  customerPosts: 1,
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
  seq: 1,
  ...over,
});
