import type { Engagement } from '../../shared/mention.ts';
import { likenessKey } from './analysis/text/similar.ts';
import { learnCustomer } from './desk/hear.ts';
import { freshen } from './detectors/notice.ts';
import { forgetPost } from './detectors/trend.ts';
import type { Effect } from './effect.ts';
import type { AuthorEntry, MentionEntry } from './entry.ts';
import { takeBackEvidence } from './incidents/take-back.ts';
import { EVERY_PART, type Parts } from './parts.ts';
import { HELD_MENTIONS, HELD_TEXT, type Held, LIKENESSES_KEPT, type State } from './state.ts';
import { forgetConversation, hearAuthor } from './viral/hear.ts';
import { HOUR } from './windows/track.ts';

/** A post that is older when it comes is history: it must not push out what people are looking at. */
export const HOLD_FOR = 6 * HOUR;

/** Keeps the post near, and lets the posts it answers, quotes or reposts know of it. */
export function hold(state: State, { mention, analysis }: MentionEntry, parts: Parts = EVERY_PART): Held {
  const held: Held = {
    mention: mention.text.length > HELD_TEXT ? { ...mention, text: `${mention.text.slice(0, HELD_TEXT).toWellFormed()}…` } : mention,
    language: analysis.language,
    label: analysis.label,
    score: analysis.score,
    ...(analysis.toward ? { toward: analysis.toward } : {}),
    watches: analysis.watches,
    ...(analysis.intent ? { intent: analysis.intent } : {}),
    ...(analysis.urgency?.length ? { urgency: analysis.urgency } : {}),
    own: analysis.own,
    addressed: analysis.addressed,
    likeness: parts.has('alike') ? likenessKey(mention.text) : '',
    reposts: 0,
    likes: 0,
    replies: 0,
    views: 0,
    answered: false,
    retracted: false,
  };
  if (state.now - mention.postedAt <= HOLD_FOR) state.held.set(mention.id, held);
  if (parts.has('alike')) countLikeness(state, held.likeness, mention.postedAt);
  if (analysis.own && mention.inReplyTo) markAnswered(state, mention.inReplyTo);
  return held;
}

/** A text that was not heard for this long begins to be counted anew. */
const QUIET_FOR = 2 * HOUR;

function countLikeness(state: State, likeness: string, at: number): void {
  const seen = state.likenesses.get(likeness);
  state.likenesses.delete(likeness);
  state.likenesses.set(likeness, { count: seen && at - seen.at < QUIET_FOR ? seen.count + 1 : 1, at });
}

/** How many posts say the same, this one included. */
export const alikeTo = (state: State, held: Held): number => state.likenesses.get(held.likeness)?.count ?? 1;

function markAnswered(state: State, id: string): void {
  const asked = state.held.get(id);
  if (asked) asked.answered = true;
}

/** Beyond its bound a map lets go of so many at once: finding the oldest in it takes a walk over all that left before. */
const LET_GO_AT_ONCE = 500;
/** The newest posts that a fold holds which nobody looks at: whether two subjects are one event is read from them. */
const HELD_AT_LEAST = 2_000;

/** Lets go of the oldest when the bounds are passed. */
export function letGo(state: State, parts: Parts = EVERY_PART): void {
  trim(state.held, parts.has('posts') ? HELD_MENTIONS : HELD_AT_LEAST);
  trim(state.likenesses, LIKENESSES_KEPT);
}

function trim(map: Map<string, unknown>, bound: number): void {
  if (map.size <= bound) return;
  for (const key of map.keys()) {
    if (map.size <= bound - LET_GO_AT_ONCE) break;
    map.delete(key);
  }
}

const GROWTH = ['reposts', 'likes', 'replies', 'views'] as const;

/** Counts never fall below zero: a network may tell of an unlike whose like came before we held the post. */
export function engage(state: State, engagement: Engagement): void {
  state.totals.engagements++;
  const held = state.held.get(engagement.mention);
  if (!held) return;
  for (const key of GROWTH) {
    const value = engagement[key];
    if (value === undefined) continue;
    held[key] = Math.max(0, engagement.mode === 'total' ? value : held[key] + value);
  }
}

/** Removes every word of the post from the state; what it counted stays counted. */
export function takeBack(state: State, id: string, effects: Effect[]): void {
  state.totals.retractions++;
  forgetConversation(state, id);
  const held = state.held.get(id);
  if (held) {
    held.retracted = true;
    held.mention = { ...held.mention, text: '', author: { id: '', handle: '', name: '' } };
    delete held.mention.url;
    delete held.mention.place;
  }
  for (const scope of state.scopes.values()) {
    scope.voices = scope.voices.filter((voice) => voice !== id);
    forgetPost(scope, id);
  }
  takeBackEvidence({ state, effects }, id);
  for (const { evidence } of [...[...state.open.values()].map((open) => open.alert), ...state.closed]) {
    for (const post of evidence) if (post.mention === id) Object.assign(post, { text: '', author: '', url: undefined });
  }
}

/** A profile lookup came back: everything held by that author knows it from now on. */
export function learnAuthor(state: State, { author }: AuthorEntry, effects: Effect[]): void {
  for (const held of state.held.values()) {
    if (held.mention.author.id !== author.id || held.retracted) continue;
    held.mention = { ...held.mention, author: { ...held.mention.author, ...author } };
    hearAuthor(state, held.mention.id, held.mention.author);
    if (!held.own && !held.mention.desk) freshen(state, held.mention.id);
    learnCustomer({ state, effects }, held.mention);
  }
}
