import type { RuleOf } from '../../../shared/rule.ts';
import { hashOf } from '../analysis/text/similar.ts';
import { rulesIn } from '../rules/rulebook.ts';
import type { Held, Scope, State } from '../state.ts';
import { labelIn } from '../toward.ts';
import type { Trend } from '../trends/trends.ts';
import { subjectOf } from '../viral/standing.ts';
import { counted, percent, times } from '../words.ts';
import { type Ask, counting, type Detector, nameOf, type Pass } from './detector.ts';
import { EVIDENCE_KEPT, evidence } from './evidence.ts';
import { calm, type Found, firing, HOLDING, type Verdict } from './finding.ts';

/** Trends are listed anew every ten seconds. */
export const TREND: Detector<'trend'> = { every: 10, stirs: false, asks, look };

/** An open alert stays while so much of what opened it is there. */
const STAYS = 0.5;
/** So many times the people that are asked for is one severity more. */
const MANY = 4;
/** Newest held posts among which those that say it are looked for. */
const LOOK_AT = 2_000;

/** A trend with the watch of ours that it is about, and the posts that say it, newest first. */
interface Topic {
  trend: Trend;
  subject: string;
  posts: Held[];
}

const scopeOf = ({ scopes }: State): Scope | undefined => scopes.get('ours') ?? scopes.get('all');

function asks(pass: Pass): Ask<'trend'>[] {
  const rules = rulesIn(pass.book, 'trend');
  const topics = topicsOf(pass.state, (trend) => rules.some((rule) => reaches(trend, rule, STAYS)));
  return counting(pass, 'trend', new Set(topics.map(({ subject }) => subject)));
}

/** What many people say against us who did not before: one alert a watch, about the most unusual, with the others named. */
function look(state: State, { rule, subject }: Ask<'trend'>, holding: boolean): Verdict {
  const topics = topicsOf(state, (trend) => reaches(trend, rule, STAYS)).filter((topic) => topic.subject === subject);
  const rising = topics.filter(({ trend }) => reaches(trend, rule, 1));
  if (rising.length > 0) return firing(finding(state, rule, rising));
  return holding && topics.length > 0 ? HOLDING : calm('below the minimum');
}

/** What was not heard before rises beyond every multiple. */
const reaches = ({ people, times: ratio, negative }: Trend, rule: RuleOf<'trend'>, part: number): boolean =>
  people >= part * rule.people && (ratio ?? Number.POSITIVE_INFINITY) >= part * rule.times && negative >= part * rule.negative;

function topicsOf(state: State, fits: (trend: Trend) => boolean): Topic[] {
  const scope = scopeOf(state);
  const trends = scope?.trends.listed.filter(fits) ?? [];
  if (!scope || trends.length === 0) return [];
  const newest = newestByHash(state);
  return trends.flatMap((trend) => {
    const posts = postsOf(scope, trend, newest);
    const subject = mostSaid(state, posts);
    return subject === null ? [] : [{ trend, subject, posts }];
  });
}

/** The newest posts by hash, which asking and looking both need. It is no state: it follows from the posts of that moment. */
function newestByHash({ held, now, seq }: State): ReadonlyMap<number, Held> {
  const last = kept.get(held);
  if (last?.now === now && last.seq === seq) return last.posts;
  const posts = new Map([...held.values()].slice(-LOOK_AT).map((post) => [hashOf(post.mention.id), post]));
  kept.set(held, { now, seq, posts });
  return posts;
}

const kept = new WeakMap<State['held'], { now: number; seq: number; posts: ReadonlyMap<number, Held> }>();

/** The posts that the rise still knows and that are held, newest first. */
function postsOf({ trends }: Scope, { name }: Trend, newest: ReadonlyMap<number, Held>): Held[] {
  const thing = [...trends.named.values()].find((one) => one.name === name);
  const posts = [...(thing?.recent ?? [])].flatMap((hash) => newest.get(hash) ?? []);
  return posts.filter(({ retracted }) => !retracted).sort((a, b) => b.mention.postedAt - a.mention.postedAt);
}

/** The watch of ours that most of the posts are about; null where most are about none. */
function mostSaid(state: State, posts: readonly Held[]): string | null {
  const votes = new Map<string | null, number>();
  for (const held of posts) {
    const subject = subjectOf(state, held);
    votes.set(subject, (votes.get(subject) ?? 0) + 1);
  }
  let best: string | null = null;
  for (const [subject, count] of votes) if (count > (votes.get(best) ?? 0)) best = subject;
  return best;
}

function finding(state: State, rule: RuleOf<'trend'>, topics: readonly Topic[]): Found {
  const [{ trend, subject, posts }, ...others] = topics as [Topic, ...Topic[]];
  const name = nameOf(state, subject);
  const angry = posts.filter((held) => labelIn(held, [subject]) === 'negative');
  return {
    kind: 'trend',
    subject,
    subjectName: name,
    severity: trend.people >= MANY * rule.people ? 'high' : 'medium',
    title: `“${trend.name}” spreads: ${name}`,
    reason: reason(trend, others),
    onsetAt: Math.min(...topics.map((topic) => topic.trend.since)),
    seen: trend.count,
    expected: trend.usual,
    windowSeconds: Math.max(1, trend.minutes) * 60,
    evidence: (angry.length > 0 ? angry : posts).slice(0, EVIDENCE_KEPT).map(evidence),
    bounds: { deviations: Number(trend.significance.toFixed(1)) },
    whyNow: `${counted(trend.people)} people say it${trend.times === null ? ', which nobody did before' : `, ${times(trend.times)} the usual`}; ${rule.people} people, ${times(rule.times)} the usual and ${percent(rule.negative)} of it negative open an alert`,
    whyNotBefore: `fewer people said it, fewer times the usual, or less of it was negative`,
  };
}

const COORDINATED = { 'new-accounts': 'many of the accounts are new', 'in-step': 'posted in step, as if arranged' };

function reason({ count, people, minutes, usual, times: ratio, negative, coordinated, copies }: Trend, others: readonly Topic[]): string {
  const size = ratio === null ? 'not heard before' : `${times(ratio)} the usual ${counted(usual)}`;
  return [
    `${counted(count, 'posts')} by ${counted(people, 'people')} in ${minutes} min, ${size}`,
    `${percent(negative)} negative`,
    ...(coordinated ? [COORDINATED[coordinated]] : []),
    ...(copies > 1 ? [`${counted(copies)} nearly the same`] : []),
    ...(others.length > 0 ? [`also ${others.map(({ trend }) => `“${trend.name}”`).join(', ')}`] : []),
  ].join('; ');
}
