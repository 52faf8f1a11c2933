import { createCipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';
import type { PushSubscription } from '../notifier.ts';

/** Bytes of the padded message in its one record; services take at least 4,096 in all. */
const RECORD = 4096;
const KEY = { public: 65, auth: 16 };

/** A pair of keys of ours, and salt: new ones for every message, given only by tests. */
export interface Fresh {
  privateKey: Buffer;
  salt: Buffer;
}

/**
 * A message for one subscription by RFC 8291 (aes128gcm of RFC 8188, one record). Throws when the keys of the subscription are none; the
 * message is at most about 4,000 bytes.
 */
export function encrypt(message: string, { keys }: PushSubscription, fresh: Fresh = make()): Buffer {
  const theirs = bytesOf(keys.p256dh, KEY.public);
  const auth = bytesOf(keys.auth, KEY.auth);
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(fresh.privateKey);
  const ours = pair.getPublicKey();
  const shared = derive(pair.computeSecret(theirs), auth, Buffer.concat([Buffer.from('WebPush: info\0'), theirs, ours]), 32);
  const key = derive(shared, fresh.salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = derive(shared, fresh.salt, Buffer.from('Content-Encoding: nonce\0'), 12);
  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  // The 2 says that this record is the last; nothing is padded.
  const sealed = Buffer.concat([cipher.update(message), cipher.update(Buffer.of(2)), cipher.final(), cipher.getAuthTag()]);
  return Buffer.concat([header(fresh.salt, ours), sealed]);
}

const derive = (secret: Buffer, salt: Buffer, info: Buffer, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, info, length));

function make(): Fresh {
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  return { privateKey: pair.getPrivateKey(), salt: randomBytes(16) };
}

function header(salt: Buffer, ours: Buffer): Buffer {
  const size = Buffer.alloc(5);
  size.writeUInt32BE(RECORD, 0);
  size.writeUInt8(ours.length, 4);
  return Buffer.concat([salt, size, ours]);
}

function bytesOf(text: string, length: number): Buffer {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length !== length) throw new Error('the keys of the subscription are none');
  return bytes;
}
