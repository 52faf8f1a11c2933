import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Case } from '../../shared/case.ts';
import { Analysis, Mention } from '../../shared/mention.ts';
import { CaseLine, CasePage, CaseQuery } from '../../shared/queue.ts';
import type { Customer } from '../../shared/turn.ts';
import { caseLine } from '../core/desk/line.ts';
import { queue } from '../core/desk/queue.ts';
import { isInScope } from '../core/desk/samples.ts';
import { similarCases } from '../core/desk/similar.ts';
import type { Scope } from '../core/state.ts';
import { scopeFor } from './board.ts';
import type { Deps, Found } from './deps.ts';
import { postsOf } from './posts.ts';
import { REFUSALS, Refusal } from './refusal.ts';

/** Cases in one answer. */
export const CASES_AT_ONCE = 200;
/** Earlier cases of a customer that are told, the newest. */
export const EARLIER_TOLD = 20;
/** Further than this nobody pages; it is all that a desk holds. */
const OFFSET_BOUND = 25_000;

const BoardName = z.string().max(64).optional().describe('Whose cases: those that this board is about. Without it, of the first board');

const Query = CaseQuery.extend({
  board: BoardName,
  limit: z.coerce.number().int().min(1).max(CASES_AT_ONCE).default(50),
  offset: z.coerce.number().int().min(0).max(OFFSET_BOUND).default(0),
});

const Answer = z.object({
  case: Case,
  posts: z.record(z.string(), z.object({ mention: Mention, analysis: Analysis })),
  earlier: z.array(CaseLine),
  similar: z.array(CaseLine),
});

/** What is at the desk. */
export const cases: FastifyPluginAsyncZod<{ deps: Deps }> = async (app, { deps }) => {
  app.route({
    method: 'GET',
    url: '/api/v1/cases',
    config: { deed: 'search', ofBoard: true },
    schema: {
      summary: 'The queue of cases, what presses most first',
      description: 'Every field narrows. `total` counts all that are found, `counts` how many stand in each queue under the same filters.',
      tags: ['desk'],
      querystring: Query,
      response: { 200: CasePage, ...REFUSALS },
      'x-example': '/api/v1/cases?queue=waiting-us&sort=pressing&limit=20',
    },
    handler: async ({ query: { board, limit, offset, ...query }, caller }) => {
      const scope = scopeFor(board, caller, deps);
      const page = queue(deps.engine.state, scope.setting.id, query, limit, offset);
      if (!page) throw new Refusal(404, 'there is no such board');
      return page;
    },
  });

  app.route({
    method: 'GET',
    url: '/api/v1/cases/:id',
    config: { deed: 'search', ofBoard: true },
    schema: {
      summary: 'One case with its whole conversation',
      description:
        'Posts by their ids; what was taken back is not there. `earlier`: other cases of the same customer. `similar`: open cases of others ' +
        'whose newest post is a near-duplicate, or that share a watch, the intent and two words of what the newest post is about.',
      tags: ['desk'],
      params: z.object({ id: z.string().max(32) }),
      querystring: z.object({ board: BoardName }),
      response: { 200: Answer, ...REFUSALS },
      'x-example': '/api/v1/cases/1',
    },
    handler: async ({ params, query, caller }) => {
      const scope = scopeFor(query.board, caller, deps);
      const one = await caseIn(deps, scope, params.id);
      const posts = await postsOf(deps, one.turns);
      const { state } = deps.engine;
      const newest = one.turns.findLast(({ by, retracted }) => by === 'customer' && !retracted);
      const terms = posts.get(newest?.mention ?? '')?.analysis.terms ?? [];
      return {
        case: one,
        posts: Object.fromEntries(posts) satisfies Record<string, Found>,
        earlier: (await earlierThan(deps, scope, one)).map((each) => caseLine(each, state.now)),
        similar: similarCases(state, scope, one, terms),
      };
    },
  });
};

/** A case of the scope, from the desk or from among those long closed. */
async function caseIn({ engine, history }: Deps, scope: Scope, id: string): Promise<Case> {
  const one = engine.state.desk.cases.get(id) ?? (await history.case(id));
  if (!one || !isInScope(scope, one)) throw new Refusal(404, 'there is no case with this number, or it is too long ago');
  return one;
}

/** Other cases of the scope by the same person, also elsewhere; the newest first. Cases that became part of another are none. */
async function earlierThan({ engine, history }: Deps, scope: Scope, one: Case): Promise<Case[]> {
  const who = [one.customer, ...one.also];
  const held = [...engine.state.desk.cases.values()].filter(({ customer }) => who.some((each) => same(each, customer)));
  const kept = await Promise.all(who.map((each) => history.casesOf(each.network, each.id, EARLIER_TOLD)));
  // What the state holds is newer than what the history has of the same case.
  const byId = new Map([...kept.flat(), ...held].map((each) => [each.id, each]));
  return [...byId.values()]
    .filter((each) => each.id !== one.id && each.status !== 'merged' && isInScope(scope, each))
    .sort((a, b) => b.postedAt - a.postedAt || Number(b.id) - Number(a.id))
    .slice(0, EARLIER_TOLD);
}

const same = (a: Customer, b: Customer): boolean => a.id === b.id && a.network === b.network;
