import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { type FastifyPluginAsyncZod, jsonSchemaTransform } from 'fastify-type-provider-zod';
import { apiPage } from './api-page.ts';
import type { Deps } from './deps.ts';

declare module 'fastify' {
  interface FastifySchema {
    /** An address that works as it stands, for routes that are read. */
    'x-example'?: string;
  }
}

/** Collects the routes that are registered after it. */
export async function describeRoutes(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Earshot', version, description: 'Push posts in, read what was heard.' },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      security: [{ token: [] }],
    },
    transform: jsonSchemaTransform,
  });
}

/** The description of this interface, for programs and for people. It is the same for every installation, and open. */
export const openapi: FastifyPluginAsyncZod<{ deps: Deps }> = async (app) => {
  app.route({
    method: 'GET',
    url: '/api/v1/openapi.json',
    config: { deed: 'open' },
    schema: { hide: true },
    handler: async (_request, reply) => reply.send(app.swagger()),
  });

  app.route({
    method: 'GET',
    url: '/api/docs',
    config: { deed: 'open' },
    schema: { hide: true },
    handler: async (_request, reply) => reply.type('text/html; charset=utf-8').send(apiPage(app.swagger())),
  });
};
