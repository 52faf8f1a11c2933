import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Mention } from '../../shared/mention.ts';
import { CaseLine } from '../../shared/queue.ts';
import { Turn } from '../../shared/turn.ts';
import { caseLine } from '../core/desk/line.ts';
import { type Drawn, drawForReview } from '../core/desk/review-draw.ts';
import { scopeFor } from './board.ts';
import type { Deps } from './deps.ts';
import { postsOf } from './posts.ts';
import { REFUSALS } from './refusal.ts';

/** Replies in one answer. */
const REVIEWS_AT_ONCE = 50;

const Query = z.object({
  board: z.string().max(64).optional().describe('Replies in the cases that this board is about. Without it, of the first board'),
  n: z.coerce.number().int().min(1).max(REVIEWS_AT_ONCE).default(10).describe('How many'),
});

const Sampled = z.object({ case: CaseLine, turn: Turn, mention: Mention, parent: Mention.nullable() });
const Answer = z.object({ sample: z.array(Sampled) });

/** Replies that a person may judge, and so the rules. */
export const reviews: FastifyPluginAsyncZod<{ deps: Deps }> = async (app, { deps }) => {
  app.route({
    method: 'GET',
    url: '/api/v1/reviews',
    config: { deed: 'search', ofBoard: true },
    schema: {
      summary: 'A fair sample of replies to review',
      description:
        'Replies of the last 14 days that nobody reviewed yet, drawn by lot, evenly over agents and over what they give the customer. ' +
        'It stays the same for a day (UTC), but for what is reviewed or comes in.',
      tags: ['desk'],
      querystring: Query,
      response: { 200: Answer, ...REFUSALS },
      'x-example': '/api/v1/reviews?n=10',
    },
    handler: async ({ query, caller }) => {
      const drawn = drawForReview(deps.engine.state, scopeFor(query.board, caller, deps), query.n);
      return { sample: (await Promise.all(drawn.map((each) => sampled(deps, each)))).flat() };
    },
  });
};

/** Without its words, which may be too long ago, a reply cannot be judged: then there is nothing. */
async function sampled(deps: Deps, { case: one, turn }: Drawn): Promise<z.infer<typeof Sampled>[]> {
  const parent = one.turns.find(({ mention }) => mention === turn.parent);
  const posts = await postsOf(deps, parent ? [parent, turn] : [turn]);
  const mention = posts.get(turn.mention)?.mention;
  if (!mention) return [];
  return [{ case: caseLine(one, deps.engine.state.now), turn, mention, parent: posts.get(turn.parent ?? '')?.mention ?? null }];
}
