import type { Case } from '../../../shared/case.ts';
import { isClosed } from '../../../shared/case.ts';
import type { Mention } from '../../../shared/mention.ts';
import type { Turn } from '../../../shared/turn.ts';
import type { Effect } from '../effect.ts';
import type { MentionEntry } from '../entry.ts';
import type { Held, State } from '../state.ts';
import { type Change, tell, touch } from './change.ts';
import { isNeed, substanceOf } from './facts.ts';
import { caseAgain, caseInConversation } from './find.ts';
import { customerKey, isCustomer, needOf, type Opening, openCase, subjectOf } from './open.ts';
import { adopt, orphan } from './orphans.ts';
import { promisesIn } from './promises.ts';
import { settle } from './settle.ts';
import { countTemplate } from './templates.ts';
import { dropTurn, insertTurn, type Said, turnOf } from './turns.ts';

/** Opens a case, or adds the post to the one it belongs to. */
export function hearCase(state: State, { mention, analysis, at }: MentionEntry, effects: Effect[]): void {
  const change: Change = { state, effects };
  const said = { mention, analysis, at };
  if (analysis.own) hearOurs(change, said);
  else hearTheirs(change, said);
}

/** A post of ours that answers nothing is no reply. */
function hearOurs(change: Change, said: Said): void {
  const { state } = change;
  const { mention } = said;
  const one = caseInConversation(state, mention) ?? (mention.inReplyTo === undefined ? null : caseOfHeld(change, mention.inReplyTo));
  if (one) addTurn(change, one, said);
  else if (mention.inReplyTo !== undefined) orphan(state, said);
}

/** We answered somebody who had no case: now they have. */
function caseOfHeld(change: Change, id: string): Case | null {
  const held = change.state.held.get(id);
  if (!held || held.own || held.retracted) return null;
  return begin(change, openingOf(held), 'replied');
}

const openingOf = (held: Held): Opening => ({
  mention: held.mention,
  analysis: {
    language: held.language,
    label: held.label,
    score: held.score,
    watches: held.watches,
    ...(held.toward ? { toward: held.toward } : {}),
    ...(held.intent ? { intent: held.intent } : {}),
    addressed: held.addressed,
    own: false,
  },
  at: held.mention.receivedAt,
});

function hearTheirs(change: Change, said: Opening): void {
  const { state } = change;
  const { mention, analysis } = said;
  if (mention.repostOf !== undefined) return;
  const conversation = caseInConversation(state, mention);
  const need = needOf(state.settings, said);
  const theirs = conversation && isCustomer(conversation, mention) ? conversation : need && caseAgain(state, mention);
  if (theirs) addWithAnswers(change, theirs, said);
  else if (conversation && (need === null || !isNeed(analysis.intent))) overhear(change, conversation, said);
  else openFor(change, said, need, conversation);
}

/** A post, and the answers to it that came before it. */
function addWithAnswers(change: Change, one: Case, said: Said): void {
  addTurn(change, one, said);
  for (const reply of adopt(change.state, said.mention.id)) addTurn(change, one, reply);
}

/** A case for somebody who needs us, or whom we have answered before their post came. */
function openFor(change: Change, said: Opening, need: Case['why'] | null, conversation: Case | null): void {
  const answered = adopt(change.state, said.mention.id);
  if (need === null && answered.length === 0) return;
  const one = begin(change, said, need ?? 'replied');
  if (conversation) link(change, one, conversation);
  for (const reply of answered) addTurn(change, one, reply);
}

function overhear(change: Change, one: Case, said: Said): void {
  if (!isClosed(one.status)) addTurn(change, one, said);
}

function link(change: Change, one: Case, other: Case): void {
  one.linked.push(other.id);
  tell(one, change.state.now, 'linked', `in the same conversation as case ${other.id}`);
}

function begin(change: Change, said: Opening, why: Case['why']): Case {
  const { state } = change;
  const one = openCase(change, said, why, accountNamed(state, said));
  addTurn(change, one, said);
  return one;
}

/** The first account of ours on that network whose handle the post names. */
function accountNamed({ settings }: State, { mention }: Said): string | null {
  const text = mention.text.toLowerCase();
  const at = ({ handle }: { handle: string }) => placeOfHandle(text, handle.split('@')[0] ?? handle);
  const named = settings.accounts
    .filter(({ network }) => network === '*' || network === mention.network)
    .filter((account) => at(account) >= 0);
  return named.sort((a, b) => at(a) - at(b))[0]?.handle ?? null;
}

/** Where `@handle` stands as a whole, or -1: a longer handle may begin with ours. */
function placeOfHandle(text: string, handle: string): number {
  const named = `@${handle}`;
  for (let at = text.indexOf(named); at >= 0; at = text.indexOf(named, at + 1)) {
    if (!/^[\p{L}\p{N}_-]/u.test(text.slice(at + named.length))) return at;
  }
  return -1;
}

/** What a profile lookup told about the author of a post that is held. */
export function learnCustomer(change: Change, { id, author }: Mention): void {
  const { desk } = change.state;
  const one = desk.cases.get(desk.byPost.get(id) ?? '');
  if (!one || one.customer.id !== author.id) return;
  const { followers = null, verified = false, handle, name } = author;
  one.customer = { ...one.customer, handle, name, followers, verified };
  touch(change, one);
}

/** Adds a post to its case, and brings everything that follows from it up to date. */
export function addTurn(change: Change, one: Case, said: Said): void {
  const { state } = change;
  const turn = turnOf(state, one, said);
  if (turn.by === 'us') turn.template = countTemplate(state, one, said.mention.text);
  insertTurn(one, turn);
  state.desk.byPost.set(turn.mention, one.id);
  for (let left = dropTurn(one); left; left = dropTurn(one)) state.desk.byPost.delete(left.mention);
  if (turn.by === 'customer') hearCustomer(state, one, turn, said);
  if (turn.by === 'us') hearReply(state, one, turn);
  settle(change, one, turn);
  touch(change, one);
}

function hearCustomer(state: State, one: Case, turn: Turn, { mention }: Said): void {
  state.desk.byCustomer.set(customerKey(mention.network, mention.author.id), one.id);
  if (turn.postedAt >= one.customerAt) {
    one.subject = subjectOf(mention.text);
    one.url = mention.url ?? one.url;
  }
  one.postedAt = Math.min(one.postedAt, turn.postedAt);
  if (mention.author.followers !== undefined && mention.author.id === one.customer.id) one.customer.followers = mention.author.followers;
  if (one.turns.length > 1) tell(one, turn.postedAt, 'wrote', turn.thanks ? 'they thanked us' : 'they wrote again');
}

function hearReply(state: State, one: Case, turn: Turn): void {
  one.account ??= turn.author;
  tell(one, turn.postedAt, 'replied', REPLIED[substanceOf(turn)], turn.agent);
  one.promises.push(...promisesIn(state, one, turn));
}

const REPLIED: Record<ReturnType<typeof substanceOf>, string> = {
  answer: 'an answer',
  fix: 'a fix or compensation',
  question: 'a question about the matter',
  details: 'a request for details',
  redirection: 'sent them elsewhere',
  acknowledgement: 'an acknowledgement, nothing more',
  apology: 'an apology, nothing more',
  courtesy: 'a courtesy',
};
