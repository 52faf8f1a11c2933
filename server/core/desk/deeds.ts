import type { CaseAction } from '../../../shared/action.ts';
import { type Case, isClosed, LINKS_BOUND, REVIEWS_BOUND, TAGS_BOUND } from '../../../shared/case.ts';
import { deskOf } from '../settings.ts';
import { dayTime } from '../words.ts';
import { type Change, stand, tell, touch } from './change.ts';
import { gather } from './facts.ts';
import { merge, split } from './merge.ts';
import { teamName, whoIs } from './names.ts';
import { retargetAll } from './retarget.ts';
import { reopen, resettle, resolve, standing, wake } from './settle.ts';

/** Does one kind of action; null when it was done, else why not. */
export type Deed<A> = (change: Change, one: Case, action: A) => string | null;
type Of<T extends CaseAction['type']> = Extract<CaseAction, { type: T }>;

const MOVED_ON = 'the case is closed: reopen it first';

function give({ state }: Change, one: Case, person: string | null | undefined, team: string | null | undefined): void {
  const desk = deskOf(state.settings);
  if (person !== undefined) {
    one.assignedAt = person === null ? null : person === one.owner ? one.assignedAt : state.now;
    one.owner = person;
  }
  const theirs = desk.people.find(({ id }) => id === person)?.team ?? null;
  const next = team !== undefined ? team : theirs !== null && one.team === null ? theirs : one.team;
  if (next === one.team) return;
  one.team = next;
  retargetAll(state, one);
}

/** Who has it shows in the status until the first answer. */
function showOwner(change: Change, one: Case): void {
  if (one.answeredAt === null) stand(change, one, standing(one));
}

function claim(change: Change, one: Case, { by, id }: Of<'claim'>): string | null {
  const { state } = change;
  if (isClosed(one.status)) return MOVED_ON;
  if (one.owner === by) return null;
  if (one.owner !== null) return `${whoIs(deskOf(state.settings), one.owner)} has it already`;
  give(change, one, by, undefined);
  showOwner(change, one);
  tell(one, state.now, 'claimed', '', by, id);
  return null;
}

function release(change: Change, one: Case, { by, id }: Of<'release'>): string | null {
  if (one.owner === null) return 'nobody has it';
  const had = whoIs(deskOf(change.state.settings), one.owner);
  give(change, one, null, undefined);
  showOwner(change, one);
  tell(one, change.state.now, 'released', one.owner === by ? '' : `${had} had it`, by, id);
  return null;
}

function unknownIn(change: Change, person: string | null | undefined, team: string | null | undefined): string | null {
  const desk = deskOf(change.state.settings);
  if (team && !desk.teams.some(({ id }) => id === team)) return `there is no team ${team}`;
  if (person && desk.people.length > 0 && !desk.people.some(({ id }) => id === person)) return `there is no person ${person}`;
  return person === undefined && team === undefined ? 'say to whom: a person, a team or both' : null;
}

function assign(change: Change, one: Case, { by, id, person, team }: Of<'assign'>): string | null {
  if (isClosed(one.status)) return MOVED_ON;
  const wrong = unknownIn(change, person, team);
  if (wrong) return wrong;
  give(change, one, person, team);
  showOwner(change, one);
  tell(one, change.state.now, 'assigned', towards(change, person, team), by, id);
  return null;
}

const towards = ({ state }: Change, person: string | null | undefined, team: string | null | undefined): string => {
  const desk = deskOf(state.settings);
  const names = [whoIs(desk, person ?? null), teamName(desk, team ?? null)].filter((name) => name !== null);
  return names.length > 0 ? `to ${names.join(', ')}` : 'to nobody';
};

/** To a team without a person it goes to whoever of it takes it. */
function handOff(change: Change, one: Case, { by, id, person, team, reason }: Of<'hand-off'>): string | null {
  if (isClosed(one.status)) return MOVED_ON;
  const wrong = unknownIn(change, person, team);
  if (wrong) return wrong;
  give(change, one, person ?? null, team);
  showOwner(change, one);
  tell(one, change.state.now, 'handed-off', `${towards(change, person, team)}: ${reason}`, by, id);
  gather(one);
  return null;
}

function note({ state }: Change, one: Case, { by, id, text }: Of<'note'>): null {
  tell(one, state.now, 'noted', text, by, id);
  return null;
}

function tag({ state }: Change, one: Case, { by, id, add, remove }: Of<'tag'>): string | null {
  const tags = [...new Set([...one.tags.filter((each) => !remove.includes(each)), ...add])];
  if (tags.length > TAGS_BOUND) return `a case has at most ${TAGS_BOUND} tags`;
  one.tags = tags;
  tell(one, state.now, 'tagged', [...add.map((each) => `+${each}`), ...remove.map((each) => `−${each}`)].join(' '), by, id);
  return null;
}

function prioritise({ state }: Change, one: Case, { by, id, priority }: Of<'priority'>): null {
  if (one.priority === priority) return null;
  tell(one, state.now, 'prioritised', `from ${one.priority} to ${priority}`, by, id);
  one.priority = priority;
  retargetAll(state, one);
  return null;
}

