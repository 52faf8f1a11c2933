import type { Severity } from '../../../shared/alert.ts';
import type { Urgency } from '../../../shared/mention.ts';
import { pressingUrgency } from '../desk/priority.ts';
import type { Held, State } from '../state.ts';
import { labelToward } from '../toward.ts';
import { subjectOf } from '../viral/standing.ts';
import { clockTime, counted, span } from '../words.ts';
import { type Ask, type Detector, each, nameOf } from './detector.ts';
import { EVIDENCE_KEPT, evidence } from './evidence.ts';
import { calm, type Found, firing, HOLDING, type Verdict } from './finding.ts';
import { stillThere } from './notice.ts';

/** In a crisis there are thousands of them to go through. */
export const URGENT: Detector<'urgent'> = {
  every: 5,
  stirs: false,
  asks: (pass) => each(pass, 'urgent', () => subjectsOf(pass.state)),
  look,
};

/** What an alert of it says first, the gravest before the others. */
const WORDS: Record<Urgency, string> = {
  safety: 'danger',
  legal: 'law or the press',
  vulnerable: 'a vulnerable person',
  leaving: 'leaving us',
  time: 'what cannot wait',
};
const GRAVEST = Object.keys(WORDS) as Urgency[];
/** An open alert stays while so much of its minimum is there. */
const STAYS = 0.5;
/** So many times the minimum is one severity more. */
const MANY = 3;

const grouped = new WeakMap<State, { at: string; posts: Map<string | null, Held[]> }>();

/** The posts by the watch of ours that each speaks against most. Looked up once for all watches: it follows from the state alone. */
function bySubject(state: State): Map<string | null, Held[]> {
  const at = `${state.seq} ${state.now}`;
  const known = grouped.get(state);
  if (known?.at === at) return known.posts;
  const posts = Map.groupBy(stillThere(state, state.noticed.urgent, 0), (held) => subjectOf(state, held));
  grouped.set(state, { at, posts });
  return posts;
}

/** Watches of ours that somebody speaks of so. */
const subjectsOf = (state: State): string[] => [...bySubject(state).keys()].filter((subject) => subject !== null);

/** A rule that names a watch hears all that is said of it. */
const postsOf = (state: State, { rule, subject }: Ask<'urgent'>): Held[] =>
  rule.watches.length > 0
    ? stillThere(state, state.noticed.urgent, 0).filter(({ watches }) => watches.includes(subject))
    : (bySubject(state).get(subject) ?? []);

/** How many different people spoke of danger, law and the like within the window. */
function look(state: State, ask: Ask<'urgent'>, holding: boolean): Verdict {
  const { rule } = ask;
  const since = state.now - rule.window;
  const posts = onePerPerson(postsOf(state, ask).filter((held) => held.mention.postedAt > since && speaksOf(held, ask).length > 0));
  if (posts.length >= rule.minimum) return firing(finding(state, ask, posts));
  return holding && posts.length >= STAYS * rule.minimum ? HOLDING : calm('below the minimum');
}

/** Urgencies of the rule that the post's intent and tone bear out; a rule that lists none takes any post. */
function speaksOf(held: Held, { rule, subject }: Ask<'urgent'>): (Urgency | 'anything')[] {
  if (rule.urgency.length === 0) return ['anything'];
  const said = { urgency: held.urgency ?? [], label: labelToward(held, subject), ...(held.intent ? { intent: held.intent } : {}) };
  return pressingUrgency(said).filter((kind) => rule.urgency.includes(kind));
}

/** The first post of each author; where nobody tells who wrote, every post has its own. */
function onePerPerson(posts: readonly Held[]): Held[] {
  const people = new Map<string, Held>();
  for (const held of posts) {
    const { author, network, id } = held.mention;
    const person = author.id === '' ? id : `${network} ${author.id}`;
    if (!people.has(person)) people.set(person, held);
  }
  return [...people.values()];
}

function finding(state: State, ask: Ask<'urgent'>, posts: readonly Held[]): Found {
  const { rule, subject } = ask;
  const name = nameOf(state, subject);
  const kinds = GRAVEST.flatMap((kind) => {
    const count = posts.filter((held) => speaksOf(held, ask).includes(kind)).length;
    return count > 0 ? [{ kind, count }] : [];
  });
  const onsetAt = Math.min(...posts.map(({ mention }) => mention.postedAt));
  const reach = ({ mention }: Held): number => mention.author.followers ?? 0;
  return {
    kind: 'urgent',
    subject,
    subjectName: name,
    severity: severity(posts.length >= MANY * rule.minimum, kinds[0]?.kind),
    title: kinds[0] ? `People speak of ${WORDS[kinds[0].kind]}: ${name}` : `${rule.name}: ${name}`,
    reason: [
      `${counted(posts.length, 'people')} in ${span(rule.window)}`,
      ...kinds.map(({ kind, count }) => `${count} of ${WORDS[kind]}`),
    ].join('; '),
    onsetAt,
    seen: posts.length,
    expected: 0,
    windowSeconds: Math.round(rule.window / 1000),
    evidence: [...posts]
      .sort((a, b) => reach(b) - reach(a))
      .slice(0, EVIDENCE_KEPT)
      .map(evidence),
    whyNow: `${posts.length} different people within ${span(rule.window)}; ${rule.minimum} open an alert`,
    whyNotBefore: `fewer than ${rule.minimum} had said so; the first at ${clockTime(onsetAt, state.settings.zone)}`,
  };
}

function severity(many: boolean, gravest: Urgency | undefined): Severity {
  if (gravest === 'safety') return many ? 'critical' : 'high';
  return many ? 'high' : 'medium';
}
