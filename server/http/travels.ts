import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Steering, Travel, TravelRequest } from '../../shared/travel.ts';
import { addressIn, passOn, wayInto } from '../travel/proxy.ts';
import { NoTravel, type Travels } from '../travel/travels.ts';
import type { Deps } from './deps.ts';
import { REFUSALS, Refusal } from './refusal.ts';

const Named = z.object({ id: z.string().max(64) });
const ENDED = 'this look back has ended; open it again';
const example = { at: Date.parse('2026-03-01T09:30:00Z'), speed: 60, paused: false };

/** The past is shown by the server that hears; a look back has none of its own. */
function travelsOf({ travels }: Deps): Travels {
  if (!travels) throw new Refusal(404, 'no looking back from here');
  return travels;
}

function told<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof NoTravel ? new Refusal(409, error.message) : error;
  }
}

const found = (travel: Travel | undefined): Travel => {
  if (!travel) throw new Refusal(404, ENDED);
  return travel;
};

/** Opening, moving and ending looks back. What they show is beneath `/at/ID`, with the same addresses as everything else. */
export const travels: FastifyPluginAsyncZod<{ deps: Deps }> = async (app, { deps }) => {
  const config = { deed: 'search', ofBoard: true } as const;
  const response = { 200: Travel, ...REFUSALS };

  app.route({
    method: 'GET',
    url: '/api/v1/travels',
    config,
    schema: {
      summary: 'Looks back that are open',
      tags: ['looking back'],
      response: { 200: z.object({ travels: z.array(Travel) }), ...REFUSALS },
    },
    handler: async () => ({ travels: deps.travels?.list() ?? [] }),
  });

  app.route({
    method: 'POST',
    url: '/api/v1/travels',
    config,
    schema: {
      summary: 'See everything as it was at a moment',
      description: 'What arrived later is left out. Pages and answers of then are at /at/ID/... with the same addresses as those of now.',
      tags: ['looking back'],
      body: TravelRequest.meta({ 'x-examples': { one: { value: example } } }),
      response,
    },
    handler: async ({ body: { wait, ...asked } }) => {
      const all = travelsOf(deps);
      const begun = told(() => all.begin(asked));
      const travel = wait ? found(await all.settled(begun.id)) : begun;
      if (travel.state !== 'failed') return travel;
      all.end(travel.id);
      throw new Refusal(409, travel.problem ?? ENDED);
    },
  });

  app.route({
    method: 'GET',
    url: '/api/v1/travels/:id',
    config,
    schema: { summary: 'Where a look back is, and how far it has loaded', tags: ['looking back'], params: Named, response },
    handler: async ({ params }) => found(travelsOf(deps).get(params.id)),
  });

  app.route({
    method: 'POST',
    url: '/api/v1/travels/:id',
    config,
    schema: { summary: 'Go to another moment, play on, or stand still', tags: ['looking back'], params: Named, body: Steering, response },
    handler: async ({ params, body }) => {
      const all = travelsOf(deps);
      found(told(() => all.steer(params.id, body)));
      return found(await all.settled(params.id));
    },
  });

  app.route({
    method: 'DELETE',
    url: '/api/v1/travels/:id',
    config,
    schema: { summary: 'End a look back', tags: ['looking back'], params: Named, response: { 204: z.null(), ...REFUSALS } },
    handler: async ({ params }, reply) => {
      if (!travelsOf(deps).end(params.id)) throw new Refusal(404, ENDED);
      return reply.code(204).send(null);
    },
  });

  await app.register(handOn, { deps });
};

/** What is asked of a look back is answered by its own process, which asks again whether this caller may. */
const handOn: FastifyPluginAsyncZod<{ deps: Deps }> = async (app, { deps }) => {
  // The body goes on as it comes, unread.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
  for (const url of ['/at/:id/api/*', '/at/:id/socket.io/*'])
    app.route({
      method: ['GET', 'POST', 'PUT', 'DELETE'],
      url,
      config: { deed: 'look' },
      schema: { hide: true },
      handler: async (request, reply) => {
        const address = addressIn(request.raw.url ?? '');
        const through = address && request.caller ? wayInto(deps, address.id, request.caller) : undefined;
        if (through === null) throw new Refusal(503, 'this look back is still loading', { retryAfter: 1 });
        if (!through || !address) throw new Refusal(404, ENDED);
        reply.hijack();
        passOn(request.raw, reply.raw, address.path, through);
        return reply;
      },
    });
};
