import type { CaseAction } from '../../../shared/action.ts';
import { type Case, isClosed, LINKS_BOUND, PROMISES_BOUND } from '../../../shared/case.ts';
import type { Turn } from '../../../shared/turn.ts';
import type { State } from '../state.ts';
import { type Change, stand, tell, touch } from './change.ts';
import { gather } from './facts.ts';
import { customerKey, openCase } from './open.ts';
import { resettle, settleAll } from './settle.ts';
import { insertTurn } from './turns.ts';

type Of<T extends CaseAction['type']> = Extract<CaseAction, { type: T }>;

/** Makes a case part of another one: its posts move there, and remember where they came from. */
export function merge(change: Change, one: Case, { by, id, into }: Of<'merge'>): string | null {
  const { state } = change;
  const target = state.desk.cases.get(into);
  if (!target || target === one || target.status === 'merged') return `there is no other case ${into} at the desk`;
  move(state, one.turns, one, target, one.id);
  const people = [one.customer, ...one.also].filter(
    (person) => person.id !== target.customer.id || person.network !== target.customer.network,
  );
  target.also = [...target.also, ...people].slice(-LINKS_BOUND);
  for (const { network, id } of people) state.desk.byCustomer.set(customerKey(network, id), target.id);
  one.clocks = [];
  one.mergedInto = target.id;
  one.snoozedUntil = null;
  stand(change, one, 'merged');
  tell(one, state.now, 'merged', `into case ${target.id}`, by, id);
  tell(target, state.now, 'merged', `case ${one.id} is part of it now`, by);
  refresh(change, target);
  return null;
}

/** Posts and what they promise go from one case to another; `origin`: the case they say they came from, null to forget it. */
function move({ desk }: State, turns: readonly Turn[], from: Case, target: Case, origin: string | null): void {
  const moved = new Set(turns.map(({ mention }) => mention));
  from.turns = from.turns.filter(({ mention }) => !moved.has(mention));
  for (const turn of turns) {
    insertTurn(target, origin === null ? withoutOrigin(turn) : { ...turn, from: turn.from ?? origin });
    desk.byPost.set(turn.mention, target.id);
  }
  target.promises = [...target.promises, ...from.promises.filter(({ mention }) => moved.has(mention))].slice(-PROMISES_BOUND);
  from.promises = from.promises.filter(({ mention }) => !moved.has(mention));
  for (const one of [from, target]) {
    const first = one.turns.find(({ by }) => by === 'customer');
    if (first) one.postedAt = first.postedAt;
  }
}

const withoutOrigin = ({ from: _, ...turn }: Turn): Turn => turn;

function refresh(change: Change, one: Case): void {
  gather(one);
  if (isClosed(one.status)) settleAll(change, one, change.state.now);
  else resettle(change, one);
  touch(change, one);
}

/** Gives back what was merged; `before` are the clocks as they were granted. */
export function unmerge(change: Change, one: Case, before: Pick<Partial<Case>, 'clocks'>): void {
  const { state } = change;
  const target = state.desk.cases.get(one.mergedInto ?? '');
  if (!target) return;
  const back = target.turns.filter(({ from }) => from === one.id);
  move(state, back, target, one, null);
  one.clocks = before.clocks ?? [];
  one.mergedInto = null;
  target.also = target.also.filter(
    (person) => ![one.customer, ...one.also].some(({ id, network }) => id === person.id && network === person.network),
  );
  for (const { network, id } of [one.customer, ...one.also]) state.desk.byCustomer.set(customerKey(network, id), one.id);
  tell(target, state.now, 'undone', `case ${one.id} is on its own again`);
  refresh(change, target);
  stand(change, one, 'new');
  resettle(change, one);
}

/** That post, and all that come after it, become a case of their own, whose clocks start there. */
export function split(change: Change, one: Case, { by, id, mention }: Of<'split'>): string | null {
  const { state } = change;
  const at = one.turns.findIndex((turn) => turn.mention === mention);
  const turn = one.turns[at];
  const entry = state.held.get(mention);
  if (!turn || at === 0) return 'there is no such post behind the first one';
  if (turn.by !== 'customer') return 'a case begins with a post of the customer';
  const other = openCase(change, openingOf(one, turn, entry?.mention.text ?? '', entry?.mention.url), 'split', one.account);
  move(state, one.turns.slice(at), one, other, null);
  other.team = one.team;
  tell(other, state.now, 'split', `from case ${one.id}`, by);
  tell(one, state.now, 'split', `case ${other.id} was split off`, by, id);
  one.linked = [...one.linked, other.id].slice(-LINKS_BOUND);
  other.linked.push(one.id);
  refresh(change, other);
  refresh(change, one);
  return null;
}

/** The words are there as long as the post is held. */
const openingOf = (one: Case, turn: Turn, text: string, url: string | undefined): Parameters<typeof openCase>[1] => ({
  mention: {
    id: turn.mention,
    source: '',
    network: turn.network,
    author: {
      id: one.customer.id,
      handle: one.customer.handle,
      name: one.customer.name,
      ...(one.customer.followers === null ? {} : { followers: one.customer.followers }),
      verified: one.customer.verified,
    },
    text,
    ...(url ? { url } : {}),
    postedAt: turn.postedAt,
    receivedAt: turn.receivedAt,
  },
  analysis: {
    language: turn.language,
    label: turn.label,
    score: turn.score,
    watches: one.watches,
    intent: turn.intent,
    urgency: turn.urgency,
    addressed: true,
    own: false,
  },
  at: turn.receivedAt,
});
