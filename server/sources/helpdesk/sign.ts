import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Delivery, DeliveryRefused } from '../source.ts';

/** A delivery that was signed longer ago than this, or so far ahead, is not believed: it may be an old one, played again. In ms. */
export const SIGNED_WITHIN_MS = 5 * 60_000;

/** The header's only value. */
export function header({ headers }: Delivery, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}

export const hmac = (secret: string, prefix: string, body: Buffer): Buffer =>
  createHmac('sha256', secret).update(prefix).update(body).digest();

/** Compares in a time that tells nothing of where they differ. */
export function same(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

/** Throws unless `signature` is the expected one and `at` (ms since 1970 UTC) is near to `now`. */
export function checkSigned(signature: Buffer, expected: Buffer, at: number, now: number): void {
  if (!same(signature, expected)) throw new DeliveryRefused(401, 'hook: wrong signature');
  if (!(Math.abs(now - at) <= SIGNED_WITHIN_MS)) throw new DeliveryRefused(401, 'hook: signed too long ago, or clocks differ');
}

/** The body as JSON. Throws when it is none. */
export function parsed({ body }: Delivery): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new DeliveryRefused(400, 'hook: not JSON');
  }
}
