import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nothingBrought } from '../../server/sources/helpdesk/reading.ts';
import { catchUp } from '../../server/sources/zendesk/catch-up.ts';
import { lineTo } from '../../server/sources/zendesk/options.ts';
import type { Mention } from '../../shared/mention.ts';
import { HELPDESK_NOW, zendeskDelivery, zendeskDesk, zendeskOptions } from '../support/helpdesk.ts';
import { recordingContext } from '../support/source-context.ts';
import { serveZendesk } from '../support/zendesk.ts';

const TICKETS = [71, 72, 73];
const [CUSTOMER, AGENT] = [501, 901];

/** What may happen: somebody writes, a delivery comes (perhaps late or again), we ask, the journal has no room, we are restarted. */
const happening = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('write' as const),
      ticket: fc.constantFrom(...TICKETS),
      ours: fc.boolean(),
      internal: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('deliver' as const), ticket: fc.constantFrom(...TICKETS) }) },
  fc.record({ what: fc.constantFrom('ask' as const, 'fill' as const, 'empty' as const, 'restart' as const) }),
);
type Happening = typeof happening extends fc.Arbitrary<infer H> ? H : never;

async function live(happenings: readonly Happening[]) {
  const server = await serveZendesk(
    TICKETS.map((id) => ({ ticket: { id, requester_id: CUSTOMER, via: { channel: 'email' } }, comments: [] })),
  );
  const recording = recordingContext({ id: 'support', now: HELPDESK_NOW });
  const options = zendeskOptions(server.url);
  const start = () => ({ desk: zendeskDesk(recording.context, server.url), brought: nothingBrought() });
  let process = start();
  const ask = () => catchUp(recording.context, lineTo(recording.context, options), options, process.brought).catch(() => 'later');
  let written = 0;
  const write = (ticket: number, ours: boolean, internal: boolean) => {
    const second = HELPDESK_NOW / 1000 - 5000 + ++written;
    const comment = {
      id: written,
      author_id: ours ? AGENT : CUSTOMER,
      public: !internal,
      created_at: new Date(second * 1000).toISOString(),
    };
    server.state.tickets.get(ticket)?.comments.push({ ...comment, plain_body: `comment ${written}` });
    server.state.changes.push({ at: second, ticket_id: ticket, child_events: [{ event_type: 'Comment' }] });
  };
  const deliver = (ticket: number) =>
    process.desk.deliver(zendeskDelivery({ type: 'zen:event-type:ticket.comment_added', detail: { id: ticket } })).catch(() => 'again');
  for (const one of happenings) {
    if (one.what === 'write') write(one.ticket, one.ours, one.internal);
    if (one.what === 'deliver') await deliver(one.ticket);
    if (one.what === 'ask') await ask();
    if (one.what === 'fill') recording.failure = new Error('no room');
    if (one.what === 'empty') recording.failure = null;
    if (one.what === 'restart') process = start();
  }
  recording.failure = null;
  await ask();
  await server.close();
  const taken = recording.submitted.flatMap((one, i) =>
    one.kind === 'mention' && recording.verdicts[i] === 'accepted' ? [one.mention] : [],
  );
  return { taken, tickets: [...server.state.tickets.values()] };
}

it('whatever is delivered, missed, refused or cut off: every public comment comes in once, after what it answers, and no note does', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 25 }), async (happenings) => {
      const { taken, tickets } = await live(happenings);
      const written = tickets.flatMap(({ ticket, comments }) =>
        comments.filter((one) => one.public).map(({ id }) => `support:${ticket.id}/${id}`),
      );
      expect(taken.map(({ id }) => id).toSorted()).toEqual(written.toSorted());
      const byId = new Map(taken.map((one) => [one.id, one]));
      for (const one of taken) expect(isAnswer(one, byId)).toBe(true);
    }),
    { numRuns: 40 },
  );
});

/** An answer stands after a post of the other side, in the same conversation. */
function isAnswer(one: Mention, all: ReadonlyMap<string, Mention>): boolean {
  const parent = one.inReplyTo === undefined ? undefined : all.get(one.inReplyTo);
  const root = one.root === undefined ? undefined : all.get(one.root);
  const answers = one.inReplyTo === undefined || (parent?.desk?.side !== one.desk?.side && (parent?.postedAt ?? 0) < one.postedAt);
  return answers && (one.root === undefined || root?.root === undefined);
}
