import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Board } from '../../shared/board.ts';
import { permit } from '../access/permits.ts';
import type { Caller } from '../access.ts';
import type { Deps } from './deps.ts';
import { PLAIN_CSS } from './pages.ts';
import { Refusal } from './refusal.ts';

/** The board that the client shows at `/`. */
const HOME = 'main';
/** Names of built files hold a hash of what is in them, so they may be kept for a year; pages are asked for anew. */
const FOREVER = { maxAge: '365d', immutable: true };
const ANEW = { maxAge: 0 };

/** Pages beside the wall; what is beneath them is told apart by the client. */
const PAGES = ['/rules', '/desk', '/desk/*', '/reports', '/incidents', '/incidents/*', '/drills'];

/** The built client, the only files that are served. */
export const client: FastifyPluginAsyncZod<{ deps: Deps }> = async (app, { deps }) => {
  const root = resolve(deps.dist);
  await app.register(fastifyStatic, { root, serve: false, dotfiles: 'deny', suppressWarning: true });
  const wall = async (_request: FastifyRequest, reply: FastifyReply) => {
    if (!existsSync(join(root, 'index.html'))) throw new Refusal(503, 'the screens are not built; run npm run build');
    return reply.header('cache-control', 'no-cache').sendFile('index.html', { cacheControl: false });
  };

  app.get('/', { config: { deed: 'look', page: true }, schema: { hide: true } }, async (request, reply) => {
    const board = homeOf(request.caller, deps.config().boards);
    return board === HOME ? wall(request, reply) : reply.redirect(`/wall/${encodeURIComponent(board)}`, 303);
  });
  app.get('/wall/:board', { config: { deed: 'look', page: true }, schema: { hide: true } }, wall);
  for (const url of PAGES) app.get(url, { config: { deed: 'look', page: true }, schema: { hide: true } }, wall);
  // Pages of a look back are those of now beneath its address.
  for (const url of ['/at/:id', '/at/:id/wall/:board', '/at/:id/*'])
    app.get(url, { config: { deed: 'look', page: true }, schema: { hide: true } }, wall);
  app.get('/assets/*', { config: { deed: 'open', rateLimit: false }, schema: { hide: true } }, async (request, reply) =>
    reply.sendFile(param(request, '*'), join(root, 'assets'), FOREVER),
  );
  app.get('/plain.css', { config: { deed: 'open' }, schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/css; charset=utf-8').send(PLAIN_CSS),
  );
  app.get('/:file', { config: { deed: 'open' }, schema: { hide: true } }, async (request, reply) =>
    plainFile(request) ? reply.sendFile(plainFile(request)!, ANEW) : reply.callNotFound(),
  );
};

/** The board at `/`: the client's, or else the first that the caller may see. */
function homeOf(caller: Caller | null, boards: readonly Board[]): string {
  const mine = boards.map(({ name }) => name).filter((name) => permit('look', caller, name) === 'granted');
  return mine.includes(HOME) ? HOME : (mine[0] ?? HOME);
}

const param = (request: FastifyRequest, name: string): string => {
  const { params } = request;
  return typeof params === 'object' && params !== null && name in params ? String(Reflect.get(params, name)) : '';
};

/** Files beside the page (an icon, a manifest, what shows a push message), but not the page itself, which is for those who may look. */
const plainFile = (request: FastifyRequest): string | null => {
  const file = param(request, 'file');
  return /^[a-z0-9-]+\.(svg|png|ico|webmanifest|txt)$/i.test(file) || file === 'sw.js' ? file : null;
};
