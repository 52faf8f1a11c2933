import type { Incident } from '../../../../shared/incident.ts';
import type { SoonerHint } from '../../../../shared/incident-review.ts';
import type { RuleOf } from '../../../../shared/rule.ts';
import { pressingUrgency } from '../../desk/priority.ts';
import { ruleFor } from '../../rules/rules.ts';
import type { State } from '../../state.ts';
import { labelToward } from '../../toward.ts';
import { clockTime, counted, span } from '../../words.ts';
import type { Heard } from './post.ts';

/** Two people who say the same are the fewest that mean something, and a smaller audience is none. */
const LEAST = { people: 2, followers: 1000 };

/** The posts of the incident up to its alert, and those of the quiet before: both in any order. */
export interface PostsAround {
  rise: readonly Heard[];
  quiet: readonly Heard[];
}

/**
 * What the rules that count people or audiences would have had to be to open the incident sooner: as far as they allow that would have kept
 * silent in the quiet before.
 */
export function soonerInPosts(state: State, incident: Incident, { rise, quiet }: PostsAround): SoonerHint[] {
  const { subject } = incident.lead;
  const about = (posts: readonly Heard[]): Heard[] =>
    inOrder(posts.filter(({ analysis }) => subject === 'all' || analysis.watches.includes(subject)));
  const around = { rise: about(rise), quiet: about(quiet) };
  const [urgent, influencer] = [ruleFor(state, 'urgent', subject), ruleFor(state, 'influencer', subject)];
  return [
    ...(urgent ? fewerPeople(state, incident, urgent, around) : []),
    ...(influencer ? smallerAudience(state, incident, influencer, around) : []),
  ];
}

const cameAt = ({ mention }: Heard): number => Math.max(mention.postedAt, mention.receivedAt);
const inOrder = (posts: Heard[]): Heard[] => posts.sort((a, b) => cameAt(a) - cameAt(b));

function fewerPeople(state: State, incident: Incident, rule: RuleOf<'urgent'>, { rise, quiet }: PostsAround): SoonerHint[] {
  const speaks = (posts: readonly Heard[]): Heard[] => posts.filter((heard) => speaksOf(heard, rule, incident.lead.subject));
  const usual = Math.max(0, ...crowds(speaks(quiet), rule.window).map(({ people }) => people));
  const enough = Math.max(LEAST.people, usual + 1);
  const first = crowds(speaks(rise), rule.window).find(({ people }) => people >= enough);
  if (!first || enough >= rule.minimum) return [];
  return [
    hint(state, incident, rule, {
      setting: 'minimum',
      is: rule.minimum,
      instead: enough,
      at: first.at,
      what: `${enough} people instead of ${rule.minimum}`,
    }),
  ];
}

function speaksOf({ analysis }: Heard, { urgency }: RuleOf<'urgent'>, subject: string): boolean {
  if (urgency.length === 0) return true;
  const { intent, urgency: said = [] } = analysis;
  const label = labelToward(analysis, subject);
  return pressingUrgency({ urgency: said, label, ...(intent ? { intent } : {}) }).some((kind) => urgency.includes(kind));
}

/** At each post: how many different people wrote within the window that ends with it. Where nobody tells who wrote, everybody is another. */
function crowds(posts: readonly Heard[], window: number): { at: number; people: number }[] {
  const lastAt = new Map<string, number>();
  return posts.map((heard) => {
    const at = cameAt(heard);
    const { author, network, id } = heard.mention;
    lastAt.set(author.id === '' ? id : `${network} ${author.id}`, at);
    for (const [person, last] of lastAt) if (last <= at - window) lastAt.delete(person);
    return { at, people: lastAt.size };
  });
}

function smallerAudience(state: State, incident: Incident, rule: RuleOf<'influencer'>, { rise, quiet }: PostsAround): SoonerHint[] {
  const audience = (posts: readonly Heard[]): { at: number; followers: number }[] =>
    posts.flatMap((heard) =>
      complains(heard, incident.lead.subject) ? [{ at: cameAt(heard), followers: heard.mention.author.followers ?? 0 }] : [],
    );
  const usual = Math.max(LEAST.followers - 1, ...audience(quiet).map(({ followers }) => followers));
  const first = audience(rise).find(({ followers }) => followers > usual);
  if (!first || first.followers >= rule.followers) return [];
  const what = `${counted(first.followers)} followers instead of ${counted(rule.followers)}`;
  return [hint(state, incident, rule, { setting: 'followers', is: rule.followers, instead: first.followers, at: first.at, what })];
}

function complains({ analysis }: Heard, subject: string): boolean {
  const label = labelToward(analysis, subject);
  return label === 'negative' || (analysis.intent === 'complaint' && label !== 'positive');
}

type Change = Pick<SoonerHint, 'setting' | 'is' | 'instead' | 'at'> & { what: string };

function hint(
  state: State,
  { openedAt }: Incident,
  rule: RuleOf<'urgent' | 'influencer'>,
  { what, at: came, ...change }: Change,
): SoonerHint {
  const at = came + rule.hold;
  const text = `“${rule.name}” with ${what} would have opened it at ${clockTime(at, state.settings.zone)}, ${span(openedAt - at)} sooner`;
  return { rule: rule.id, ruleName: rule.name, kind: rule.kind, ...change, at, sooner: openedAt - at, text };
}
