import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { Action, ActionAnswer, isServers } from '../../shared/action.ts';
import { JournalFull } from '../journal/journal.ts';
import { scopeOf } from './board.ts';
import type { Deps } from './deps.ts';
import { REFUSALS, Refusal } from './refusal.ts';

const claim = { id: 'claim-0001-by-mara', type: 'claim', case: '17', by: 'mara' };
const silence = {
  id: 'silence-0001-by-mara',
  type: 'silence',
  matcher: { kinds: ['rival'], severities: [], watches: ['fjordjet'] },
  reason: 'Their strike is known to us',
  from: null,
  until: 1_798_736_400_000,
  by: 'mara',
};
const example = { id: 'ack-0001-by-mara', type: 'acknowledge', alert: 'spike:all', by: 'Mara' };

/** What operators do, for programs: the same as a wall sends over its socket. */
export const actions: FastifyPluginAsyncZod<{ deps: Deps }> = async (app, { deps }) => {
  app.route({
    method: 'POST',
    url: '/api/v1/actions',
    config: { deed: 'act' },
    schema: {
      summary: 'Act on an alert, a case or an incident, or change a rule or a silence',
      description:
        'Decided in order: of two who claim a case, one has it. Rules and silences concern everybody, and want a token for every board. Sending the same id again changes nothing. 409 tells why it cannot be done.',
      tags: ['acting'],
      body: Action.meta({ 'x-examples': { one: { value: example }, case: { value: claim }, silence: { value: silence } } }),
      response: { 200: ActionAnswer, ...REFUSALS },
    },
    handler: async (request) => {
      if (isServers(request.body)) throw new Refusal(400, 'type: only the server says that a case was sent', { field: 'type' });
      await deps.intake.act(request.body, scopeOf(request.caller, deps)).catch(refuse);
      return { ok: true };
    },
  });
};

/** The intake's own errors are written to be read; a full journal is told like everywhere else. */
function refuse(error: unknown): never {
  if (error instanceof JournalFull || !(error instanceof Error)) throw error;
  throw new Refusal(409, error.message);
}
