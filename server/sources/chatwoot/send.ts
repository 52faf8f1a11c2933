import { z } from 'zod';
import { ask, type Line } from '../helpdesk/ask.ts';
import { Id } from '../helpdesk/read-list.ts';
import { caseMark } from '../helpdesk/thread.ts';
import { HelpdeskTrouble, type Parcel, type Sent } from '../source.ts';
import { type ChatwootOptions, pageOf, pathIn } from './options.ts';
import { CASE_ATTRIBUTE } from './read.ts';

const Contacts = z.object({ payload: z.array(z.object({ id: Id, identifier: z.string().nullish() })).max(1000) });
const MadeContact = z.object({ payload: z.object({ contact: z.object({ id: Id }) }) });
const Conversations = z.object({
  payload: z.array(z.object({ id: Id, custom_attributes: z.record(z.string(), z.unknown()).nullish() })).max(1000),
});
const Made = z.object({ id: Id });
const Messages = z.object({ payload: z.array(z.object({ content: z.string().nullish() })).max(1000) });

/** Makes a conversation for the case, or finds the one that was made, and sees to it that the words are in it. */
export async function sendTo(line: Line, options: ChatwootOptions, parcel: Parcel): Promise<Sent> {
  if (options.inbox === undefined) throw new HelpdeskTrouble(`source ${line.source} has no inbox that cases can be sent to`, 0);
  const mark = caseMark(parcel.case);
  const contact = await contactOf(line, options, options.inbox, parcel);
  const ticket = (await foundOf(line, options, contact, mark)) ?? (await make(line, options, options.inbox, contact, mark));
  await tellIn(line, options, ticket, parcel, mark);
  return { ticket, url: pageOf(options, ticket) };
}

const identifierOf = ({ customer }: Parcel): string => `earshot-${customer.network}-${customer.id}`.slice(0, 255);

/** Chatwoot keeps identifiers unique: the contact is looked for first. */
async function contactOf(line: Line, options: ChatwootOptions, inbox: number, parcel: Parcel): Promise<string> {
  const identifier = identifierOf(parcel);
  const found = await ask(line, Contacts, { path: pathIn(options, 'contacts/search'), query: { q: identifier } });
  const known = found.payload.find((one) => one.identifier === identifier);
  if (known) return known.id;
  const body = { inbox_id: inbox, name: parcel.customer.name, identifier };
  const made = await ask(line, MadeContact, { method: 'POST', path: pathIn(options, 'contacts'), body });
  return made.payload.contact.id;
}

async function foundOf(line: Line, options: ChatwootOptions, contact: string, mark: string): Promise<string | undefined> {
  const answer = await ask(line, Conversations, { path: pathIn(options, `contacts/${encodeURIComponent(contact)}/conversations`) });
  return answer.payload.find((one) => one.custom_attributes?.[CASE_ATTRIBUTE] === mark)?.id;
}

async function make(line: Line, options: ChatwootOptions, inbox: number, contact: string, mark: string): Promise<string> {
  const body = { inbox_id: inbox, contact_id: Number(contact), source_id: mark, custom_attributes: { [CASE_ATTRIBUTE]: mark } };
  return (await ask(line, Made, { method: 'POST', path: pathIn(options, 'conversations'), body })).id;
}

/** As a private note: it is what was said elsewhere, not an answer of ours. Its last line tells it from other notes. */
async function tellIn(
  line: Line,
  options: ChatwootOptions,
  ticket: string,
  { subject, conversation }: Parcel,
  mark: string,
): Promise<void> {
  const path = pathIn(options, `conversations/${encodeURIComponent(ticket)}/messages`);
  const { payload } = await ask(line, Messages, { path });
  if (payload.some(({ content }) => content?.endsWith(mark))) return;
  const body = { content: `${subject}\n\n${conversation}\n\n${mark}`, message_type: 'outgoing', private: true };
  await ask(line, z.unknown(), { method: 'POST', path, body });
}
