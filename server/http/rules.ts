import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { RuleLine, RulesPage } from '../../shared/rules-page.ts';
import { rulesInForce } from '../core/rules/rules.ts';
import { alertingOf } from '../core/settings.ts';
import type { State } from '../core/state.ts';
import type { Deps } from './deps.ts';
import { REFUSALS, Refusal } from './refusal.ts';

/** What finds, and what holds back. It is changed by actions. */
export const rules: FastifyPluginAsyncZod<{ deps: Deps }> = async (app, { deps }) => {
  app.route({
    method: 'GET',
    url: '/api/v1/rules',
    config: { deed: 'alerts' },
    schema: {
      summary: 'Rules in force, silences, and events that were planned',
      description:
        'Of several rules of a kind the first that names a watch, or that names none, counts for it; one that is switched off hides those after ' +
        'it. `origin` is `default`, `file` (earshot.yaml) or `desk`; `beneath` is what counts again after an action of type `rule-back`. ' +
        'Rules are changed by `POST /api/v1/actions`: `rule`, `rule-back`, `silence`, `silence-end`, `planned`, `planned-end`.',
      tags: ['reading'],
      response: { 200: RulesPage, ...REFUSALS },
      'x-example': '/api/v1/rules',
    },
    handler: async () => pageOf(deps.engine.state),
  });

  app.route({
    method: 'GET',
    url: '/api/v1/rules/:id',
    config: { deed: 'alerts' },
    schema: {
      summary: 'One rule in force',
      tags: ['reading'],
      params: z.object({ id: z.string().max(64) }),
      response: { 200: RuleLine, ...REFUSALS },
      'x-example': '/api/v1/rules/spike',
    },
    handler: async ({ params }) => {
      const found = rulesInForce(deps.engine.state).find(({ rule }) => rule.id === params.id);
      if (!found) throw new Refusal(404, 'there is no rule with this id');
      return found;
    },
  });
};

function pageOf(state: State): RulesPage {
  const { settings, alerting, now } = state;
  const file = alertingOf(settings);
  return {
    rules: [...rulesInForce(state)],
    silences: [...from('desk', alerting.silences.values()), ...from('file', file.silences)],
    planned: [...from('desk', alerting.planned.values()), ...from('file', file.planned)],
    now,
    zone: settings.zone,
    watches: settings.watches.map(({ id, name, kind }) => ({ id, name, kind })),
  };
}

const from = <T extends object>(origin: 'file' | 'desk', all: Iterable<T>): (T & { origin: 'file' | 'desk' })[] =>
  [...all].map((one) => ({ ...one, origin }));
