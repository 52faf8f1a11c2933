import { z } from 'zod';
import { server } from './fields.ts';
import type { Notifier } from './notifier.ts';
import { reveal, Secret } from './secret.ts';
import { sendByApi } from './slack/api.ts';
import { sendByWebhook } from './slack/webhook.ts';

const Options = z
  .strictObject({
    url: Secret.optional().describe('Where the address of an incoming webhook stands. It can only post new messages.'),
    token: Secret.optional().describe(
      'Where the token of a bot with chat:write stands (xoxb-...). It keeps one message up to date. Wants channel.',
    ),
    channel: z
      .string()
      .regex(/^#?[\p{L}\p{N}_.-]{1,80}$/u, { error: 'not a channel of Slack; its id, such as C0123ABCD, is the safest' })
      .optional()
      .describe('With token: the id of the channel to post to.'),
    server: server('https://slack.com', 'With token: where Slack is.'),
  })
  .superRefine(({ url, token, channel }, context) => {
    if ((url === undefined) === (token === undefined))
      context.addIssue({ code: 'custom', message: 'it wants either url or token, and not both' });
    if (token !== undefined && channel === undefined)
      context.addIssue({ code: 'custom', path: ['channel'], message: 'with a token it wants a channel' });
  })
  .describe('A channel of Slack.');

export const slack: Notifier<z.infer<typeof Options>> = {
  kind: 'slack',
  personal: false,
  dedups: false,
  options: Options,
  async send({ url, token, channel, server: place }, sending, outgoing) {
    if (url) return sendByWebhook(reveal(url), sending, outgoing);
    if (!token || !channel) return { outcome: 'dead', error: 'Slack wants a url, or a token and a channel' };
    return sendByApi({ server: place, token: reveal(token), channel }, sending, outgoing);
  },
};
