import { z } from 'zod';
import type { Line } from '../helpdesk/ask.ts';
import { Id } from '../helpdesk/read-list.ts';
import { bring, forget, nothingBrought, Readings, takeBack } from '../helpdesk/reading.ts';
import { tell } from '../helpdesk/secret.ts';
import { checkSigned, header, hmac, parsed } from '../helpdesk/sign.ts';
import { type Delivery, DeliveryRefused, type HelpdeskContext, HelpdeskTrouble } from '../source.ts';
import type { ZendeskOptions } from './options.ts';
import { readTicket } from './read.ts';

const Event = z.object({
  type: z.string(),
  detail: z.object({ id: Id }),
  event: z.object({ comment: z.object({ id: Id }).nullish() }).nullish(),
});

/** Events after which a ticket has other public comments than before. */
const TOLD = /^zen:event-type:ticket\.(created|comment_added|comment_made_private|comment_redacted|undeleted|merged)$/;
const DELETED = /^zen:event-type:ticket\.(soft_deleted|permanently_deleted)$/;
const REDACTED = 'zen:event-type:ticket.comment_redacted';

/**
 * A delivery says which ticket changed; the ticket is then read. So deliveries may come twice and in any order, and what is
 * taken in is what Zendesk holds, whatever the delivery says.
 */
export function delivering(context: HelpdeskContext, line: Line, options: ZendeskOptions): (delivery: Delivery) => Promise<void> {
  const brought = nothingBrought();
  const readings = new Readings(async (ticket) => {
    const thread = await readTicket(context, line, options, ticket);
    if (thread) await bring(context, thread, brought);
  });
  return async (delivery) => {
    await checkSignature(context, options, delivery);
    const read = Event.safeParse(parsed(delivery));
    if (!read.success) throw new DeliveryRefused(400, `hook: ${read.error.issues[0]?.path.join('.') || 'shape'}`);
    const { type, detail, event } = read.data;
    if (DELETED.test(type)) await forget(context, detail.id);
    if (!TOLD.test(type)) return;
    if (readings.full) throw new HelpdeskTrouble('too many tickets wait to be read', 0, 30_000);
    await readings.about(detail.id);
    if (type === REDACTED && event?.comment) await takeBack(context, detail.id, [event.comment.id]);
  };
}

/** Base64 of the HMAC-SHA256 of the timestamp's text and the body, one right after the other. */
async function checkSignature(context: HelpdeskContext, { webhookSecret }: ZendeskOptions, delivery: Delivery): Promise<void> {
  if (!webhookSecret) throw new DeliveryRefused(401, 'hook: no webhookSecret is set for this source');
  const at = header(delivery, 'x-zendesk-webhook-signature-timestamp');
  const signature = header(delivery, 'x-zendesk-webhook-signature');
  if (!at || !signature) throw new DeliveryRefused(401, 'hook: not signed');
  const expected = hmac(await tell(webhookSecret), at, delivery.body);
  checkSigned(Buffer.from(signature, 'base64'), expected, timeOf(at), context.now());
}

const timeOf = (text: string): number => (/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text));
