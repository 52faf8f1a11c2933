import { ID_BOUND, type Mention } from '../../../shared/mention.ts';
import { bound, plain } from '../../../shared/text.ts';
import type { HelpdeskContext, Incoming } from '../source.ts';

/** A public message of a conversation. */
export interface Message {
  /** The helpdesk's own. */
  id: string;
  side: 'customer' | 'us';
  author: { id: string; handle: string; name: string };
  /** By a bot or a rule. */
  automatic: boolean;
  text: string;
  /** ms since 1970 UTC. */
  postedAt: number;
  media: number;
}

/** A conversation that a helpdesk holds, as it is now. */
export interface Thread {
  /** The helpdesk's number of it. */
  ticket: string;
  network: string;
  /** Ids of the watches that all of the helpdesk belongs to. */
  watches: readonly string[];
  /** Where staff open it. */
  url: string;
  /** The case that was sent there, if it was made by us. */
  case: string | null;
  /** Oldest first. */
  messages: Message[];
  /** Messages that were public and are not any more, or were taken back. */
  gone: string[];
}

/** The helpdesk's clock may be ahead of ours by this much; what is further ahead was posted when it came. In ms. */
const CLOCKS_DIFFER_MS = 5 * 60_000;
/** Marks a ticket as made from a case. */
const CASE = /^earshot-case-(\d{1,31})$/;

export const caseMark = (number: string): string => `earshot-case-${number}`;
export const caseMarked = (mark: string | null | undefined): string | null => CASE.exec(mark ?? '')?.[1] ?? null;

export const mentionId = (source: string, ticket: string, message: string): string =>
  `${source}:${ticket}/${message}`.slice(0, ID_BOUND).toWellFormed();

const line = (text: string, units: number): string => bound(plain(text).replaceAll('\n', ' ').trim(), units);

/** What the conversation brings that is not known to be durable, and what is to be taken back. */
export function incomingOf(context: HelpdeskContext, thread: Thread, isDurable: (mention: string) => boolean): Incoming[] {
  const id = (message: string) => mentionId(context.id, thread.ticket, message);
  const fresh = thread.messages.flatMap((message, place) => (isDurable(id(message.id)) ? [] : [mentionOf(context, thread, place)]));
  const gone = thread.gone.map(id).filter((mention) => isDurable(mention) || context.holds(mention));
  return [
    ...fresh.map((mention): Incoming => ({ kind: 'mention', mention })),
    ...gone.map((mention): Incoming => ({ kind: 'retraction', mention })),
  ];
}

function mentionOf(context: HelpdeskContext, thread: Thread, place: number): Mention {
  const message = thread.messages[place]!;
  const now = context.now();
  const from = thread.case === null ? null : (context.postOf?.(thread.case, message.postedAt) ?? null);
  const answered = thread.messages.slice(0, place).findLast(({ side }) => side !== message.side);
  const whole = (one: Message) => mentionId(context.id, thread.ticket, one.id);
  const parent = answered ? whole(answered) : from?.id;
  const root = from?.id ?? (place === 0 ? undefined : whole(thread.messages[0]!));
  return {
    id: whole(message),
    source: context.id,
    network: from?.network ?? thread.network,
    // Who asked for the ticket is the case's customer, by whatever name the helpdesk knows them.
    author: from && message.side === 'customer' ? from.customer : authorOf(context.id, message),
    text: bound(plain(message.text)),
    postedAt: message.postedAt > now + CLOCKS_DIFFER_MS ? now : message.postedAt,
    receivedAt: now,
    ...(parent === undefined ? {} : { inReplyTo: parent }),
    ...(root === undefined ? {} : { root }),
    ...(message.media > 0 ? { media: Math.min(message.media, 1000) } : {}),
    desk: deskOf(message, thread),
  };
}

/** A helpdesk's ids are its own: on the network that the message came through, somebody else may have the same one. */
function authorOf(source: string, { author }: Message): Mention['author'] {
  const name = line(author.name, 256);
  return {
    id: `${source}:${author.id}`.slice(0, ID_BOUND).toWellFormed(),
    handle: line(author.handle.replace(/^@/, ''), 256) || name,
    name,
  };
}

function deskOf(message: Message, { ticket, url, watches }: Thread): NonNullable<Mention['desk']> {
  const ours = message.side === 'us' && !message.automatic;
  return {
    side: message.side,
    ...(ours && message.author.name ? { agent: line(message.author.name, 256) } : {}),
    ...(message.automatic ? { automatic: true } : {}),
    ticket: ticket.slice(0, 128),
    url,
    ...(watches.length > 0 ? { watches: [...watches] } : {}),
  };
}

/** A name of a network that a helpdesk's channel goes by: small letters, digits and `-`. */
export function networkOf(channel: string, known: Readonly<Record<string, string>>, wished: Readonly<Record<string, string>> = {}): string {
  const name = wished[channel] ?? known[channel] ?? channel;
  const folded = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return folded.slice(0, 32).replace(/^-+|-+$/g, '') || 'helpdesk';
}
