import { z } from 'zod';
import type { Line } from '../helpdesk/ask.ts';
import { COMMON } from '../helpdesk/options.ts';
import { Secret, tell } from '../helpdesk/secret.ts';
import type { HelpdeskContext } from '../source.ts';

export const ZendeskOptions = z
  .strictObject({
    subdomain: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,62}$/i, { error: 'only what stands before .zendesk.com' })
      .optional()
      .describe('What stands before .zendesk.com.'),
    url: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('The whole address instead of a subdomain.'),
    email: z.email().optional().describe('Whose API token it is. Leave it out for an OAuth access token.'),
    token: Secret.describe('API token, or OAuth access token: {env: NAME} or {file: PATH}.'),
    webhookSecret: Secret.optional().describe(
      'Signing secret of the webhook. Without it deliveries are refused, and tickets are only asked for.',
    ),
    ...COMMON,
  })
  .refine(({ subdomain, url }) => (subdomain === undefined) !== (url === undefined), { error: 'it wants either a subdomain or a url' });
export type ZendeskOptions = z.infer<typeof ZendeskOptions>;

export const addressOf = ({ subdomain, url }: ZendeskOptions): string => (url ?? `https://${subdomain}.zendesk.com`).replace(/\/+$/, '');

export function lineTo({ id, signal }: Pick<HelpdeskContext, 'id' | 'signal'>, options: ZendeskOptions): Line {
  return {
    name: 'Zendesk',
    source: id,
    url: addressOf(options),
    signal,
    async credentials() {
      const token = await tell(options.token);
      if (options.email === undefined) return { authorization: `Bearer ${token}` };
      return { authorization: `Basic ${Buffer.from(`${options.email}/token:${token}`).toString('base64')}` };
    },
  };
}
