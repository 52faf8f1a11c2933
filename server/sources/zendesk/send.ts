import { z } from 'zod';
import { ask, type Line } from '../helpdesk/ask.ts';
import { Id } from '../helpdesk/read-list.ts';
import { caseMark } from '../helpdesk/thread.ts';
import type { Parcel, Sent } from '../source.ts';
import { addressOf, type ZendeskOptions } from './options.ts';

const Found = z.object({ tickets: z.array(z.object({ id: Id })) });
const Made = z.object({ ticket: z.object({ id: Id }) });
const Person = z.object({ user: z.object({ id: Id }) });

/** Makes a ticket for the case, or finds the one that was made. */
export async function sendTo(line: Line, options: ZendeskOptions, parcel: Parcel): Promise<Sent> {
  const mark = caseMark(parcel.case);
  const { tickets } = await ask(line, Found, { path: '/api/v2/tickets.json', query: { external_id: mark } });
  const ticket = tickets[0]?.id ?? (await make(line, parcel, mark));
  return { ticket, url: `${addressOf(options)}/agent/tickets/${ticket}` };
}

/**
 * The conversation goes in as an internal note: it is what was said elsewhere, not an answer of ours, and must not be mailed to
 * anybody. Zendesk answers a repeated Idempotency-Key with the first ticket, should two be sent at the same time.
 */
async function make(line: Line, parcel: Parcel, mark: string): Promise<string> {
  const requester = Number(await requesterOf(line, parcel));
  const body = {
    ticket: {
      subject: parcel.subject,
      comment: { body: parcel.conversation, public: false },
      requester_id: requester,
      external_id: mark,
      tags: ['earshot'],
    },
  };
  const headers = { 'idempotency-key': mark };
  const { ticket } = await ask(line, Made, { method: 'POST', path: '/api/v2/tickets.json', body, headers });
  return ticket.id;
}

async function requesterOf(line: Line, { customer }: Parcel): Promise<string> {
  const user = {
    name: customer.name,
    external_id: `earshot-${customer.network}-${customer.id}`.slice(0, 255),
    role: 'end-user',
    skip_verify_email: true,
  };
  const answer = await ask(line, Person, { method: 'POST', path: '/api/v2/users/create_or_update.json', body: { user } });
  return answer.user.id;
}
