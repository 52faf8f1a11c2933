import type { Author, Engagement, Mention } from '../../../shared/mention.ts';
import type { MentionEntry } from '../entry.ts';
import type { State } from '../state.ts';
import { MINUTE } from '../windows/track.ts';
import { add, type Column, countOf, follow, placeOf, setAuthor, setTotal } from './conversations.ts';
import { VIRAL_STIRRED, type Viral } from './state.ts';

/** A post that comes later than this after it was posted is not followed: how it grew was missed. */
const HEARD_WITHIN = 30 * MINUTE;
/** Sizes below this are too small to be looked at. */
export const WORTH_A_LOOK = 3;

/**
 * Takes in what a post does to the conversations: a repost, an answer or a quote lets one grow, and every post that is no repost may
 * begin one. What our own accounts post, or is written to a helpdesk, is no part of how far something spreads, and likes are none either: they show it to nobody.
 */
export function hearPost(state: State, { mention, analysis }: MentionEntry): void {
  if (analysis.own || mention.desk) return;
  const at = Math.min(mention.postedAt, state.now);
  for (const [id, column] of grownBy(mention)) one(state.viral, id, column, at);
  if (mention.repostOf || state.now - mention.postedAt > HEARD_WITHIN) return;
  follow(state.viral.known, { id: mention.id, startedAt: at, ...authorOf(mention.author) }, state.now);
}

function grownBy({ repostOf, quoteOf, inReplyTo, root }: Mention): [id: string, column: Column][] {
  const grown: [string, Column][] = [];
  if (repostOf) grown.push([repostOf, 'heardReposts']);
  if (quoteOf) grown.push([quoteOf, 'heardQuotes']);
  if (inReplyTo) grown.push([inReplyTo, 'heardReplies']);
  if (root && root !== inReplyTo) grown.push([root, 'heardReplies']);
  return grown;
}

function one(viral: Viral, id: string, column: Column, at: number): void {
  const place = placeOf(viral.known, id);
  if (place >= 0 && add(viral.known, place, column, 1, at)) stir(viral, id, place);
}

function stir(viral: Viral, id: string, place: number): void {
  if (countOf(viral.known, place) >= WORTH_A_LOOK && viral.stirred.size < VIRAL_STIRRED) viral.stirred.add(id);
}

/** Reposts and answers as the network tells them, one by one or as totals. */
export function hearGrowth(state: State, { mention, mode, reposts, replies }: Engagement): void {
  const { viral, now } = state;
  const place = placeOf(viral.known, mention);
  if (place < 0) return;
  const tell = mode === 'total' ? setTotal : add;
  const grown = [
    reposts !== undefined && tell(viral.known, place, 'toldReposts', reposts, now),
    replies !== undefined && tell(viral.known, place, 'toldReplies', replies, now),
  ];
  if (grown.includes(true)) stir(viral, mention, place);
}

const authorOf = ({ followers, verified }: Author) => ({ followers: followers ?? null, verified: verified ?? false });

/** A profile lookup came back, for one of the author's posts. */
export function hearAuthor({ viral }: State, mention: string, author: Author): void {
  const place = placeOf(viral.known, mention);
  if (place >= 0) setAuthor(viral.known, place, authorOf(author));
}

/** The post was taken back: nothing is shown of it any more. What it counted stays counted. */
export function forgetConversation({ viral }: State, mention: string): void {
  viral.noted.delete(mention);
  viral.stirred.delete(mention);
  for (const stream of viral.streams.values()) stream.awaited.delete(mention);
}
