import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Access, SESSION_COOKIE } from '../access.ts';
import { escaped, page } from './pages.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A page for people: without access it asks them to sign in. */
    page?: boolean;
  }
}

/** Longest that browsers keep a cookie, in seconds. A session ends when its token is revoked. */
const KEEP_SECONDS = 400 * 24 * 3600;

/** TLS may end at a proxy; what it or the browser says about it can only make the cookie stricter. */
const isHttps = (request: FastifyRequest): boolean =>
  request.protocol === 'https' || request.headers.origin?.startsWith('https:') === true || request.headers['x-forwarded-proto'] === 'https';

const attributes = (request: FastifyRequest) => ({ path: '/', httpOnly: true, sameSite: 'strict' as const, secure: isHttps(request) });

export const keepSession = (request: FastifyRequest, reply: FastifyReply, cookie: string): FastifyReply =>
  reply.setCookie(SESSION_COOKIE, cookie, { ...attributes(request), maxAge: KEEP_SECONDS });

export const endSession = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  reply.clearCookie(SESSION_COOKIE, attributes(request));

const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0]!;

/** Of now, or of a look back. */
const PAGE = /^(\/at\/[^/\\?#\s]+)?(\/|\/wall\/[^/\\?#\s]+|\/(desk|reports|incidents|rules)(\/[\w-]+)*)$/;

/** Only pages of ours, so that a sign-in never leads elsewhere. */
export const pageOrHome = (path: string): string => (PAGE.test(path) ? path : '/');

const form = (path: string, problem: string): string => `<h1>Earshot</h1>
${problem && `<p class="problem" role="alert">${escaped(problem)}</p>`}
<form method="post" action="/api/v1/session">
<label for="token">Access token</label>
<input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
<input type="hidden" name="next" value="${escaped(pageOrHome(path))}">
<button>Sign in</button>
</form>
<p>Whoever runs this server makes one with <code>earshot token create</code>.</p>`;

const html = (reply: FastifyReply, status: number, body: string): FastifyReply =>
  reply.code(status).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(body);

/** Under the policy of the other pages, `no-referrer`, browsers send a form with `Origin: null`, which is nobody's origin. */
export const signInForm = (reply: FastifyReply, status: number, path: string, problem: string): FastifyReply =>
  html(reply.header('referrer-policy', 'same-origin'), status, page('Sign in', form(path, problem)));

/** A page that loads `path` again by itself, so that the browser counts that as coming from us. */
const again = (reply: FastifyReply, path: string): FastifyReply => {
  const safe = escaped(pageOrHome(path));
  const body = `<p><a href="${safe}">Go on</a></p>`;
  return html(reply, 200, page('Earshot', body, `<meta http-equiv="refresh" content="0;url=${safe}">\n`));
};

/** A link on another site is followed without our strict cookie, though the browser may well hold one. */
const cameByLink = (request: FastifyRequest): boolean => request.headers['sec-fetch-site'] === 'cross-site';

export function showSignIn(request: FastifyRequest, reply: FastifyReply, status: number, problem: string): FastifyReply {
  if (problem === '' && cameByLink(request)) return again(reply, pathOf(request));
  return signInForm(reply, status, pathOf(request), problem);
}

const tokenIn = (query: unknown): string | null =>
  typeof query === 'object' && query !== null && 'token' in query && typeof query.token === 'string' ? query.token : null;

/**
 * `?token=` on a page signs in a screen that has no keyboard, and leaves the address at once, so that it stays in no history.
 * Undefined when the address has no token, or none is needed.
 */
export function signInByAddress(access: Access, request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined {
  const secret = tokenIn(request.query);
  if (secret === null || !request.routeOptions.config.page || !access.door.remote) return undefined;
  const session = access.signIn(secret);
  if (!session) return signInForm(reply, 401, pathOf(request), 'That token is not known here. It may have been revoked.');
  keepSession(request, reply, session.cookie);
  return cameByLink(request) ? again(reply, pathOf(request)) : reply.redirect(pageOrHome(pathOf(request)), 303);
}
