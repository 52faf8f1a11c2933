import { z } from 'zod';
import type { Line } from '../helpdesk/ask.ts';
import { COMMON } from '../helpdesk/options.ts';
import { Secret, tell } from '../helpdesk/secret.ts';
import type { HelpdeskContext } from '../source.ts';

export const ChatwootOptions = z.strictObject({
  url: z
    .url({ protocol: /^https?$/ })
    .default('https://app.chatwoot.com')
    .describe('Where Chatwoot is.'),
  account: z.int().min(1).describe('Number of the account, as it stands in the addresses of Chatwoot.'),
  token: Secret.describe('API access token of a user who sees all inboxes: {env: NAME} or {file: PATH}.'),
  webhookSecret: Secret.optional().describe('Secret with which Chatwoot signs what its webhook delivers.'),
  addressSecret: Secret.optional().describe(
    'For versions that sign nothing: a secret that is the last part of the address of the webhook.',
  ),
  inbox: z.int().min(1).optional().describe('Number of an API inbox that cases are sent to. Without it none can be sent.'),
  ...COMMON,
});
export type ChatwootOptions = z.infer<typeof ChatwootOptions>;

const addressOf = ({ url }: ChatwootOptions): string => url.replace(/\/+$/, '');

/** Where staff open a conversation. */
export const pageOf = (options: ChatwootOptions, conversation: string): string =>
  `${addressOf(options)}/app/accounts/${options.account}/conversations/${conversation}`;

export const pathIn = ({ account }: ChatwootOptions, rest: string): string => `/api/v1/accounts/${account}/${rest}`;

export const lineTo = ({ id, signal }: Pick<HelpdeskContext, 'id' | 'signal'>, options: ChatwootOptions): Line => ({
  name: 'Chatwoot',
  source: id,
  url: addressOf(options),
  signal,
  credentials: async () => ({ api_access_token: await tell(options.token) }),
});
