import { z } from 'zod';
import { decoded } from '../../files/entities.ts';
import { Id } from '../helpdesk/read-list.ts';
import type { Message } from '../helpdesk/thread.ts';

const Time = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

export const CommentShape = z.object({
  id: Id,
  type: z.string().nullish(),
  author_id: Id,
  public: z.boolean(),
  body: z.string().nullish(),
  plain_body: z.string().nullish(),
  created_at: Time,
  attachments: z.array(z.unknown()).nullish(),
  via: z
    .object({
      channel: z.union([z.string(), z.number()]).nullish(),
      source: z
        .object({
          rel: z.string().nullish(),
          from: z.object({ username: z.string().nullish(), name: z.string().nullish() }).nullish(),
        })
        .nullish(),
    })
    .nullish(),
});
export type Comment = z.infer<typeof CommentShape>;

export const UserShape = z.object({ id: Id, name: z.string().nullish(), role: z.string().nullish() });
export type User = z.infer<typeof UserShape>;

/** Channels and relations of what triggers, automations and the system itself write. */
const RULES = new Set(['rule', 'system', 'automatic_solution_suggestions', 'answer_bot']);
const RULE_RELS = new Set(['trigger', 'automation', 'answer_bot_for_agents']);
/** The author of what the system writes. */
const SYSTEM = '-1';

/** The requester is the customer, also where they are staff elsewhere; so is everybody who is no staff. */
export function messageOf(comment: Comment, user: User | undefined, requester: string | null): Message {
  const automatic = isAutomatic(comment);
  const staff = automatic || user?.role === 'agent' || user?.role === 'admin';
  const ours = staff && (automatic || comment.author_id !== requester);
  const from = ours ? undefined : comment.via?.source?.from;
  const name = user?.name ?? from?.name ?? (automatic ? 'automatic' : '');
  return {
    id: comment.id,
    side: ours ? 'us' : 'customer',
    author: { id: comment.author_id, handle: from?.username ?? name, name },
    automatic,
    text: decoded(comment.plain_body || comment.body || '').trim(),
    postedAt: comment.created_at,
    media: comment.attachments?.length ?? 0,
  };
}

function isAutomatic({ author_id, via }: Comment): boolean {
  return author_id === SYSTEM || RULES.has(String(via?.channel)) || RULE_RELS.has(String(via?.source?.rel));
}
