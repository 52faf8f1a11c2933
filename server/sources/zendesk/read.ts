import { z } from 'zod';
import { ask, type Line } from '../helpdesk/ask.ts';
import { Id, readList } from '../helpdesk/read-list.ts';
import { caseMarked, type Message, networkOf, type Thread } from '../helpdesk/thread.ts';
import { type HelpdeskContext, HelpdeskTrouble } from '../source.ts';
import { type Comment, CommentShape, messageOf, type User, UserShape } from './comment.ts';
import { addressOf, type ZendeskOptions } from './options.ts';

/** Comments of a page, and pages of a ticket that are read, newest first: it may have five thousand comments. */
const PAGE = 100;
export const PAGES_BOUND = 10;

const Ticket = z.object({
  ticket: z.object({
    id: Id,
    external_id: z.string().nullish(),
    requester_id: Id.nullish(),
    via: z.object({ channel: z.union([z.string(), z.number()]).nullish() }).nullish(),
  }),
});
type Ticket = z.infer<typeof Ticket>['ticket'];

const Page = z.object({
  comments: z.array(z.unknown()).max(PAGE),
  users: z
    .array(z.unknown())
    .max(10 * PAGE)
    .default([]),
  meta: z.object({ has_more: z.boolean().nullish(), after_cursor: z.string().max(1024).nullish() }).nullish(),
});

/** Channels that are named otherwise here. */
const NETWORKS: Record<string, string> = {
  twitter: 'x',
  twitter_dm: 'x',
  twitter_like: 'x',
  twitter_favorite: 'x',
  facebook_dm: 'facebook',
  facebook_post: 'facebook',
  facebook_message: 'facebook',
  facebook_messenger: 'facebook',
  messenger: 'facebook',
  instagram_dm: 'instagram',
  web_form: 'web',
  web_service: 'api',
  web_widget: 'web',
  mobile: 'web',
  mobile_sdk: 'web',
  help_center: 'web',
  native_messaging: 'web',
  chat: 'web',
  mail: 'email',
  voice: 'phone',
  voicemail: 'phone',
  phone_call_inbound: 'phone',
  phone_call_outbound: 'phone',
  google_business_messages: 'google',
  apple_business_chat: 'apple',
};

/** A ticket as it is now; null when it isn't there for us: deleted, or out of the token's sight, which is no reason to take anything back. */
export async function readTicket(context: HelpdeskContext, line: Line, options: ZendeskOptions, id: string): Promise<Thread | null> {
  try {
    const { ticket } = await ask(line, Ticket, { path: `/api/v2/tickets/${encodeURIComponent(id)}.json` });
    return threadOf(options, ticket, await readComments(context, line, ticket.id));
  } catch (error) {
    if (error instanceof HelpdeskTrouble && error.status === 404) return null;
    throw error;
  }
}

interface Read {
  /** Oldest first. */
  comments: Comment[];
  users: Map<string, User>;
}

async function readComments(context: HelpdeskContext, line: Line, ticket: string): Promise<Read> {
  const read: Read = { comments: [], users: new Map() };
  let after: string | undefined;
  for (let page = 0; page < PAGES_BOUND; page++) {
    const query = { sort: '-created_at', include: 'users', 'page[size]': String(PAGE), ...(after ? { 'page[after]': after } : {}) };
    const answer = await ask(line, Page, { path: `/api/v2/tickets/${encodeURIComponent(ticket)}/comments.json`, query });
    read.comments.push(...readList(answer.comments, CommentShape, 'comment', context));
    for (const user of readList(answer.users, UserShape, 'user', context)) read.users.set(user.id, user);
    after = answer.meta?.after_cursor ?? undefined;
    if (!answer.meta?.has_more || !after) break;
  }
  read.comments.sort((a, b) => a.created_at - b.created_at || Number(a.id) - Number(b.id));
  return read;
}

function threadOf(options: ZendeskOptions, ticket: Ticket, { comments, users }: Read): Thread {
  const messages = comments.flatMap((comment): Message[] =>
    comment.public ? [messageOf(comment, users.get(comment.author_id), ticket.requester_id ?? null)] : [],
  );
  return {
    ticket: ticket.id,
    network: networkOf(String(ticket.via?.channel ?? 'web'), NETWORKS, options.networks),
    watches: options.watches,
    url: `${addressOf(options)}/agent/tickets/${ticket.id}`,
    case: caseMarked(ticket.external_id),
    messages,
    gone: comments.flatMap((comment) => (comment.public ? [] : [comment.id])),
  };
}
