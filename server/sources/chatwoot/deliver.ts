import { z } from 'zod';
import type { Line } from '../helpdesk/ask.ts';
import { Id } from '../helpdesk/read-list.ts';
import { bring, nothingBrought, Readings } from '../helpdesk/reading.ts';
import { tell } from '../helpdesk/secret.ts';
import { checkSigned, header, hmac, parsed, same } from '../helpdesk/sign.ts';
import { type Delivery, DeliveryRefused, type HelpdeskContext, HelpdeskTrouble } from '../source.ts';
import type { ChatwootOptions } from './options.ts';
import { readConversation } from './read.ts';

const Event = z.object({
  event: z.string(),
  account: z.object({ id: Id }).nullish(),
  conversation: z.object({ id: Id }).nullish(),
});

/** A deleted message is an updated one. */
const TOLD = new Set(['message_created', 'message_updated']);

/** A delivery says in which conversation something was said; that is then read, as with every helpdesk. */
export function delivering(context: HelpdeskContext, line: Line, options: ChatwootOptions): (delivery: Delivery) => Promise<void> {
  const brought = nothingBrought();
  const readings = new Readings(async (conversation) => {
    const thread = await readConversation(context, line, options, conversation);
    if (thread) await bring(context, thread, brought);
  });
  return async (delivery) => {
    await checkSender(context, options, delivery);
    const read = Event.safeParse(parsed(delivery));
    if (!read.success) throw new DeliveryRefused(400, `hook: ${read.error.issues[0]?.path.join('.') || 'shape'}`);
    const { event, account, conversation } = read.data;
    if (account && account.id !== String(options.account)) throw new DeliveryRefused(400, 'hook: from another account');
    if (!TOLD.has(event)) return;
    if (!conversation) throw new DeliveryRefused(400, 'hook: conversation');
    if (readings.full) throw new HelpdeskTrouble('too many conversations wait to be read', 0, 30_000);
    await readings.about(conversation.id);
  };
}

/** Signed where a secret for that is set; otherwise the address must have its own. */
async function checkSender(context: HelpdeskContext, { webhookSecret, addressSecret }: ChatwootOptions, delivery: Delivery): Promise<void> {
  if (webhookSecret) return checkSignature(await tell(webhookSecret), delivery, context.now());
  if (!addressSecret) throw new DeliveryRefused(401, 'hook: neither webhookSecret nor addressSecret is set for this source');
  const known = Buffer.from(await tell(addressSecret));
  if (!same(hmac('', '', Buffer.from(delivery.secret ?? '')), hmac('', '', known)))
    throw new DeliveryRefused(401, 'hook: wrong secret in its address');
}

/** `sha256=` and the HMAC-SHA256 in hex of the timestamp's text, a dot and the body. */
function checkSignature(secret: string, delivery: Delivery, now: number): void {
  const at = header(delivery, 'x-chatwoot-timestamp');
  const signature = header(delivery, 'x-chatwoot-signature');
  if (!at || !signature) throw new DeliveryRefused(401, 'hook: not signed');
  const given = Buffer.from(signature.replace(/^sha256=/, ''), 'hex');
  checkSigned(given, hmac(secret, `${at}.`, delivery.body), Number(at) * 1000, now);
}