function snooze({ state }: Change, one: Case, { by, id, until }: Of<'snooze'>): string | null {
  if (isClosed(one.status)) return MOVED_ON;
  if (until <= state.now) return 'the time to come back to it has passed already';
  one.snoozedUntil = until;
  tell(one, state.now, 'snoozed', `until ${dayTime(until, state.now, state.settings.zone)}`, by, id);
  return null;
}

function wakeUp({ state }: Change, one: Case, { by, id }: Of<'wake'>): string | null {
  if (one.snoozedUntil === null) return 'it is not put aside';
  wake(one, state.now, '', by, id);
  return null;
}

function markResolved(change: Change, one: Case, { by, id, note = '' }: Of<'resolve'>): string | null {
  if (isClosed(one.status)) return `it is ${one.status} already`;
  resolve(change, one, change.state.now, note, by, id);
  return null;
}

function markReopened(change: Change, one: Case, { by, id }: Of<'reopen'>): string | null {
  if (!isClosed(one.status)) return 'it is open';
  one.anew = change.state.now;
  reopen(change, one, change.state.now, '', by, id);
  return null;
}

function dismiss(change: Change, one: Case, { by, id, reason = '' }: Of<'dismiss'>): string | null {
  const { state } = change;
  if (isClosed(one.status)) return `it is ${one.status} already`;
  one.resolvedAt = state.now;
  one.snoozedUntil = null;
  stand(change, one, 'dismissed');
  tell(one, state.now, 'dismissed', reason, by, id);
  return null;
}

function linkTo(change: Change, one: Case, { by, id, other }: Of<'link'>): string | null {
  const { state } = change;
  const there = state.desk.cases.get(other);
  if (!there || there === one) return `there is no other case ${other} at the desk`;
  if (one.linked.length >= LINKS_BOUND) return `a case is linked to at most ${LINKS_BOUND} others`;
  if (!one.linked.includes(other)) one.linked.push(other);
  if (!there.linked.includes(one.id) && there.linked.length < LINKS_BOUND) there.linked.push(one.id);
  tell(one, state.now, 'linked', `to case ${other}`, by, id);
  tell(there, state.now, 'linked', `to case ${one.id}`, by);
  touch(change, there);
  return null;
}

function correct(change: Change, one: Case, { by, mention, label, intent, substance, id }: Of<'correct'>): string | null {
  const { state } = change;
  const turn = one.turns.find((each) => each.mention === mention);
  if (!turn || turn.retracted) return 'that post is not in the case any more';
  const said = { ...(label ? { label } : {}), ...(intent ? { intent } : {}), ...(substance ? { substance } : {}) };
  if (Object.keys(said).length === 0) return 'say what it is: a label, an intent or a substance';
  turn.corrected = { ...turn.corrected, ...said, by, at: state.now };
  tell(one, state.now, 'corrected', Object.values(said).join(', '), by, id);
  resettle(change, one);
  return null;
}

function judgePromise({ state }: Change, one: Case, { by, promise, state: judged, id }: Of<'promise'>): string | null {
  const made = one.promises.find((each) => each.id === promise);
  if (!made) return 'there is no such promise';
  made.state = judged;
  made.by = judged === 'open' ? null : by;
  made.settledAt = judged === 'open' ? null : state.now;
  tell(one, state.now, judged === 'broken' ? 'broken' : judged === 'kept' ? 'kept' : 'promised', `a person said: ${judged}`, by, id);
  return null;
}

function review({ state }: Change, one: Case, { by, mention, scores, substance, note: words, id }: Of<'review'>): string | null {
  const turn = one.turns.find((each) => each.mention === mention);
  if (turn?.by !== 'us') return 'that reply is not in the case any more';
  const others = one.reviews.filter((each) => each.mention !== mention || each.by !== by);
  const made = { mention, by, at: state.now, scores, ...(substance ? { substance } : {}), ...(words ? { note: words } : {}) };
  one.reviews = [...others, made].slice(-REVIEWS_BOUND);
  tell(one, state.now, 'reviewed', '', by, id);
  return null;
}

function sent({ state }: Change, one: Case, { by, source, ticket, url, id }: Of<'sent'>): null {
  one.ticket = { source, id: ticket, url };
  tell(one, state.now, 'sent', `to ${source} as ${ticket}`, by, id);
  return null;
}

/** What each action does; undoing is apart, since it needs what was before. */
export const DEEDS: { [T in Exclude<CaseAction['type'], 'undo'>]: Deed<Of<T>> } = {
  claim,
  release,
  assign,
  'hand-off': handOff,
  note,
  tag,
  priority: prioritise,
  snooze,
  wake: wakeUp,
  resolve: markResolved,
  reopen: markReopened,
  dismiss,
  merge,
  link: linkTo,
  split,
  correct,
  promise: judgePromise,
  review,
  sent,
};
