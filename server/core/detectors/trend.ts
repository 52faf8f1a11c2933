import { hashOf } from '../analysis/text/similar.ts';
import type { MentionEntry } from '../entry.ts';
import type { Held, Scope, State } from '../state.ts';
import { meet } from '../trends/accounts.ts';
import { countPost } from '../trends/count.ts';
import { type Heard, hear } from '../trends/heard.ts';
import { forget, look } from '../trends/look.ts';
import { type Said, unsay } from '../trends/rising.ts';
import type { Trend } from '../trends/trends.ts';

const REPOSTED = /^\s*rt\s+@/i;

/** What a post brings to the count of what rises: once for all scopes. */
interface Telling {
  heard: Heard;
  said: Said;
}

/** 0 stands for an empty place among the posts that are kept. */
const idHash = (id: string): number => hashOf(id) || 1;

/** What is returned holds until the next call. */
export function tellingOf(state: State, { mention, analysis }: MentionEntry, held: Held, at: number): Telling {
  const post = idHash(mention.id);
  // Where nobody tells who wrote, every post has its own author.
  const author = mention.author.id ? idHash(`${mention.network} ${mention.author.id}`) : post;
  const fresh = meet(state.accounts, author, mention.author.followers);
  const negative = analysis.label === 'negative';
  const repost = mention.repostOf !== undefined || REPOSTED.test(mention.text);
  const { likeness } = held;
  return {
    heard: hear(analysis.terms),
    said: { post, author, fresh, negative, repost, likeness, network: mention.network, id: mention.id, at },
  };
}

export function hearTerms(state: State, { trends, setting }: Scope, { heard, said }: Telling): void {
  countPost(trends, heard, said, { settings: state.settings, setting, now: state.now });
}

/** At each minute: moves on, looks again, since what fell silent must leave, and forgets what is over. */
export function expectTerms(state: State, scope: Scope): void {
  forget(scope.trends, state.now);
  if (scope.trends.stirred || scope.trends.listed.length > 0) look(state, scope);
}

/** Seconds between looks while posts come in. */
const LOOK_EVERY = 10;

/** At the end of a second. */
export function lookForTrends(state: State): void {
  if (Math.floor(state.now / 1000) % LOOK_EVERY !== 0) return;
  for (const scope of state.scopes.values()) if (scope.trends.stirred && scope.trends.named.size > 0) look(state, scope);
}

/** What was said much more than usual at the last look, most significant first. */
export const trends = ({ trends }: Scope, most: number): Trend[] => trends.listed.slice(0, most);

/** A post was taken back: a name that nobody else said goes with it. */
export function forgetPost({ trends }: Scope, id: string): void {
  const post = idHash(id);
  for (const [hash, thing] of trends.named) if (!unsay(thing, post, id)) trends.named.delete(hash);
  const known = new Set([...trends.named.values()].map(({ name }) => name));
  trends.listed = trends.listed
    .filter(({ name }) => known.has(name))
    .map((trend) => ({ ...trend, also: trend.also.filter((name) => known.has(name)), example: trend.example === id ? '' : trend.example }));
}
