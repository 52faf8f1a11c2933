import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { permit } from '../access/permits.ts';
import type { Deps } from './deps.ts';

const Ready = z.object({ ready: z.boolean(), problems: z.array(z.string()) });

/** What a supervisor asks: does it live, and can it do its work? */
export const health: FastifyPluginAsyncZod<{ deps: Deps }> = async (app, { deps }) => {
  app.route({
    method: 'GET',
    url: '/healthz',
    config: { deed: 'open', rateLimit: false },
    schema: { summary: 'Alive', tags: ['running'], response: { 200: z.object({ ok: z.literal(true) }) }, 'x-example': '/healthz' },
    handler: async () => ({ ok: true as const }),
  });

  app.route({
    method: 'GET',
    url: '/readyz',
    config: { deed: 'open', rateLimit: false },
    schema: {
      summary: 'Ready: all that is in the journal is counted, and the journal takes more',
      description: 'What is wrong is told to those who may see the counts.',
      tags: ['running'],
      response: { 200: Ready, 503: Ready },
      'x-example': '/readyz',
    },
    handler: async ({ caller }, reply) => {
      const { ready, problems } = deps.health();
      const told = permit('stats', caller) === 'granted' ? problems : [];
      return reply.code(ready ? 200 : 503).send({ ready, problems: told });
    },
  });
};
