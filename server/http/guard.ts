import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hostMeant, originMeant } from '../access/door.ts';
import { type Deed, permit, refusalOf } from '../access/permits.ts';
import type { Access, Caller } from '../access.ts';
import { Refusal } from './refusal.ts';
import { showSignIn, signInByAddress } from './sign-in.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What calling the route is: decides who may. Every route has one. */
    deed?: Deed;
    /** It answers for the board that its query names; without one, for the caller's own or the first. See `boardFor`. */
    ofBoard?: boolean;
  }
  interface FastifyRequest {
    caller: Caller | null;
    /** Whether a browser's cookie said who it is. */
    byCookie: boolean;
  }
}

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A page from elsewhere may make a browser send us something, but not under our origin. A cookie alone proves no intent. */
function checkOrigin(access: Access, request: FastifyRequest): void {
  if (READS.has(request.method)) return;
  const { origin, host } = request.headers;
  const unproven = request.byCookie && origin === undefined;
  if (unproven || !originMeant(access.door, origin, host)) throw new Refusal(403, 'this was sent from a page of another origin');
}

function checkHost(access: Access, request: FastifyRequest): void {
  if (hostMeant(access.door, request.headers.host)) return;
  throw new Refusal(421, 'this server answers only to localhost; see remote access in the README to reach it by another name');
}

function identify(access: Access, request: FastifyRequest): void {
  const { caller, by } = access.identify(request.headers);
  request.caller = caller;
  request.byCookie = by === 'cookie';
}

const boardIn = (named: unknown): string | undefined =>
  typeof named === 'object' && named !== null && 'board' in named ? String(named.board) : undefined;

/** The board that a page's address names, or the one that the route will answer for. */
const boardOf = ({ params, query, caller, routeOptions }: FastifyRequest): string | undefined =>
  boardIn(params) ?? (routeOptions.config.ofBoard ? (boardIn(query) ?? caller?.board) : undefined);

function checkDeed(request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined {
  const { deed, page } = request.routeOptions.config;
  if (deed === undefined) return undefined;
  const verdict = permit(deed, request.caller, boardOf(request));
  if (verdict === 'granted') return undefined;
  const reason = refusalOf(verdict, deed);
  const status = verdict === 'unknown caller' ? 401 : 403;
  if (page) return showSignIn(request, reply, status, verdict === 'unknown caller' ? '' : reason);
  throw new Refusal(status, reason);
}

/** Asks of every request: was it meant for us, who sent it, from where, and may they? */
export function guard(app: FastifyInstance, access: Access): void {
  app.decorateRequest('caller', null);
  app.decorateRequest('byCookie', false);
  app.addHook('onRoute', (route) => {
    if (!route.config?.deed) throw new Error(`the route ${route.url} doesn't say who may call it`);
  });
  app.addHook('onRequest', async (request, reply) => {
    checkHost(access, request);
    identify(access, request);
    checkOrigin(access, request);
    return signInByAddress(access, request, reply) ?? checkDeed(request, reply);
  });
}
