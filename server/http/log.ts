import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** What the log holds of a request: never its body, its query or its headers, since those may hold tokens and people's words. */
const told = (request: FastifyRequest, reply: FastifyReply) => ({
  method: request.method,
  route: request.routeOptions.url ?? 'none',
  status: reply.statusCode,
  ms: Math.round(reply.elapsedTime),
  caller: request.caller?.name,
});

const levelOf = (request: FastifyRequest, status: number): 'debug' | 'info' | 'warn' => {
  if (status >= 500) return 'warn';
  return status >= 400 || request.method === 'DELETE' ? 'info' : 'debug';
};

/** One line a request, when it is over. Successes are told at `debug`: a busy sender makes thousands a second. */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    request.log[levelOf(request, reply.statusCode)](told(request, reply), 'request');
  });
}
