import { z } from 'zod';

export const SLUG = /^[\p{Ll}\p{Lo}\p{N}][\p{Ll}\p{Lo}\p{M}\p{N}-]{0,63}$/u;
const ASCII_SLUG = /^[a-z0-9][a-z0-9_-]{0,63}$/;
export const Title = z.string().trim().min(1).max(80);
/** Single letters stand before the ids of the journal's own entries. */
export const SourceSlug = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{1,63}$/, { error: 'it may only have small letters a to z, digits, - and _, 2 to 64 of them' });
export const Slug = z.string().regex(ASCII_SLUG, { error: 'it may only have small letters a to z, digits, - and _, 64 at most' });

export const TimeZone = z
  .string()
  .refine(isZone, { error: 'not a time zone; it wants a name such as Europe/Oslo or UTC' })
  .describe('IANA time zone, such as Europe/Oslo');

function isZone(zone: string): boolean {
  try {
    // A bare offset such as +02:00 is taken by Intl, but knows no summer time.
    return /^[A-Za-z]/.test(zone) && new Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== '';
  } catch {
    return false;
  }
}

export const Handles = z.array(
  z
    .string()
    .trim()
    .regex(/^@?[^\s@]\S{0,254}$/, { error: 'not a handle' }),
);
