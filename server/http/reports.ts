import { Readable } from 'node:stream';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Report, ReportQuery } from '../../shared/report.ts';
import type { Caller } from '../access.ts';
import { namesOf } from '../core/desk/report/names.ts';
import { limitOf } from '../core/desk/samples.ts';
import { deskOf } from '../core/settings.ts';
import { scopeFor } from './board.ts';
import type { Deps } from './deps.ts';
import { labelLines } from './labels.ts';
import { REFUSALS, Refusal } from './refusal.ts';
import { csvOf } from './report-csv.ts';

const DAY = 86_400_000;
/** Longest time that a report is about, ms. */
const LONGEST = 3700 * DAY;

/** Milliseconds since 1970 UTC, or ISO 8601 with a zone. */
const Time = z.union([z.coerce.number().int().nonnegative(), z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))]);

const BoardName = z
  .string()
  .max(64)
  .optional()
  .describe('What the report is limited to: the watches of this board. Without it, of the first board');

const Query = ReportQuery.extend({
  from: Time.describe('Cases that opened and replies that were posted at or after; ms since 1970 UTC or ISO 8601'),
  to: Time.describe('And before'),
  board: BoardName,
})
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'it has to be later than from' })
  .refine(({ from, to }) => to - from <= LONGEST, { path: ['to'], message: 'ten years at most' });
type Query = z.infer<typeof Query>;

const example = 'from=2026-03-01T00:00:00Z&to=2026-04-01T00:00:00Z';

/** How the desk did, over any period. */
export const reports: FastifyPluginAsyncZod<{ deps: Deps }> = async (app, { deps }) => {
  app.route({
    method: 'GET',
    url: '/api/v1/reports',
    config: { deed: 'search', ofBoard: true },
    schema: {
      summary: 'How cases of a period were answered, with the period before',
      description:
        'Cases count where they opened, replies where they were posted; cases that were dismissed or merged count nowhere. Amounts of time ' +
        'are ms, but under `accounts` seconds; percentiles are by nearest rank; intervals hold 95% (Wilson). Names in `groups` are ids. ' +
        '`accounts` is filled where nothing but the time and the network narrows.',
      tags: ['desk'],
      querystring: Query,
      response: { 200: Report, ...REFUSALS },
      'x-example': `/api/v1/reports?${example}`,
    },
    handler: ({ query, caller }) => reported(query, caller, deps),
  });

  app.route({
    method: 'GET',
    url: '/api/v1/reports.csv',
    config: { deed: 'search', ofBoard: true },
    schema: {
      summary: 'The same as a table: section, name, metric, value, n, low, high, before',
      tags: ['desk'],
      querystring: Query,
      'x-example': `/api/v1/reports.csv?${example}`,
    },
    handler: async ({ query, caller }, reply) => {
      const report = await reported(query, caller, deps);
      const file = `report-${day(query.from)}-${day(query.to)}.csv`;
      return reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${file}"`).send(csvOf(report));
    },
  });

  app.route({
    method: 'GET',
    url: '/api/v1/labels',
    config: { deed: 'search' },
    schema: {
      summary: 'What people corrected, to train on: a JSON object a line',
      description: '{id, text, language, heard, corrected, by, at}. Posts that were taken back, or are kept no longer, are left out.',
      tags: ['desk'],
      'x-example': '/api/v1/labels',
    },
    handler: async ({ caller }, reply) => {
      if (caller?.board !== undefined) throw new Refusal(403, 'this is for those who may see every board');
      return reply.type('application/jsonl; charset=utf-8').send(Readable.from(labelLines(deps.history)));
    },
  });
};

const day = (at: number): string => new Date(at).toISOString().slice(0, 10);

async function reported({ board, ...query }: Query, caller: Caller | null, deps: Deps): Promise<Report> {
  const scope = scopeFor(board, caller, deps);
  const { settings } = deps.engine.state;
  if (!deps.history.report) throw new Refusal(503, 'no cases are kept here');
  const report = await deps.history.report(query, {
    zone: settings.zone,
    scope: limitOf(scope.setting),
    curve: deskOf(settings).expectations,
    now: Math.max(deps.engine.state.now, 0),
  });
  return { ...report, names: namesOf(settings), expectedSource: deskOf(settings).expectationsSource };
}
