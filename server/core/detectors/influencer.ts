import type { Held, State } from '../state.ts';
import { labelToward } from '../toward.ts';
import { subjectOf } from '../viral/standing.ts';
import { counted, span } from '../words.ts';
import { type Ask, type Detector, each, nameOf } from './detector.ts';
import { EVIDENCE_KEPT, evidence } from './evidence.ts';
import { calm, type Found, firing, type Verdict } from './finding.ts';
import { FAMED_FOR, hasFame, isListed, stillThere } from './notice.ts';

export const INFLUENCER: Detector<'influencer'> = {
  every: 1,
  stirs: false,
  asks: (pass) => each(pass, 'influencer', () => new Set(waiting(pass.state).flatMap((held) => subjectOf(pass.state, held) ?? []))),
  look,
};

/** Posts by people with an audience that nobody has answered yet. */
const waiting = (state: State): Held[] => stillThere(state, state.noticed.famed, state.now - FAMED_FOR).filter(({ answered }) => !answered);

/** Complaints by people with an audience that wait for an answer: one alert a watch, with the posts and their authors as evidence. */
function look(state: State, ask: Ask<'influencer'>): Verdict {
  const posts = waiting(state).filter((held) => isAbout(state, ask, held) && hasFame(held, ask.rule) && complains(held, ask.subject));
  return posts.length === 0 ? calm('below the minimum') : firing(finding(state, ask, posts));
}

/** A rule that names a watch hears all that is said of it; the one for all asks about the watch that a post speaks against most. */
const isAbout = (state: State, { rule, subject }: Ask<'influencer'>, held: Held): boolean =>
  rule.watches.length > 0 ? held.watches.includes(subject) : subjectOf(state, held) === subject;

function complains(held: Held, subject: string): boolean {
  const label = labelToward(held, subject);
  return label === 'negative' || (held.intent === 'complaint' && label !== 'positive');
}

const followers = ({ mention }: Held): number => mention.author.followers ?? 0;

/** Names and words stay in the evidence, which is emptied when a post is taken back. */
function finding(state: State, { rule, subject }: Ask<'influencer'>, posts: readonly Held[]): Found {
  const name = nameOf(state, subject);
  const farthest = [...posts].sort((a, b) => followers(b) - followers(a));
  const first = Math.min(...posts.map(({ mention }) => mention.postedAt));
  return {
    kind: 'influencer',
    subject,
    subjectName: name,
    severity: 'high',
    title: `Somebody with an audience complains: ${name}`,
    reason: reason(state, farthest, first),
    onsetAt: first,
    seen: posts.length,
    expected: 0,
    windowSeconds: Math.max(1, Math.round((state.now - first) / 1000)),
    evidence: farthest.slice(0, EVIDENCE_KEPT).map(evidence),
    whyNow: `${whyFamed(farthest[0]!, rule)}, and nobody has answered; it closes with an answer, or after ${span(FAMED_FOR)}`,
    whyNotBefore: 'the post had not come, or its audience was not known yet',
  };
}

function reason(state: State, posts: readonly Held[], first: number): string {
  const [farthest] = posts;
  const reach = followers(farthest!) > 0 ? `read by ${counted(followers(farthest!), 'followers')}` : 'on the list of those to look out for';
  const more = posts.length > 1 ? [`and ${counted(posts.length - 1)} more like it`] : [];
  return [`${reach} on ${farthest!.mention.network}`, `not answered for ${span(state.now - first)}`, ...more].join('; ');
}

const whyFamed = (held: Held, rule: Ask<'influencer'>['rule']): string =>
  isListed(held, rule) ? 'the author is on the list' : `${counted(rule.followers, 'followers')} are enough`;
