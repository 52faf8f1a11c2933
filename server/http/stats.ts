import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { Stats } from '../../shared/push.ts';
import type { State } from '../core/state.ts';
import type { Deps } from './deps.ts';
import { REFUSALS } from './refusal.ts';

const bySource = (state: State): Stats['sources'] =>
  Object.fromEntries([...state.sources].map(([id, { mentions, duplicates, rejected }]) => [id, { mentions, duplicates, rejected }]));

/** What was counted since the beginning, and how far the fold is behind the journal. */
export const stats: FastifyPluginAsyncZod<{ deps: Deps }> = async (app, { deps }) => {
  app.route({
    method: 'GET',
    url: '/api/v1/stats',
    config: { deed: 'stats' },
    schema: {
      summary: 'What was taken in, and how far behind the journal the counts are',
      tags: ['running'],
      response: { 200: Stats, ...REFUSALS },
      'x-example': '/api/v1/stats',
    },
    handler: async () => {
      const { journal, folded } = await deps.lag();
      const { totals } = deps.engine.state;
      return { ...totals, sources: bySource(deps.engine.state), journal, folded, lag: Math.max(0, journal - folded) };
    },
  });
};
