import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Drill, DrillBrief, DrillPage, DrillRequest } from '../../shared/drill.ts';
import { permit, refusalOf } from '../access/permits.ts';
import type { Caller } from '../access.ts';
import { type Drills, NoDrill } from '../drill/drills.ts';
import type { Deps } from './deps.ts';
import { REFUSALS, Refusal } from './refusal.ts';

const Named = z.object({ id: z.string().max(64) });
const ENDED = 'this drill has ended';
const example = { scenario: 'smoke-in-the-cabin.ndjson', boards: ['main'], channels: 'off', speed: 1, by: 'Mara' };

function drillsOf({ drills }: Deps): Drills {
  if (!drills) throw new Refusal(404, 'no drills from here');
  return drills;
}

/** A drill is of everything and takes screens: not for whoever is limited to one board. */
const mayDrill = (caller: Caller | null): caller is Caller =>
  caller !== null && caller.board === undefined && permit('act', caller) === 'granted';

function who(caller: Caller | null): Caller {
  if (!mayDrill(caller)) throw new Refusal(403, refusalOf('every board', 'act'));
  return caller;
}

const refused = (error: unknown): never => {
  throw error instanceof NoDrill ? new Refusal(409, error.message) : error;
};

/** Rehearsing a crisis. What a drill shows, and what is done in it, is beneath `/at/ID`, with the same addresses as everything else. */
export const drills: FastifyPluginAsyncZod<{ deps: Deps }> = async (app, { deps }) => {
  app.route({
    method: 'GET',
    url: '/api/v1/drills',
    config: { deed: 'alerts' },
    schema: {
      summary: 'The drill that runs, what came of past ones, and what can be rehearsed',
      description:
        'Times of people count from `onsetAt`, when the first post of the scenario came. `answeredAt` is the first reply of ours to a post of ' +
        'the incident, or the first case claimed or resolved after it opened.',
      tags: ['drills'],
      response: { 200: DrillPage, ...REFUSALS },
    },
    handler: () => pageOf(deps),
  });

  app.route({
    method: 'POST',
    url: '/api/v1/drills',
    config: { deed: 'act' },
    schema: {
      summary: 'Rehearse a crisis in a copy of the state',
      description:
        'Walls of the boards named are sent there and come back when it ends. What is heard goes on being heard; the copy hears the ' +
        'scenario alone. Own scenarios are `scenarios/*.ndjson` or `*.csv` in the data folder, with the rows that `earshot import` takes.',
      tags: ['drills'],
      body: DrillRequest.meta({ 'x-examples': { one: { value: example } } }),
      response: { 200: Drill, ...REFUSALS },
    },
    handler: async ({ body, caller }) => {
      const { name } = who(caller);
      const known = new Set(deps.config().boards.map((board) => board.name));
      const unknown = body.boards.find((board) => !known.has(board));
      if (unknown !== undefined) throw new Refusal(409, `there is no board named ${unknown}`);
      return drillsOf(deps)
        .begin(body, body.by ?? name)
        .catch(refused);
    },
  });

  app.route({
    method: 'GET',
    url: '/api/v1/drills/:id',
    config: { deed: 'look' },
    schema: {
      summary: 'How far a drill is, for the screens within it',
      tags: ['drills'],
      params: Named,
      response: { 200: DrillBrief, ...REFUSALS },
    },
    handler: async ({ params, caller }) => {
      const running = deps.drills?.running;
      if (running?.id !== params.id) throw new Refusal(404, ENDED);
      const { id, state, name, startedAt, endedAt, told, of } = running;
      return { id, state, name, startedAt, endedAt, told, of, now: deps.clock.now(), mayEnd: mayDrill(caller) };
    },
  });

  app.route({
    method: 'POST',
    url: '/api/v1/drills/:id/end',
    config: { deed: 'act' },
    schema: { summary: 'End a drill', tags: ['drills'], params: Named, response: { 200: Drill, ...REFUSALS } },
    handler: async ({ params, caller }) => {
      who(caller);
      const ended = await drillsOf(deps).end(params.id);
      if (!ended) throw new Refusal(404, ENDED);
      return ended;
    },
  });
};

async function pageOf({ drills, config, clock }: Deps): Promise<DrillPage> {
  const { settings, boards, channels = [] } = config();
  return {
    now: clock.now(),
    zone: settings.zone,
    brand: settings.brand,
    scenarios: (await drills?.scenarios()) ?? [],
    boards: boards.map(({ name, title }) => ({ name, title })),
    channels: channels.map(({ id }) => id),
    running: drills?.running ?? null,
    past: (await drills?.past()) ?? [],
  };
}
