import { createECDH } from 'node:crypto';
import type { Journal } from '../journal/journal.ts';

export type Keys = Pick<Journal, 'getKey' | 'setKey'>;

/** A pair of keys on P-256 in base64url, as RFC 8292 (VAPID) has them: the point uncompressed, and the number. */
export interface VapidKeys {
  publicKey: string;
  privateKey: string;
}

const KEY = 'notify:vapid';

/** Made once for the installation: browsers bind what they were subscribed with to it. */
export async function vapidKeys(keys: Keys): Promise<VapidKeys> {
  const known = read(await keys.getKey(KEY));
  if (known) return known;
  const made = make();
  await keys.setKey(KEY, JSON.stringify(made));
  // Two nodes that start at once both make some: what was written last is what counts.
  return read(await keys.getKey(KEY)) ?? made;
}

function make(): VapidKeys {
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  const privateKey = Buffer.concat([Buffer.alloc(32), pair.getPrivateKey()]).subarray(-32);
  return { publicKey: pair.getPublicKey('base64url'), privateKey: privateKey.toString('base64url') };
}

function read(text: string | null): VapidKeys | null {
  if (text === null) return null;
  const { publicKey, privateKey }: Partial<Record<string, unknown>> = JSON.parse(text);
  return typeof publicKey === 'string' && typeof privateKey === 'string' ? { publicKey, privateKey } : null;
}
