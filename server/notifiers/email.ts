import { z } from 'zod';
import { relayOf } from './email/address.ts';
import { mailOf } from './email/mail.ts';
import { outcomeOf } from './email/outcome.ts';
import { hand } from './email/smtp.ts';
import { OutgoingError } from './guard/error.ts';
import type { Notifier, Outgoing, Sending } from './notifier.ts';
import { reveal, Secret } from './secret.ts';

/** Addresses of one channel. */
const TO_BOUND = 50;
const Address = z.email({ error: 'not an address of e-mail' }).max(254);

const Options = z
  .strictObject({
    url: Secret.describe(
      'Where the address of the mail server stands: smtp://user:password@mail.example:587 (STARTTLS), or smtps://... on port 465.',
    ),
    from: Address.describe('Address that mails come from.'),
    to: z.array(Address).max(TO_BOUND).default([]).describe('Addresses that are told when a route names no person.'),
    encryption: z
      .enum(['required', 'if-offered', 'none'])
      .default('required')
      .describe(
        'With smtp://. required: no mail without STARTTLS. if-offered: in plain text where the server has no TLS. none: always in plain text.',
      ),
  })
  .describe('E-mail, with the curve of the incident.');
type Options = z.infer<typeof Options>;

export const email: Notifier<Options> = {
  kind: 'email',
  personal: true,
  // Its id stays the same, but not every program drops the second.
  dedups: false,
  options: Options,
  async send(options, sending, outgoing) {
    const relay = relayOf(reveal(options.url));
    if (relay === null) return { outcome: 'dead', error: 'the mail server wants an address such as smtp://user:password@mail.example:587' };
    const to = recipients(options, sending, outgoing);
    if (to.length === 0) return { outcome: 'dead', error: nobody(sending) };
    const mail = mailOf(sending, options.from);
    try {
      await hand(mail, { from: options.from, to }, relay, options.encryption, outgoing);
    } catch (error) {
      if (error instanceof OutgoingError) throw error;
      return outcomeOf(error);
    }
    return { outcome: 'sent', reference: sending.reference ?? mail.subject };
  },
};

/** The person where there is one, and nobody in their place: others were not meant. */
function recipients({ to }: Options, { person }: Sending, outgoing: Outgoing): string[] {
  if (!person) return to;
  const contact = outgoing.contact(person.id, 'email');
  return contact === null ? [] : [contact];
}

const nobody = ({ person }: Sending): string =>
  person ? `no e-mail address of ${person.name} is known` : 'nobody is named: say in the route who is told, or give the channel addresses';
