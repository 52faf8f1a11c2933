import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Board } from '../../shared/board.ts';
import { permit } from '../access/permits.ts';
import type { Deps } from './deps.ts';
import { REFUSALS } from './refusal.ts';

const Answer = z.object({
  boards: z.array(Board),
  brand: z.string(),
  /** In which days begin and end, and what the product's clock says, in ms since 1970 UTC. */
  zone: z.string(),
  now: z.int(),
});

/** The boards that the caller may see, and whose they are. */
export const boards: FastifyPluginAsyncZod<{ deps: Deps }> = async (app, { deps }) => {
  app.route({
    method: 'GET',
    url: '/api/v1/boards',
    config: { deed: 'look' },
    schema: {
      summary: 'Boards that you may see',
      tags: ['reading'],
      response: { 200: Answer, ...REFUSALS },
      'x-example': '/api/v1/boards',
    },
    handler: async ({ caller }) => {
      const { boards, settings } = deps.config();
      const seen = boards.filter(({ name }) => permit('look', caller, name) === 'granted');
      return { boards: seen, brand: settings.brand, zone: settings.zone, now: Math.floor(deps.clock.now()) };
    },
  });
};
