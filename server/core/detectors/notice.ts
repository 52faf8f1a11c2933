import type { RuleOf } from '../../../shared/rule.ts';
import { type Rulebook, rulesIn } from '../rules/rulebook.ts';
import type { Held, State } from '../state.ts';
import { HOUR } from '../windows/track.ts';

/** Posts that came since the last look; of what comes at once beyond it nothing is noticed. */
export const FRESH_KEPT = 5_000;
/** Posts by people with an audience, and urgent ones, that are remembered; the oldest leave. */
export const FAMED_KEPT = 500;
export const URGENT_KEPT = 5_000;
/** A complaint wants its answer within this time; after that it is a case like any other. */
export const FAMED_FOR = 2 * HOUR;

/** Posts that a rule cares about whoever else speaks: found once when they come, so that nobody has to go through all that are held. */
export interface Noticed {
  fresh: string[];
  /** When they were posted, by id; in the order in which they came. */
  famed: Map<string, number>;
  urgent: Map<string, number>;
}

export const noticed = (): Noticed => ({ fresh: [], famed: new Map(), urgent: new Map() });

/** A post came, or more is known of its author. */
export function freshen({ noticed: { fresh } }: State, id: string): void {
  if (fresh.length < FRESH_KEPT) fresh.push(id);
}

/** Looks at what came since the last look. `full`: also forgets what is long over. */
export function notice(state: State, book: Rulebook, full: boolean): void {
  const { fresh, famed, urgent } = state.noticed;
  const [fame, urgency] = [rulesIn(book, 'influencer'), rulesIn(book, 'urgent')];
  for (const id of fresh) {
    const held = state.held.get(id);
    if (!held || isPassedOn(held)) continue;
    if (fame.some((rule) => hasFame(held, rule))) keep(famed, FAMED_KEPT, held);
    if (urgency.some((rule) => isUrgent(held, rule))) keep(urgent, URGENT_KEPT, held);
  }
  fresh.length = 0;
  if (full) forget(state, urgency);
}

const REPOSTED = /^\s*rt\s+@/i;

/** Who passes on what somebody else said does not say it. */
const isPassedOn = ({ mention }: Held): boolean => mention.repostOf !== undefined || REPOSTED.test(mention.text);

export const isListed = ({ mention: { author } }: Held, { authors }: RuleOf<'influencer'>): boolean =>
  authors.length > 0 && authors.includes(author.handle.toLowerCase());

export const hasFame = (held: Held, rule: RuleOf<'influencer'>): boolean =>
  (held.mention.author.followers ?? 0) >= rule.followers || isListed(held, rule);

export const isUrgent = ({ urgency = [] }: Held, { urgency: asked }: RuleOf<'urgent'>): boolean =>
  asked.length === 0 || urgency.some((kind) => asked.includes(kind));

function keep(posts: Map<string, number>, most: number, { mention: { id, postedAt } }: Held): void {
  posts.set(id, postedAt);
  if (posts.size <= most) return;
  const [oldest] = posts.keys();
  if (oldest !== undefined) posts.delete(oldest);
}

function forget({ noticed: { famed, urgent }, now }: State, urgency: readonly RuleOf<'urgent'>[]): void {
  const longest = Math.max(0, ...urgency.map(({ window }) => window));
  for (const [id, at] of famed) if (now - at >= FAMED_FOR) famed.delete(id);
  for (const [id, at] of urgent) if (now - at >= longest) urgent.delete(id);
}

/** Those that are still held and were not taken back, posted after `since`, in the order in which they came. */
export const stillThere = (state: State, posts: ReadonlyMap<string, number>, since: number): Held[] =>
  [...posts].flatMap(([id, at]) => {
    const held = at > since ? state.held.get(id) : undefined;
    return held && !held.retracted ? [held] : [];
  });
