import { isIP } from 'node:net';
import { createTransport } from 'nodemailer';
import type { Outgoing } from '../notifier.ts';
import type { Relay } from './address.ts';
import type { Mail } from './mail.ts';

export type Encryption = 'required' | 'if-offered' | 'none';

/** Addresses of a host that are tried, one after the other, while none can be connected to. */
const ADDRESSES_BOUND = 3;
/** In ms. */
const CONNECT_WITHIN = 5_000;
const ANSWER_WITHIN = 8_000;

export interface Envelope {
  from: string;
  to: readonly string[];
}

/** Hands the mail to the relay, at an address of it that was found allowed. Throws what the relay or the guard says. */
export async function hand(mail: Mail, envelope: Envelope, relay: Relay, encryption: Encryption, outgoing: Outgoing): Promise<void> {
  const addresses = (await outgoing.allowed(withPort(relay))).slice(0, ADDRESSES_BOUND);
  for (const [i, address] of addresses.entries()) {
    try {
      await handAt(address, mail, envelope, relay, encryption, outgoing.signal);
      return;
    } catch (error) {
      if (i === addresses.length - 1 || !isUnconnected(error)) throw error;
    }
  }
  throw new Error('the host of the mail server has no address');
}

const withPort = ({ host, port }: Relay): string => (isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`);

/** Nothing was said yet: another address of the same host may do. */
const isUnconnected = (error: unknown): boolean => error instanceof Error && 'command' in error && error.command === 'CONN';

async function handAt(
  address: string,
  mail: Mail,
  envelope: Envelope,
  relay: Relay,
  encryption: Encryption,
  signal: AbortSignal,
): Promise<void> {
  const transport = createTransport({
    host: address,
    port: relay.port,
    secure: relay.secure,
    ...(relay.auth ? { auth: relay.auth } : {}),
    requireTLS: !relay.secure && encryption === 'required',
    ignoreTLS: encryption === 'none',
    // The certificate is for the name, whatever address was connected to.
    tls: isIP(relay.host) ? {} : { servername: relay.host },
    connectionTimeout: CONNECT_WITHIN,
    greetingTimeout: CONNECT_WITHIN,
    socketTimeout: ANSWER_WITHIN,
    // Nothing of a message may make it read a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({ ...messageOf(mail, envelope), signal });
  } finally {
    transport.close();
  }
}

function messageOf({ messageId, root, subject, text, html, curve }: Mail, { from, to }: Envelope) {
  return {
    from,
    to: [...to],
    subject,
    text,
    html,
    messageId,
    ...(root === null ? {} : { inReplyTo: root, references: root }),
    // Holiday replies and the like stay away (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    attachments: curve
      ? [{ filename: 'curve.png', content: curve.content, cid: curve.cid, contentType: 'image/png', contentDisposition: 'inline' as const }]
      : [],
  };
}
