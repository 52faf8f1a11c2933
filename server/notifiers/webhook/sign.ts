import { createHmac } from 'node:crypto';

/** Bytes that Standard Webhooks wants of a secret. */
const KEY_BYTES = { least: 24, most: 64 };
const PREFIX = 'whsec_';

/**
 * Headers of https://www.standardwebhooks.com: HMAC-SHA256 over `id.timestamp.body`, one signature for each secret, so that a receiver
 * that still has the old one takes it too. Throws, without the secret, when one is none.
 */
export function signedHeaders(secrets: readonly string[], id: string, now: number, body: string): Record<string, string> {
  const timestamp = String(Math.floor(now / 1000));
  const signatures = secrets.map(
    (secret) => `v1,${createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64')}`,
  );
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

function keyOf(secret: string): Buffer {
  const text = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret;
  const key = Buffer.from(text, 'base64');
  const known = /^[A-Za-z0-9+/]+={0,2}$/.test(text) && key.length >= KEY_BYTES.least && key.length <= KEY_BYTES.most;
  if (!known) throw new Error(`a secret of a webhook is whsec_ and ${KEY_BYTES.least} to ${KEY_BYTES.most} random bytes in base64`);
  return key;
}
