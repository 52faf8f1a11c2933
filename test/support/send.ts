import type { FastifyInstance } from 'fastify';

export const MENTIONS = '/api/v1/mentions';
export const json = { 'content-type': 'application/json' };

/** Posts `payload` and reads the answer. */
export async function send(app: FastifyInstance, payload: unknown, url = MENTIONS, headers: Record<string, string> = json) {
  const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const answer = await app.inject({ method: 'POST', url, headers, payload: body });
  return { status: answer.statusCode, body: answer.json(), headers: answer.headers };
}
