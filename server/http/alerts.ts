import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Alert } from '../../shared/alert.ts';
import type { Deps } from './deps.ts';
import { REFUSALS, Refusal } from './refusal.ts';

/** Alerts with all that explains them. */
export const alerts: FastifyPluginAsyncZod<{ deps: Deps }> = async (app, { deps }) => {
  app.route({
    method: 'GET',
    url: '/api/v1/alerts',
    config: { deed: 'alerts' },
    schema: {
      summary: 'Open alerts, then the last closed ones',
      tags: ['reading'],
      response: { 200: z.object({ alerts: z.array(Alert) }), ...REFUSALS },
      'x-example': '/api/v1/alerts',
    },
    handler: async () => ({ alerts: deps.engine.alerts() }),
  });

  app.route({
    method: 'GET',
    url: '/api/v1/alerts/:id',
    config: { deed: 'alerts' },
    schema: {
      summary: 'One alert with its timeline',
      tags: ['reading'],
      params: z.object({ id: z.string().max(128) }),
      response: { 200: Alert, ...REFUSALS },
      'x-example': '/api/v1/alerts/spike:all',
    },
    handler: async (request) => {
      const alert = deps.engine.alert(request.params.id);
      if (!alert) throw new Refusal(404, 'there is no alert with this id, or it is long over');
      return alert;
    },
  });
};
