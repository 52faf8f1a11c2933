import cookie from '@fastify/cookie';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { actions } from './http/actions.ts';
import { alerts } from './http/alerts.ts';
import { backtests } from './http/backtests.ts';
import { boards } from './http/boards.ts';
import { cases } from './http/cases.ts';
import { channels } from './http/channels.ts';
import { client } from './http/client.ts';
import type { Deps } from './http/deps.ts';
import { drills } from './http/drills.ts';
import { tellErrors } from './http/errors.ts';
import { guard } from './http/guard.ts';
import { secureHeaders } from './http/headers.ts';
import { health } from './http/health.ts';
import { hooks } from './http/hooks.ts';
import { incidents } from './http/incidents.ts';
import { logRequests } from './http/log.ts';
import { mentions } from './http/mentions.ts';
import { describeRoutes, openapi } from './http/openapi.ts';
import { push } from './http/push.ts';
import { quality } from './http/quality.ts';
import { limitRates } from './http/rates.ts';
import { reports } from './http/reports.ts';
import { reviews } from './http/reviews.ts';
import { rules } from './http/rules.ts';
import { send } from './http/send.ts';
import { session } from './http/session.ts';
import { stats } from './http/stats.ts';
import { travels } from './http/travels.ts';

/** Longest that a request may take to arrive, in ms: a stream of posts included. */
const REQUEST_MS = 600_000;
/** Longest part of an address that stands for an id, encoded, in characters. */
const PARAM_BOUND = 2048;

const ROUTES = [
  push,
  hooks,
  send,
  stats,
  mentions,
  alerts,
  incidents,
  actions,
  channels,
  cases,
  reviews,
  reports,
  rules,
  backtests,
  quality,
  boards,
  session,
  travels,
  drills,
  health,
  openapi,
  client,
];

/** The server's HTTP part, ready to listen or to be injected. Hooks come before the routes they are for. */
export async function buildApp(deps: Deps): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = deps.log;
  const app = Fastify({
    loggerInstance,
    // Such keys are dropped like any unknown one: one item that has them must not cost a sender the whole request.
    onProtoPoisoning: 'remove',
    onConstructorPoisoning: 'remove',
    // The framework's own lines hold whole addresses, which may hold tokens.
    logController: new LogController({ disableRequestLogging: true }),
    requestTimeout: REQUEST_MS,
    routerOptions: { maxParamLength: PARAM_BOUND },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.removeContentTypeParser('text/plain');
  tellErrors(app);
  logRequests(app);
  await secureHeaders(app);
  await app.register(cookie);
  guard(app, deps.access);
  await limitRates(app, deps.limits);
  await describeRoutes(app, deps.version);
  for (const routes of ROUTES) await app.register(routes, { deps });
  await app.ready();
  return app;
}
