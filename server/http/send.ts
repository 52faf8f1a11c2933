import { createHash } from 'node:crypto';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { CaseAction } from '../../shared/action.ts';
import { type Case, SUBJECT_BOUND } from '../../shared/case.ts';
import { bound } from '../../shared/text.ts';
import { isInScope } from '../core/desk/samples.ts';
import { JournalFull } from '../journal/journal.ts';
import { type Helpdesk, HelpdeskTrouble, type Parcel } from '../sources/source.ts';
import { scopeOf } from './board.ts';
import type { Deps, Found } from './deps.ts';
import { postsOf } from './posts.ts';
import { REFUSALS, Refusal } from './refusal.ts';

/** Longest conversation that is sent, in UTF-16 units: Zendesk takes 65,535. */
export const CONVERSATION_BOUND = 60_000;

const Body = z.object({ to: z.string().min(1).max(64), by: z.string().trim().min(1).max(64) });
const Answer = z.object({ ok: z.boolean(), ticket: z.string(), url: z.string().nullable() });

/** A case goes to a helpdesk. */
export const send: FastifyPluginAsyncZod<{ deps: Deps }> = async (app, { deps }) => {
  const underway = new Map<string, Promise<z.infer<typeof Answer>>>();
  app.route({
    method: 'POST',
    url: '/api/v1/cases/:id/send',
    config: { deed: 'act' },
    schema: {
      summary: 'Send a case to a helpdesk',
      description:
        'Makes a ticket there with the whole conversation. Sending it again finds the same ticket. 502 tells why the helpdesk did not take it.',
      tags: ['acting'],
      params: z.object({ id: z.string().min(1).max(32) }),
      body: Body.meta({ 'x-examples': { one: { value: { to: 'support', by: 'Mara' } } } }),
      response: { 200: Answer, ...REFUSALS },
    },
    handler: ({ params, body, caller }) => {
      // The first of two who send the same at once makes the ticket; the other one waits, and finds it.
      const key = `${params.id} ${body.to}`;
      const before = underway.get(key) ?? Promise.resolve();
      const sending = before.then(
        () => sendCase(deps, params.id, body, scopeOf(caller, deps)),
        () => sendCase(deps, params.id, body, scopeOf(caller, deps)),
      );
      underway.set(key, sending);
      const done = () => underway.get(key) === sending && underway.delete(key);
      sending.then(done, done);
      return sending;
    },
  });
};

async function sendCase(
  deps: Deps,
  id: string,
  { to, by }: z.infer<typeof Body>,
  scope: string | undefined,
): Promise<z.infer<typeof Answer>> {
  const one = caseIn(deps, id, scope);
  const helpdesk = deps.helpdesk?.(to);
  if (!helpdesk) throw new Refusal(404, `there is no helpdesk ${to}`);
  if (one.ticket?.source === to) return { ok: true, ticket: one.ticket.id, url: one.ticket.url };
  const { ticket, url } = await handOver(helpdesk, await parcelOf(deps, one));
  await deps.intake.act(sentAction(one, to, by, ticket, url), scope).catch(refuse);
  return { ok: true, ticket, url };
}

function caseIn({ engine: { state } }: Deps, id: string, scopeId: string | undefined): Case {
  const one = state.desk.cases.get(id);
  const scope = scopeId === undefined ? null : state.scopes.get(scopeId);
  if (!one || scope === undefined || (scope && !isInScope(scope, one))) throw new Refusal(404, `there is no case ${id} at the desk`);
  return one;
}

const handOver = (helpdesk: Helpdesk, parcel: Parcel) =>
  helpdesk.send(parcel).catch((error) => {
    throw error instanceof HelpdeskTrouble ? new Refusal(502, error.message) : error;
  });

/** The id follows from what was done, so that doing it again changes nothing, unless it was undone meanwhile. */
function sentAction({ id: number, events }: Case, source: string, by: string, ticket: string, url: string | null): CaseAction {
  const undone = events.filter(({ what }) => what === 'undone').length;
  const id = `sent-${createHash('sha256')
    .update(JSON.stringify([number, source, ticket, undone]))
    .digest('hex')
    .slice(0, 32)}`;
  return { type: 'sent', id, by, case: number, source, ticket, url };
}

async function parcelOf(deps: Deps, one: Case): Promise<Parcel> {
  const posts = await postsOf(deps, one.turns);
  const said = one.turns.flatMap(({ mention }) => posts.get(mention) ?? []);
  const { id, handle, name, network } = one.customer;
  const words = one.subject.replace(/\s+/g, ' ').trim() || `Case ${one.id}`;
  const dropped = one.turnsDropped > 0 ? [`(${one.turnsDropped} older posts are not kept.)`] : [];
  return {
    case: one.id,
    subject: bound(words, SUBJECT_BOUND / 2),
    conversation: bound([...dropped, ...said.map(told)].join('\n\n'), CONVERSATION_BOUND),
    customer: { id, name: name || handle || id, network },
  };
}

/** A post in plain text: who, where, when, what, and where it stands. */
function told({ mention: { author, network, postedAt, text, url } }: Found): string {
  const who = author.handle && author.handle !== author.name ? `${author.name} (@${author.handle})` : author.name;
  const when = `${new Date(postedAt).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return [`${who} on ${network}, ${when}:`, text, ...(url ? [url] : [])].join('\n');
}

/** The intake's own errors are written to be read. */
function refuse(error: unknown): never {
  if (error instanceof JournalFull || !(error instanceof Error)) throw error;
  throw new Refusal(409, error.message);
}
