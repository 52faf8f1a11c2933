/** Where mail goes out, as an address of SMTP says it. */
export interface Relay {
  host: string;
  port: number;
  /** TLS from the first byte on; otherwise STARTTLS. */
  secure: boolean;
  auth: { user: string; pass: string } | null;
}

const PORTS = { 'smtp:': 587, 'smtps:': 465 };

/** Reads `smtp://user:password@host:587` or `smtps://...`; null: it is none. */
export function relayOf(text: string): Relay | null {
  const url = URL.parse(text);
  if (!url || (url.protocol !== 'smtp:' && url.protocol !== 'smtps:') || url.hostname === '') return null;
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? PORTS[url.protocol] : Number(url.port),
    secure: url.protocol === 'smtps:',
    auth: url.username === '' ? null : { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
  };
}
