import { z } from 'zod';
import { ask, type Line } from '../helpdesk/ask.ts';
import { Id, readList } from '../helpdesk/read-list.ts';
import { caseMarked, networkOf, type Thread } from '../helpdesk/thread.ts';
import { type HelpdeskContext, HelpdeskTrouble } from '../source.ts';
import { type ChatwootMessage, ContactShape, isDeleted, isPublic, MessageShape, messageOf } from './message.ts';
import { type ChatwootOptions, pageOf, pathIn } from './options.ts';

/** Messages of a page, as Chatwoot has it, and pages of a conversation that are read, newest first. */
const PAGE = 20;
export const PAGES_BOUND = 50;

export const ConversationShape = z.object({
  id: Id,
  last_activity_at: z.number().nullish(),
  channel: z.string().nullish(),
  custom_attributes: z.record(z.string(), z.unknown()).nullish(),
  meta: z.object({ channel: z.string().nullish(), sender: ContactShape.nullish().catch(null) }).nullish(),
});
export type Conversation = z.infer<typeof ConversationShape>;

const Page = z.object({ payload: z.array(z.unknown()).max(1000) });

/** The conversation's own attribute that names the case it was made from. */
export const CASE_ATTRIBUTE = 'earshot_case';

const NETWORKS: Record<string, string> = {
  'Channel::TwitterProfile': 'x',
  'Channel::FacebookPage': 'facebook',
  'Channel::Instagram': 'instagram',
  'Channel::Whatsapp': 'whatsapp',
  'Channel::Telegram': 'telegram',
  'Channel::Line': 'line',
  'Channel::Tiktok': 'tiktok',
  'Channel::Sms': 'sms',
  'Channel::TwilioSms': 'sms',
  'Channel::Email': 'email',
  'Channel::WebWidget': 'web',
  'Channel::Api': 'api',
};

/** The conversation with this number as it is now; null when it isn't there for us. */
export async function readConversation(context: HelpdeskContext, line: Line, options: ChatwootOptions, id: string): Promise<Thread | null> {
  try {
    const path = pathIn(options, `conversations/${encodeURIComponent(id)}`);
    return await readThread(context, line, options, await ask(line, ConversationShape, { path }));
  } catch (error) {
    if (error instanceof HelpdeskTrouble && error.status === 404) return null;
    throw error;
  }
}

/** All messages of a conversation whose description is known. */
export async function readThread(context: HelpdeskContext, line: Line, options: ChatwootOptions, one: Conversation): Promise<Thread> {
  const all = await readMessages(context, line, options, one.id);
  const contact = one.meta?.sender ?? null;
  const channel = one.meta?.channel ?? one.channel ?? 'chatwoot';
  const mark = one.custom_attributes?.[CASE_ATTRIBUTE];
  return {
    ticket: one.id,
    network: networkOf(channel, NETWORKS, options.networks),
    watches: options.watches,
    url: pageOf(options, one.id),
    case: typeof mark === 'string' ? caseMarked(mark) : null,
    messages: all.filter((message) => isPublic(message) && !isDeleted(message)).map((message) => messageOf(message, contact)),
    gone: all.filter((message) => !isPublic(message) || isDeleted(message)).map(({ id }) => id),
  };
}

async function readMessages(context: HelpdeskContext, line: Line, options: ChatwootOptions, id: string): Promise<ChatwootMessage[]> {
  const path = pathIn(options, `conversations/${encodeURIComponent(id)}/messages`);
  const messages = new Map<string, ChatwootMessage>();
  let before: string | undefined;
  for (let page = 0; page < PAGES_BOUND; page++) {
    const { payload } = await ask(line, Page, { path, query: before ? { before } : {} });
    const read = readList(payload, MessageShape, 'message', context);
    for (const message of read) messages.set(message.id, message);
    const oldest = read.map((message) => Number(message.id)).sort((a, b) => a - b)[0];
    if (payload.length < PAGE || oldest === undefined || String(oldest) === before) break;
    before = String(oldest);
  }
  return [...messages.values()].sort((a, b) => a.created_at - b.created_at || Number(a.id) - Number(b.id));
}
