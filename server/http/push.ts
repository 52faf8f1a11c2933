import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { PushEngagement, PushMention, PushRetraction, Receipt } from '../../shared/push.ts';
import type { Deps } from './deps.ts';
import { fromBinary, fromStructured, isBinary } from './push/cloudevents.ts';
import { isObject, type Kind, type Raw } from './push/kind.ts';
import { Taking } from './push/taking.ts';
import { REFUSALS, Refusal } from './refusal.ts';

/** Longest body of a request, in bytes, except for a stream. */
export const BODY_BYTES = 8_000_000;

const STREAMS = ['application/x-ndjson', 'application/ndjson', 'application/jsonl'];
const EVENT = 'application/cloudevents+json';
const EVENTS = 'application/cloudevents-batch+json';
/** Those whose items look as the schema says. */
const CONSUMES = ['application/json', ...STREAMS.slice(0, 1)];

const ABOUT = `Send one, an array of at most 5,000, or a stream with one in each line (\`application/x-ndjson\`). CloudEvents 1.0 are read too,
structured, batched and in binary mode. The answer comes when everything accepted is on disk. Sending the same ids again is safe:
they count as duplicates. 429 and 503 come with \`Retry-After\`; nothing was taken in then, and the whole request can be sent again.`;

const ROUTES = [
  {
    kind: 'mention',
    url: '/api/v1/mentions',
    summary: 'Push posts',
    one: PushMention,
    example: {
      id: '4711',
      text: 'The new Fjordkaffe grinder is so quiet!',
      source: 'shop',
      network: 'reviews',
      author: { handle: 'ines' },
      url: 'https://reviews.example/4711',
      postedAt: '2026-03-01T09:30:00Z',
    },
  },
  {
    kind: 'engagement',
    url: '/api/v1/engagements',
    summary: 'Tell how posts grow',
    one: PushEngagement,
    example: { id: 'likes-1', mention: '4711', source: 'shop', mode: 'total', likes: 12, replies: 3 },
  },
  {
    kind: 'retraction',
    url: '/api/v1/retractions',
    summary: 'Take posts back that were deleted',
    one: PushRetraction,
    example: { mention: '4711', source: 'shop' },
  },
] as const;

/** Where posts, their growth and their end are pushed to. */
export const push: FastifyPluginAsyncZod<{ deps: Deps }> = async (app, { deps }) => {
  readBodies(app);
  const taking = new Taking(deps);
  for (const { kind, url, summary, one, example } of ROUTES)
    app.route({
      method: 'POST',
      url,
      bodyLimit: BODY_BYTES,
      config: { deed: 'push' },
      schema: {
        summary,
        description: ABOUT,
        tags: ['push'],
        consumes: CONSUMES,
        body: z.union([one, z.array(one)]).meta({ 'x-examples': { one: { value: example } } }),
        response: { 202: Receipt, ...REFUSALS },
      },
      // Bad items of an array are rejected one by one, which a schema for the whole could not tell.
      validatorCompiler: () => (value: unknown) => ({ value }),
      handler: async (request, reply) => reply.code(202).send((await take(taking, request, kind)).receipt()),
    });
};

/** Streams stay streams; everything else is parsed by the framework's own careful parser. */
function readBodies(app: FastifyInstance): void {
  app.addContentTypeParser([EVENT, EVENTS], { parseAs: 'string' }, app.getDefaultJsonParser('error', 'error'));
  app.addContentTypeParser(STREAMS, (_request, payload, done) => done(null, payload));
  app.addHook('preParsing', async (request) => {
    const encoding = request.headers['content-encoding'] ?? 'identity';
    if (encoding !== 'identity') throw new Refusal(415, 'send the body without a content encoding');
  });
}

function take(taking: Taking, request: FastifyRequest, kind: Kind) {
  const body: unknown = request.body;
  const type = request.headers['content-type'] ?? '';
  if (body instanceof Readable) return taking.stream(body, kind);
  if (type.startsWith(EVENT)) return taking.one(fromStructured(body, kind));
  if (isBinary(request.headers)) return taking.one(fromBinary(request.headers, body, kind));
  if (Array.isArray(body))
    return taking.many(body.map((value): Raw => (type.startsWith(EVENTS) ? fromStructured(value, kind) : { kind, value })));
  if (isObject(body) && !type.startsWith(EVENTS)) return taking.one({ kind, value: body });
  const wanted = type.startsWith(EVENTS) ? 'a JSON array' : 'a JSON object or an array of them';
  throw new Refusal(400, `the body must be ${wanted}`, { field: 'body', reason: `not ${wanted}` });
}
