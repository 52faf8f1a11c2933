import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Board } from '../../shared/board.ts';
import { permit } from '../access/permits.ts';
import type { Deps } from './deps.ts';
import { REFUSALS } from './refusal.ts';

/** The boards that the caller may see. */
export const boards: FastifyPluginAsyncZod<{ deps: Deps }> = async (app, { deps }) => {
  app.route({
    method: 'GET',
    url: '/api/v1/boards',
    config: { deed: 'look' },
    schema: {
      summary: 'Boards that you may see',
      tags: ['reading'],
      response: { 200: z.object({ boards: z.array(Board) }), ...REFUSALS },
      'x-example': '/api/v1/boards',
    },
    handler: async ({ caller }) => ({ boards: deps.config().boards.filter(({ name }) => permit('look', caller, name) === 'granted') }),
  });
};
