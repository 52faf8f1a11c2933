import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Quality } from '../../shared/quality.ts';
import { qualityOf } from '../core/quality/quality.ts';
import { rulesInForce } from '../core/rules/rules.ts';
import { alertingOf } from '../core/settings.ts';
import type { State } from '../core/state.ts';
import { MINUTE } from '../core/windows/track.ts';
import type { Deps } from './deps.ts';
import { incidentsSince } from './past-incidents.ts';
import { REFUSALS, Refusal } from './refusal.ts';

const DAY = 86_400_000;
const Query = z.object({ days: z.coerce.number().int().min(1).max(366).default(30).describe('Days up to now') });

/** Since when anything was counted: before that no rule could raise anything. */
const heardSince = ({ scopes }: State, now: number): number => Math.min(now - MINUTE, scopes.get('all')?.series.total.since ?? 0);

/** How well each rule does its work. */
export const quality: FastifyPluginAsyncZod<{ deps: Deps }> = async (app, { deps }) => {
  app.route({
    method: 'GET',
    url: '/api/v1/quality',
    config: { deed: 'act' },
    schema: {
      summary: 'How well each rule does: precision, recall, lead time, load',
      description:
        'By what people marked, incidents that opened in the period. Amounts of time are ms, intervals hold 95% (Wilson). `precision`: of the ' +
        'marked incidents that the rule led, those marked useful or late; `recall`: of those and of what people said was missed where the rule ' +
        'looks, those it led; `lead.people`: before the first thing that anybody did about it; `load`: rings per person and ten minutes.',
      tags: ['rules'],
      querystring: Query,
      response: { 200: Quality, ...REFUSALS },
      'x-example': '/api/v1/quality?days=30',
    },
    handler: async ({ query, caller }) => {
      if (caller?.board !== undefined) throw new Refusal(403, 'rules are for those who may see every board');
      const { state } = deps.engine;
      const to = Math.max(deps.clock.now(), state.now);
      const from = Math.max(to - query.days * DAY, heardSince(state, to));
      const { incidents, left } = await incidentsSince(deps, from);
      const misses = [...state.alerting.misses.values()];
      const rules = rulesInForce(state).map(({ rule }) => rule);
      return qualityOf({ from, to, incidents, left, misses, rules, accepted: alertingOf(state.settings).load });
    },
  });
};
