import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { HTTP_LIMITS, type HttpLimits } from './deps.ts';
import { Refusal } from './refusal.ts';

/** Callers whose rates are remembered at a time; the ones not heard of for longest are forgotten. */
const CALLERS_REMEMBERED = 5000;

/** So many requests a minute of each token, or of each address without one. */
export async function limitRates(app: FastifyInstance, given: Partial<HttpLimits> = {}): Promise<void> {
  const limits = { ...HTTP_LIMITS, ...given };
  await app.register(rateLimit, {
    timeWindow: 60_000,
    cache: CALLERS_REMEMBERED,
    keyGenerator: ({ caller, ip }) => caller?.token ?? ip,
    max: ({ caller }) => (caller ? limits.requestsAMinute : limits.strangersAMinute),
    addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    errorResponseBuilder: (_request, { ttl }) =>
      new Refusal(429, 'too many requests; send it again later', { retryAfter: Math.max(1, Math.ceil(ttl / 1000)) }),
  });
}
