import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { ChatwootOptions } from '../../server/sources/chatwoot/options.ts';
import { chatwoot } from '../../server/sources/chatwoot.ts';
import type { Delivery, Helpdesk, SourceContext } from '../../server/sources/source.ts';
import { ZendeskOptions } from '../../server/sources/zendesk/options.ts';
import { zendesk } from '../../server/sources/zendesk.ts';
import type { Recording } from './source-context.ts';

/** The clock of these tests, and the same as helpdesks write it. */
export const HELPDESK_NOW = Date.parse('2026-03-02T10:00:00Z');
export const SIGNING = 'invented-signing-secret';
export const TOKEN = 'invented-token';

export interface Asked {
  method: string;
  path: string;
  query: Record<string, string>;
  headers: IncomingMessage['headers'];
  body: unknown;
}

/** What a stand-in answers: a status other than 200 with its headers, or a body. */
export type Reply = { status: number; headers?: Record<string, string>; body?: unknown } | { body: unknown };

export interface StandIn {
  url: string;
  asked: Asked[];
  /** Called after every answer. */
  onAsked: (asked: Asked) => void;
  close(): Promise<void>;
}

/** A helpdesk's API on loopback. */
export async function standIn(answer: (asked: Asked) => Reply | Promise<Reply>): Promise<StandIn> {
  const server = createServer(async (request, response) => {
    const asked = await readAsked(request);
    part.asked.push(asked);
    write(response, await answer(asked));
    part.onAsked(asked);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const part: StandIn = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    onAsked: () => {},
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  onTestFinished(() => part.close());
  return part;
}

async function readAsked(request: IncomingMessage): Promise<Asked> {
  const url = new URL(request.url ?? '', 'http://127.0.0.1');
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return {
    method: request.method ?? '',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: request.headers,
    body: body === '' ? null : JSON.parse(body),
  };
}

function write(response: ServerResponse, reply: Reply): void {
  const { status = 200, headers = {} } = 'status' in reply ? reply : {};
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(reply.body ?? {}));
}

interface Signing {
  secret?: string;
  /** When it says that it was signed, ms since 1970 UTC. */
  at?: number;
}

export function zendeskDelivery(event: unknown, { secret = SIGNING, at = HELPDESK_NOW }: Signing = {}): Delivery {
  const body = Buffer.from(JSON.stringify(event));
  const stamp = new Date(at).toISOString().replace('.000Z', 'Z');
  const signature = createHmac('sha256', secret).update(stamp).update(body).digest('base64');
  return { body, secret: null, headers: { 'x-zendesk-webhook-signature': signature, 'x-zendesk-webhook-signature-timestamp': stamp } };
}

export function chatwootDelivery(event: unknown, { secret = SIGNING, at = HELPDESK_NOW }: Signing = {}): Delivery {
  const body = Buffer.from(JSON.stringify(event));
  const stamp = String(Math.floor(at / 1000));
  const signature = createHmac('sha256', secret).update(`${stamp}.`).update(body).digest('hex');
  return { body, secret: null, headers: { 'x-chatwoot-signature': `sha256=${signature}`, 'x-chatwoot-timestamp': stamp } };
}

const SECRETS = { token: { env: 'EARSHOT_TEST_TOKEN' }, webhookSecret: { env: 'EARSHOT_TEST_SIGNING' } };

/** Where the secrets of these tests are, as the options say it. */
export function givenSecrets(): typeof SECRETS {
  process.env.EARSHOT_TEST_TOKEN = TOKEN;
  process.env.EARSHOT_TEST_SIGNING = SIGNING;
  return SECRETS;
}

export const zendeskOptions = (url: string, more: object = {}): ZendeskOptions =>
  ZendeskOptions.parse({ url, email: 'ops@desk.example', ...givenSecrets(), ...more });
export const chatwootOptions = (url: string, more: object = {}): ChatwootOptions =>
  ChatwootOptions.parse({ url, account: 2, inbox: 5, ...givenSecrets(), ...more });

export const zendeskDesk = (context: SourceContext, url: string, more?: object): Helpdesk =>
  zendesk.helpdesk!(context, zendeskOptions(url, more));
export const chatwootDesk = (context: SourceContext, url: string, more?: object): Helpdesk =>
  chatwoot.helpdesk!(context, chatwootOptions(url, more));

/** What the fold would hold of a conversation: all that was taken in. */
export const heldOf =
  ({ context, submitted }: Recording) =>
  (ticket: string): string[] =>
    submitted.flatMap((one) => (one.kind === 'mention' && one.mention.id.startsWith(`${context.id}:${ticket}/`) ? [one.mention.id] : []));
