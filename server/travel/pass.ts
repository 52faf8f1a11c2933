import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { type Caller, Role } from '../access/caller.ts';

const Passed = z.object({ name: z.string(), roles: z.array(Role), board: z.string().optional(), token: z.string().optional() });

const signed = (body: string, secret: string): string => createHmac('sha256', secret).update(body).digest('base64url');

/** Who asks, as the server that let them in vouches for them: stands in the place of a token. */
export function passFor(caller: Caller, secret: string): string {
  const body = Buffer.from(JSON.stringify(caller)).toString('base64url');
  return `${body}.${signed(body, secret)}`;
}

/** Whom the pass is for; null when nobody vouched for it with this secret. */
export function callerOfPass(pass: string | null, secret: string): Caller | null {
  const [body = '', seal = ''] = (pass ?? '').split('.');
  const right = Buffer.from(signed(body, secret));
  const given = Buffer.from(seal);
  if (right.length !== given.length || !timingSafeEqual(right, given)) return null;
  const { name, roles, board, token } = Passed.parse(JSON.parse(Buffer.from(body, 'base64url').toString()));
  return { name, roles, ...(board === undefined ? {} : { board }), ...(token === undefined ? {} : { token }) };
}
