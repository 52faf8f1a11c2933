import type { Turn } from '../../shared/turn.ts';
import type { Deps, Found } from './deps.ts';

/**
 * The posts of these turns by their ids, whole. What was taken back is left out, and so is what is too old to be kept. The history is a
 * moment behind the fold: what it does not have yet comes from the state, which keeps long texts cut off and not how sure the label is.
 */
export async function postsOf({ engine, history }: Pick<Deps, 'engine' | 'history'>, turns: readonly Turn[]): Promise<Map<string, Found>> {
  const { held } = engine.state;
  const there = turns.filter(({ mention, retracted }) => !retracted && held.get(mention)?.retracted !== true);
  const kept = await history.getMany(there.map(({ mention }) => mention));
  const posts = new Map(kept.map((found) => [found.mention.id, found]));
  for (const turn of there) {
    const known = posts.has(turn.mention) ? undefined : held.get(turn.mention);
    if (known) posts.set(turn.mention, { mention: known.mention, analysis: heardIn(turn, known) });
  }
  return posts;
}

type Held = Deps['engine']['state']['held'] extends Map<string, infer H> ? H : never;

const heardIn = (turn: Turn, held: Held): Found['analysis'] => ({
  language: turn.language,
  label: turn.label,
  score: turn.score,
  confidence: 0,
  terms: [],
  watches: held.watches,
  own: held.own,
  addressed: held.addressed,
  urgency: turn.urgency,
  thanks: turn.thanks,
  ...(turn.intent ? { intent: turn.intent } : {}),
  ...(turn.reply ? { reply: turn.reply } : {}),
});
