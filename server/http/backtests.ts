import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Backtest, BacktestAsk } from '../../shared/backtest.ts';
import type { Rule } from '../../shared/rule.ts';
import type { Caller } from '../access.ts';
import { type Asked, type Backtests, TooManyBacktests } from '../backtest/backtests.ts';
import type { Running } from '../backtest/run.ts';
import type { Trying } from '../backtest/trial.ts';
import { plannedOf } from '../core/incidents/silences.ts';
import { judge } from '../core/quality/judge.ts';
import { rulesInForce } from '../core/rules/rules.ts';
import { alertingOf } from '../core/settings.ts';
import type { State } from '../core/state.ts';
import type { Deps } from './deps.ts';
import { incidentsSince } from './past-incidents.ts';
import { REFUSALS, Refusal } from './refusal.ts';

const DAY = 86_400_000;
const Params = z.object({ id: z.string().max(64) });

const example = {
  days: 30,
  rule: {
    id: 'spike',
    kind: 'spike',
    name: 'More mentions than usual',
    enabled: true,
    watches: [],
    severity: null,
    hold: 0,
    minimum: 40,
    times: 3,
    clear: 1.4,
  },
};

/** A rule, tried on what was heard. */
export const backtests: FastifyPluginAsyncZod<{ deps: Deps }> = async (app, { deps }) => {
  app.route({
    method: 'POST',
    url: '/api/v1/backtests',
    config: { deed: 'act' },
    schema: {
      summary: 'Try a rule on the past, beside what it is now',
      description:
        'Folds the journal with the rule as given and as it is in force, with the watches of today. It runs beside the server; ask for it by its id. ' +
        'Nothing is changed by it.',
      tags: ['rules'],
      body: BacktestAsk.meta({ 'x-examples': { one: { value: example } } }),
      response: { 202: Backtest, ...REFUSALS },
    },
    handler: async ({ body, caller }, reply) => {
      const tests = testsOf(caller, deps);
      const asked = askedOf(body.rule, body.days, deps);
      return reply.code(202).send(start(tests, asked));
    },
  });

  app.route({
    method: 'GET',
    url: '/api/v1/backtests/:id',
    config: { deed: 'act' },
    schema: {
      summary: 'How far a test of a rule is, and what came of it',
      description: 'Times are ms since 1970 UTC. `left` is how many ms it may still take.',
      tags: ['rules'],
      params: Params,
      response: { 200: Backtest, ...REFUSALS },
      'x-example': '/api/v1/backtests/5f0c2c1e',
    },
    handler: async ({ params, caller }) => testsOf(caller, deps).get(params.id) ?? unknown(),
  });

  app.route({
    method: 'DELETE',
    url: '/api/v1/backtests/:id',
    config: { deed: 'act' },
    schema: {
      summary: 'Stop a test of a rule',
      tags: ['rules'],
      params: Params,
      response: { 200: z.object({ ok: z.boolean() }), ...REFUSALS },
      'x-example': '/api/v1/backtests/5f0c2c1e',
    },
    handler: async ({ params, caller }) => {
      const tests = testsOf(caller, deps);
      if (!tests.get(params.id)) unknown();
      return { ok: await tests.cancel(params.id) };
    },
  });
};

function unknown(): never {
  throw new Refusal(404, 'there is no such test any more; start it again');
}

function testsOf(caller: Caller | null, { backtests: tests }: Deps): Backtests {
  if (caller?.board !== undefined) throw new Refusal(403, 'rules are for those who may see every board');
  if (!tests) throw new Refusal(503, 'rules cannot be tested here');
  return tests;
}

function start(tests: Backtests, asked: Asked): Backtest {
  try {
    return tests.start(asked);
  } catch (error) {
    if (error instanceof TooManyBacktests) throw new Refusal(429, error.message, { retryAfter: 5 });
    throw error;
  }
}

function askedOf(rule: Rule, days: number, deps: Deps): Asked {
  const { state } = deps.engine;
  const from = deps.clock.now() - days * DAY;
  const running = runningOf(state, { ...rule, enabled: true }, from);
  return {
    rule,
    days,
    running,
    async finish(ran, tookMs) {
      const { from, to, posts, changed } = ran;
      const present = isInForce(state, { ...rule, enabled: true }) ? changed : ran.present;
      const { incidents } = await incidentsSince(deps, from);
      const misses = [...deps.engine.state.alerting.misses.values()];
      const accepted = alertingOf(deps.engine.state.settings).load;
      return judge({ rule, from, to, posts, tookMs, present, changed, incidents, misses, accepted });
    },
  };
}

/** The rule word for word as it counts now need not be folded twice. */
const isInForce = (state: State, rule: Rule): boolean =>
  rulesInForce(state).some((one) => one.rule.enabled && JSON.stringify(inOrder(one.rule)) === JSON.stringify(inOrder(rule)));

const inOrder = (rule: Rule): [string, unknown][] => Object.entries(rule).sort(([a], [b]) => (a < b ? -1 : 1));

function runningOf(state: State, rule: Rule, from: number): Running {
  const same = rulesInForce(state).flatMap((one) => (one.rule.kind === rule.kind ? [one.rule] : []));
  const now = same.find(({ id, enabled }) => id === rule.id && enabled);
  const changed = now || same.some(({ id }) => id === rule.id) ? same.map((one) => (one.id === rule.id ? rule : one)) : [rule, ...same];
  const trying = (rules: Rule[]): Trying => ({ settings: state.settings, rules, rule: rule.id, planned: plannedOf(state) });
  return { kind: rule.kind, from, present: now && !isInForce(state, rule) ? trying(same) : null, changed: trying(changed) };
}
