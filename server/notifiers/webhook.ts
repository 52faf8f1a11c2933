import { z } from 'zod';
import { judge } from './answers.ts';
import type { Notifier } from './notifier.ts';
import { reveal, Secret } from './secret.ts';
import { eventOf } from './webhook/event.ts';
import { signedHeaders } from './webhook/sign.ts';

/** Of one webhook, while they are exchanged. */
const SECRETS_BOUND = 5;

const Options = z
  .strictObject({
    url: Secret.describe('Where the address stands that takes the events.'),
    secrets: z
      .array(Secret)
      .min(1)
      .max(SECRETS_BOUND)
      .describe('Where the secrets stand that it is signed with: whsec_ and base64. Several while one is exchanged for another.'),
  })
  .describe('Any program of yours: signed by Standard Webhooks, in the form of CloudEvents.');

export const webhook: Notifier<z.infer<typeof Options>> = {
  kind: 'webhook',
  personal: false,
  // The id of the event stays the same.
  dedups: true,
  options: Options,
  async send({ url, secrets }, sending, outgoing) {
    const event = eventOf(sending);
    const body = JSON.stringify(event);
    const signature = signedHeaders(
      secrets.map((secret) => reveal(secret)),
      event.id,
      sending.now,
      body,
    );
    const headers = { 'content-type': 'application/cloudevents+json; charset=utf-8', 'user-agent': 'Earshot', ...signature };
    return judge('The webhook', await outgoing.post({ url: reveal(url), headers, body }), sending.now);
  },
};
