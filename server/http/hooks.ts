import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type Delivery, DeliveryRefused, HelpdeskTrouble } from '../sources/source.ts';
import type { Deps } from './deps.ts';
import { REFUSALS, Refusal } from './refusal.ts';

/** Longest delivery of a webhook, in bytes. */
export const HOOK_BYTES = 256 * 1024;
/** Zendesk tries again by itself only when it is asked to wait less than a minute. In seconds. */
const RETRY_BOUND = 55;

const DESCRIPTION = `For helpdesks (Zendesk, Chatwoot) that are sources. No token is needed: the delivery is signed, or, for helpdesks
that sign nothing, the address ends in a secret. The answer comes when everything that the delivery tells of is on disk; sending it
again is safe. 401 says that it was not believed, 503 that it should be sent again.`;

const Params = z.object({ source: z.string().max(64), secret: z.string().max(256).optional() });

/** Where helpdesks tell that something was said. */
export const hooks: FastifyPluginAsyncZod<{ deps: Deps }> = async (app, { deps }) => {
  keepBytes(app);
  for (const [url, hide] of [
    ['/api/v1/hooks/:source', false],
    ['/api/v1/hooks/:source/:secret', true],
  ] as const)
    app.route({
      method: 'POST',
      url,
      bodyLimit: HOOK_BYTES,
      config: { deed: 'open' },
      schema: {
        summary: 'Tell of news in a helpdesk',
        description: DESCRIPTION,
        tags: ['push'],
        hide,
        params: Params,
        response: { 200: z.object({ ok: z.boolean() }), ...REFUSALS },
      },
      handler: async (request) => {
        await take(deps, request.params.source, deliveryOf(request, request.params.secret));
        return { ok: true };
      },
    });
};

/** What is signed is the body's bytes, whatever its type is said to be. */
function keepBytes(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}

function deliveryOf({ headers, body }: FastifyRequest, secret: string | undefined): Delivery {
  return { headers, body: Buffer.isBuffer(body) ? body : Buffer.alloc(0), secret: secret ?? null };
}

async function take(deps: Deps, source: string, delivery: Delivery): Promise<void> {
  const helpdesk = deps.helpdesk?.(source);
  if (!helpdesk) throw new Refusal(404, 'there is nothing at this address');
  try {
    await helpdesk.deliver(delivery);
  } catch (error) {
    if (error instanceof DeliveryRefused) deps.intake.reject(source, error.message, 1);
    throw told(error);
  }
}

/** A stranger learns no more than that the delivery was not believed; the reason stands on the source's health. */
function told(error: unknown): unknown {
  if (error instanceof DeliveryRefused)
    return new Refusal(error.status, error.status === 401 ? 'this delivery is not signed as it should be' : error.message);
  if (!(error instanceof HelpdeskTrouble)) return error;
  const seconds = Math.ceil((error.afterMs ?? 10_000) / 1000);
  return new Refusal(503, 'the helpdesk could not be asked; send it again later', {
    retryAfter: Math.min(Math.max(seconds, 1), RETRY_BOUND),
  });
}
