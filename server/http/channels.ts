import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ChannelList, Subscription } from '../../shared/notify.ts';
import { channelLines, deliveriesOf } from '../core/routing/lines.ts';
import { deskOf } from '../core/settings.ts';
import type { Telling } from '../notifiers/telling.ts';
import { scopeOf } from './board.ts';
import type { Deps } from './deps.ts';
import { REFUSALS, Refusal } from './refusal.ts';

const Done = z.object({ ok: z.literal(true) });
const example = {
  person: 'mara',
  subscription: { endpoint: 'https://push.example/send/3f9a', keys: { p256dh: 'BPubLicKeyOfThisBrowser', auth: 'c2VjcmV0' } },
};

/** How people are reached, and the browsers that want to be told. */
export const channels: FastifyPluginAsyncZod<{ deps: Deps }> = async (app, { deps }) => {
  app.route({
    method: 'GET',
    url: '/api/v1/channels',
    config: { deed: 'act' },
    schema: {
      summary: 'Channels: how they are, what waits, what was given up',
      description: 'Addresses and secrets are never shown. Who is limited to a board sees how the channels are, and not what they told.',
      tags: ['alerting'],
      response: { 200: ChannelList, ...REFUSALS },
      'x-example': '/api/v1/channels',
    },
    handler: async (request) => {
      const { state } = deps.engine;
      const isLimited = scopeOf(request.caller, deps) !== undefined;
      return { channels: channelLines(state), deliveries: isLimited ? [] : deliveriesOf(state), now: state.now };
    },
  });

  app.route({
    method: 'GET',
    url: '/api/v1/push',
    config: { deed: 'act' },
    schema: {
      summary: 'What a browser needs to subscribe to web push',
      description: 'The public key of this installation, in base64url, and the people who can be told.',
      tags: ['alerting'],
      response: {
        200: z.object({ publicKey: z.string(), people: z.array(z.object({ id: z.string(), name: z.string() })) }),
        ...REFUSALS,
      },
      'x-example': '/api/v1/push',
    },
    handler: async () => ({
      publicKey: await tellingOf(deps).publicKey(),
      people: deskOf(deps.engine.state.settings).people.map(({ id, name }) => ({ id, name })),
    }),
  });

  app.route({
    method: 'POST',
    url: '/api/v1/push',
    config: { deed: 'act' },
    schema: {
      summary: 'Tell a person through this browser',
      description: 'A browser tells one person: whoever subscribed with it last.',
      tags: ['alerting'],
      body: z.object({ person: z.string().min(1).max(64), subscription: Subscription }).meta({ 'x-examples': { one: { value: example } } }),
      response: { 200: Done, ...REFUSALS },
    },
    handler: async ({ body: { person, subscription } }) => {
      const isKnown = deskOf(deps.engine.state.settings).people.some(({ id }) => id === person);
      if (!isKnown) throw new Refusal(400, 'person: nobody of the desk has this id', { field: 'person' });
      await tellingOf(deps).subscriptions.add(person, subscription);
      return { ok: true as const };
    },
  });

  app.route({
    method: 'DELETE',
    url: '/api/v1/push',
    config: { deed: 'act' },
    schema: {
      summary: 'Tell nobody through this browser any more',
      tags: ['alerting'],
      body: z
        .object({ endpoint: z.string().min(1).max(2048) })
        .meta({ 'x-examples': { one: { value: { endpoint: example.subscription.endpoint } } } }),
      response: { 200: Done, ...REFUSALS },
    },
    handler: async ({ body }) => {
      await tellingOf(deps).subscriptions.drop(body.endpoint);
      return { ok: true as const };
    },
  });
};

function tellingOf({ telling }: Deps): Pick<Telling, 'publicKey' | 'subscriptions'> {
  if (!telling) throw new Refusal(404, 'nobody is told anything from here');
  return telling;
}
