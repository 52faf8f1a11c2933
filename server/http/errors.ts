import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { Overloaded, RETRY_SECONDS } from '../intake.ts';
import { JournalFull } from '../journal/journal.ts';
import { Refusal, type Refused } from './refusal.ts';

/** Seconds after which a sender may try again when the journal takes nothing. */
const FULL_RETRY_SECONDS = 10;

const FULL = 'nothing was taken in: the journal has no room; send it again later';
const BUSY = 'nothing was taken in: too much is waiting for the journal; send it again later';

/** What is to be told of an error, or null when it is our own. What the framework refuses is told in its words. */
export function asRefusal(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  if (error instanceof JournalFull) return new Refusal(503, FULL, { retryAfter: FULL_RETRY_SECONDS });
  if (error instanceof Overloaded) return new Refusal(429, BUSY, { retryAfter: RETRY_SECONDS });
  if (hasZodFastifySchemaValidationErrors(error)) return invalid(error.validation[0], error.validationContext);
  return error instanceof Error && 'statusCode' in error ? ofFramework(error, Number(error.statusCode)) : null;
}

const ofFramework = (error: Error, status: number): Refusal | null => {
  if (!(status >= 400 && status < 500)) return null;
  return new Refusal(status, error.message, status === 400 ? { field: 'body', reason: error.message } : {});
};

const invalid = (issue: { instancePath: string; message?: string } | undefined, part = 'request'): Refusal => {
  const field = issue?.instancePath.split('/').filter(Boolean).join('.') || part;
  const reason = issue?.message ?? 'not as it should be';
  return new Refusal(400, `${field}: ${reason}`, { field, reason });
};

function answer(refusal: Refusal, reply: FastifyReply): FastifyReply {
  const { retryAfter, ...told } = refusal.details;
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter);
  if (refusal.statusCode === 401) reply.header('www-authenticate', 'Bearer');
  const body: Refused = { error: refusal.message, ...told };
  return reply.code(refusal.statusCode).type('application/json').send(body);
}

function onError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = asRefusal(error);
  if (refusal) return answer(refusal, reply);
  request.log.error({ err: error }, 'a request failed');
  return answer(new Refusal(500, `something went wrong here; the log tells more under ${request.id}`), reply);
}

/** One shape for everything that isn't a success; what is our own fault is logged and hidden. */
export function tellErrors(app: FastifyInstance): void {
  app.setErrorHandler(onError);
  app.setNotFoundHandler((request, reply) => {
    if (request.url.startsWith('/api')) return answer(new Refusal(404, 'there is nothing at this address'), reply);
    return reply.code(404).type('text/plain; charset=utf-8').send('There is nothing at this address.\n');
  });
}
