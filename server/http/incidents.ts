import { Readable } from 'node:stream';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { AlertKind, Severity } from '../../shared/alert.ts';
import { IncidentList, IncidentPage } from '../../shared/incident.ts';
import { IncidentReview } from '../../shared/incident-review.ts';
import { scopeFor } from './board.ts';
import type { Deps } from './deps.ts';
import { postLines } from './incident/csv.ts';
import { incidentList } from './incident/list.ts';
import { aboutIn, incidentIn, incidentPage, incidentReview } from './incident/page.ts';
import { REFUSALS, Refusal } from './refusal.ts';

/** Incidents in one answer. */
const INCIDENTS_AT_ONCE = 100;

/** Milliseconds since 1970 UTC, or ISO 8601 with a zone. */
const Time = z.union([z.coerce.number().int().nonnegative(), z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))]);

const BoardName = z.string().max(64).optional().describe('What this board is about. Without it, the first board');

const Query = z.object({
  board: BoardName,
  state: z.enum(['open', 'closed', 'all']).default('all'),
  q: z.string().max(200).optional().describe('Words that must all occur in the title, the sentence, the status or the notes'),
  severity: Severity.optional(),
  kind: AlertKind.optional().describe('An alert of this kind is a part of it'),
  rule: z.string().max(64).optional().describe('An alert by this rule is a part of it'),
  marked: z.stringbool().optional().describe('Only those that people marked'),
  from: Time.optional().describe('Opened at or after; ms since 1970 UTC or ISO 8601'),
  to: Time.optional().describe('Opened before'),
  before: z.string().max(64).optional().describe('The `next` of the answer before, to go on'),
  limit: z.coerce.number().int().min(1).max(INCIDENTS_AT_ONCE).default(50),
});

const One = { params: z.object({ id: z.string().min(1).max(32) }), querystring: z.object({ board: BoardName }) };
const config = { deed: 'search', ofBoard: true } as const;

/** What happened, one thing each, and all that explains it. */
export const incidents: FastifyPluginAsyncZod<{ deps: Deps }> = async (app, { deps }) => {
  app.route({
    method: 'GET',
    url: '/api/v1/incidents',
    config,
    schema: {
      summary: 'Incidents: open ones, then those that are over, each newest first',
      description: 'Every field narrows. Where `next` is not null there are more: ask again with it as `before`.',
      tags: ['reading'],
      querystring: Query,
      response: { 200: IncidentList, ...REFUSALS },
      'x-example': '/api/v1/incidents?state=all&severity=high&limit=20',
    },
    handler: async ({ query: { board, state, q, before, limit, ...rest }, caller }) => {
      const query = { ...rest, ...(q === undefined ? {} : { text: q }), scope: scopeFor(board, caller, deps).setting };
      return incidentList(deps, { query, state, limit, ...(before === undefined ? {} : { before }) });
    },
  });

  app.route({
    method: 'GET',
    url: '/api/v1/incidents/:id',
    config,
    schema: {
      summary: 'One incident with what drives it, what is worth answering, what we answered, and who was told',
      description:
        'Posts are those of its watches since its onset: the newest 5,000 are read (`read` of `posts`). `times` of a term is how much more often ' +
        'an hour it was said than in the day before. `forecast` is null once it is over, and where nothing can be told.',
      tags: ['reading'],
      ...One,
      response: { 200: IncidentPage, ...REFUSALS },
      'x-example': '/api/v1/incidents/1',
    },
    handler: ({ params, query, caller }) => incidentPage(deps, scopeFor(query.board, caller, deps), params.id),
  });

  app.route({
    method: 'GET',
    url: '/api/v1/incidents/:id/review',
    config,
    schema: {
      summary: 'How an incident went: times to detect, acknowledge, answer and calm, and what would have found it sooner',
      description: 'Computed from its curve by the minute, the posts around its onset, and the rules in force now. Amounts of time are ms.',
      tags: ['reading'],
      ...One,
      response: { 200: IncidentReview, ...REFUSALS },
      'x-example': '/api/v1/incidents/1/review',
    },
    handler: ({ params, query, caller }) => incidentReview(deps, scopeFor(query.board, caller, deps), params.id),
  });

  app.route({
    method: 'GET',
    url: '/api/v1/incidents/:id/posts.csv',
    config,
    schema: { summary: 'Its posts as a table, oldest first', tags: ['reading'], ...One, 'x-example': '/api/v1/incidents/1/posts.csv' },
    handler: async ({ params, query, caller }, reply) => {
      const scope = scopeFor(query.board, caller, deps);
      const incident = await incidentIn(deps, scope, params.id);
      const past = deps.history.incidents;
      if (!past) throw new Refusal(503, 'no incidents are kept here');
      const lines = postLines(past, aboutIn(deps, scope, incident), () => deps.engine.state);
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="incident-${incident.id}.csv"`)
        .send(Readable.from(lines));
    },
  });
};
