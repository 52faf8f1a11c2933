import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { type Caller, Role } from './caller.ts';

/** More tokens than this are refused; one a person, a screen or a sender is what they are for. */
export const MAX_TOKENS = 500;
export const SECRET_PREFIX = 'esh_';
const SECRET_BYTES = 32;
/** Longest secret or cookie that is looked at; a longer one cannot be ours. */
const LONGEST_SECRET = 256;

/** SHA-256 in base64url. */
const Digest = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/**
 * A token as it is kept: never its secret. `hash` is the SHA-256 of the secret. `session` is the SHA-256 of what a browser's
 * cookie holds, which follows from the secret but doesn't tell it: so a stolen cookie is no bearer token, sessions live through
 * a restart without being stored, and whoever reads this file can make neither.
 */
export const Token = z.object({
  id: z.string().min(1).max(32),
  role: Role,
  name: z.string().trim().min(1).max(64),
  /** The only board a screen may see, or whose desk an operator works at. */
  board: z.string().min(1).max(64).optional(),
  hash: Digest,
  session: Digest,
  /** Milliseconds since 1970 UTC. */
  createdAt: z.int(),
});
export type Token = z.infer<typeof Token>;

export const TokenRequest = Token.pick({ role: true, name: true, board: true }).refine(
  (wanted) => wanted.board === undefined || wanted.role !== 'push',
  'only a screen or an operator is limited to a board',
);
export type TokenRequest = z.infer<typeof TokenRequest>;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');
const cookiePart = (secret: string): string => createHmac('sha256', secret).update('earshot session').digest('base64url');

/** The token to keep, and its secret to show once. Throws a ZodError on a name, role or board that cannot be. */
export function mint(request: TokenRequest, now: number): { token: Token; secret: string } {
  const wanted = TokenRequest.parse(request);
  const secret = SECRET_PREFIX + randomBytes(SECRET_BYTES).toString('base64url');
  const id = randomBytes(6).toString('hex');
  return { token: { id, ...wanted, hash: sha256(secret), session: sha256(cookiePart(secret)), createdAt: now }, secret };
}

const same = (a: string, b: string): boolean => timingSafeEqual(Buffer.from(a), Buffer.from(b));

const find = (tokens: Iterable<Token>, kept: (token: Token) => string, given: string): Token | undefined => {
  const hash = sha256(given);
  let found: Token | undefined;
  for (const token of tokens) if (same(kept(token), hash)) found = token;
  return found;
};

/** The token of a secret. Every token is compared, in constant time, whether or not one was found. */
export const tokenOfSecret = (tokens: Iterable<Token>, secret: string): Token | undefined =>
  secret.length > LONGEST_SECRET ? undefined : find(tokens, (token) => token.hash, secret);

export const tokenOfCookie = (tokens: Iterable<Token>, cookie: string): Token | undefined =>
  cookie.length > LONGEST_SECRET ? undefined : find(tokens, (token) => token.session, cookie);

/** What a browser keeps of a secret. */
export const cookieOf = (secret: string): string => cookiePart(secret);

export const callerOf = (token: Token): Caller => ({
  name: token.name,
  roles: [token.role],
  token: token.id,
  ...(token.board === undefined ? {} : { board: token.board }),
});
