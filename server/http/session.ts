import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { permit, refusalOf } from '../access/permits.ts';
import type { Deps } from './deps.ts';
import { HTTP_LIMITS } from './deps.ts';
import { REFUSALS, Refusal } from './refusal.ts';
import { endSession, keepSession, pageOrHome, signInForm } from './sign-in.ts';

/** Longest body of a sign-in, in bytes. */
const FORM_BYTES = 4096;

const SignIn = z
  .object({ token: z.string().min(1).max(256), next: z.string().max(512).optional() })
  .meta({ 'x-examples': { one: { value: { token: 'esh_the-token-that-was-shown-once' } } } });
const SignedIn = z.object({ name: z.string(), roles: z.array(z.string()), board: z.string().optional() });

const FORM = 'application/x-www-form-urlencoded';

/** Signing a browser in and out. People's browsers send a form and are led on; programs send JSON and get an answer. */
export const session: FastifyPluginAsyncZod<{ deps: Deps }> = async (app, { deps }) => {
  app.addContentTypeParser(FORM, { parseAs: 'string', bodyLimit: FORM_BYTES }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );

  app.route({
    method: 'POST',
    url: '/api/v1/session',
    bodyLimit: FORM_BYTES,
    config: {
      deed: 'open',
      rateLimit: { max: deps.limits?.signInsAMinute ?? HTTP_LIMITS.signInsAMinute, keyGenerator: (request) => `sign-in ${request.ip}` },
    },
    schema: {
      summary: 'Sign a browser in',
      description: 'Sets a cookie that holds until the token is revoked. Only from a page of the same origin.',
      tags: ['access'],
      consumes: ['application/json', FORM],
      body: SignIn,
      response: { 200: SignedIn, 303: z.undefined(), ...REFUSALS },
    },
    handler: async (request, reply) => {
      const byForm = request.headers['content-type']?.startsWith(FORM) === true;
      const next = pageOrHome(request.body.next ?? '/');
      const found = deps.access.signIn(request.body.token);
      const problem = found ? lookProblem(found.caller) : 'That token is not known here. It may have been revoked.';
      if (problem && byForm) return signInForm(reply, found ? 403 : 401, next, problem);
      if (!found || problem) throw new Refusal(found ? 403 : 401, problem ?? '');
      keepSession(request, reply, found.cookie);
      if (byForm) return reply.redirect(next, 303);
      return reply.send({ name: found.caller.name, roles: found.caller.roles, board: found.caller.board });
    },
  });

  app.route({
    method: 'DELETE',
    url: '/api/v1/session',
    config: { deed: 'open' },
    schema: {
      summary: 'Sign this browser out',
      tags: ['access'],
      response: { 204: z.undefined(), ...REFUSALS },
    },
    handler: async (request, reply) => endSession(request, reply).code(204).send(),
  });
};

type Caller = Parameters<typeof permit>[1];

/** A token that may see nothing has no use for a browser. */
function lookProblem(caller: Caller): string | null {
  const verdict = permit('look', caller);
  return verdict === 'granted' ? null : refusalOf(verdict, 'look');
}
