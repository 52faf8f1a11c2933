import { z } from 'zod';
import { Id } from '../helpdesk/read-list.ts';
import type { Message } from '../helpdesk/thread.ts';

const SECOND = 1000;

/** Seconds in answers, ISO 8601 in some versions. */
const Time = z.union([
  z.number().transform((seconds) => Math.round(seconds * SECOND)),
  z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
]);

const Extra = z.record(z.string(), z.unknown()).nullish();

export const ContactShape = z.object({
  id: Id,
  name: z.string().nullish(),
  type: z.string().nullish(),
  additional_attributes: Extra,
});
export type Contact = z.infer<typeof ContactShape>;

const TYPES = ['incoming', 'outgoing', 'activity', 'template'] as const;
const Type = z.union([
  z.enum(TYPES),
  z
    .int()
    .min(0)
    .max(TYPES.length - 1)
    .transform((place) => TYPES[place]!),
]);

export const MessageShape = z.object({
  id: Id,
  content: z.string().nullish(),
  message_type: Type,
  private: z.boolean().nullish(),
  created_at: Time,
  content_attributes: Extra,
  additional_attributes: Extra,
  sender: ContactShape.nullish(),
  attachments: z.array(z.unknown()).nullish(),
});
export type ChatwootMessage = z.infer<typeof MessageShape>;

export const isPublic = ({ private: internal, message_type }: ChatwootMessage): boolean => !internal && message_type !== 'activity';
export const isDeleted = ({ content_attributes }: ChatwootMessage): boolean => content_attributes?.deleted === true;

export function messageOf(message: ChatwootMessage, contact: Contact | null): Message {
  const ours = message.message_type !== 'incoming';
  const author = message.sender ?? (ours ? null : contact);
  const automatic = ours && isAutomatic(message);
  const name = author?.name ?? (automatic ? 'automatic' : ours ? 'us' : '');
  return {
    id: message.id,
    side: ours ? 'us' : 'customer',
    author: {
      id: author ? `${author.type ?? (ours ? 'user' : 'contact')}-${author.id}` : 'nobody',
      handle: handleOf(author) ?? name,
      name,
    },
    automatic,
    text: (message.content ?? '').trim(),
    postedAt: message.created_at,
    media: message.attachments?.length ?? 0,
  };
}

const HANDLES = ['screen_name', 'username', 'social_telegram_user_name'];

/** The name on the network that the contact came from. */
function handleOf(contact: Contact | null): string | undefined {
  const extra = contact?.additional_attributes ?? {};
  const found = HANDLES.map((key) => extra[key]).find((value) => typeof value === 'string' && value !== '');
  return typeof found === 'string' ? found : undefined;
}

/**
 * Bots, greetings and the like, rules and campaigns. What nobody signed is automatic too, unless it was written in the
 * network's own app, of which Chatwoot only hears.
 */
function isAutomatic({ message_type, sender, content_attributes, additional_attributes }: ChatwootMessage): boolean {
  if (message_type === 'template' || additional_attributes?.campaign_id || content_attributes?.automation_rule_id) return true;
  if (sender) return sender.type === 'agent_bot' || sender.type === 'captain_assistant';
  return content_attributes?.external_echo !== true;
}
