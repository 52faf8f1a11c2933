import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Analysis, ID_BOUND, Label, Mention } from '../../shared/mention.ts';
import type { Deps } from './deps.ts';
import { REFUSALS, Refusal } from './refusal.ts';

/** Posts in one answer. */
export const FOUND_AT_ONCE = 500;

const Found = z.object({ mention: Mention, analysis: Analysis });
const Answer = z.object({ found: z.array(Found), next: z.string().optional() });

/** Milliseconds since 1970 UTC, or ISO 8601 with a zone. */
const Time = z.union([z.coerce.number().int().nonnegative(), z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))]);

const Query = z.object({
  q: z.string().max(500).optional().describe('Words that must all occur'),
  watch: z.string().max(64).optional(),
  network: z.string().max(32).optional(),
  label: Label.optional(),
  from: Time.optional().describe('Posted at or after; ms since 1970 UTC or ISO 8601'),
  to: Time.optional().describe('Posted before'),
  limit: z.coerce.number().int().min(1).max(FOUND_AT_ONCE).default(50),
  before: z.string().max(512).optional().describe('The `next` of the answer before, to go on'),
});

/** Looking into what was said. */
export const mentions: FastifyPluginAsyncZod<{ deps: Deps }> = async (app, { deps }) => {
  app.route({
    method: 'GET',
    url: '/api/v1/mentions',
    config: { deed: 'search' },
    schema: {
      summary: 'Search posts, newest first',
      tags: ['reading'],
      querystring: Query,
      response: { 200: Answer, ...REFUSALS },
      'x-example': '/api/v1/mentions?q=grinder&label=positive&limit=20',
    },
    handler: (request) => deps.history.search(request.query),
  });

  app.route({
    method: 'GET',
    url: '/api/v1/mentions/:id',
    config: { deed: 'search' },
    schema: {
      summary: 'One post by its whole id, `source:own id`',
      tags: ['reading'],
      params: z.object({ id: z.string().max(ID_BOUND) }),
      response: { 200: Found, ...REFUSALS },
      'x-example': '/api/v1/mentions/shop:4711',
    },
    handler: async (request) => {
      const found = await deps.history.get(request.params.id);
      if (!found) throw new Refusal(404, 'no such post is held');
      return found;
    },
  });
};
