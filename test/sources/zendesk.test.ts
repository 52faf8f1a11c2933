import { describe, expect, it, onTestFinished } from 'vitest';
import { DeliveryRefused, HelpdeskTrouble } from '../../server/sources/source.ts';
import { zendeskKind } from '../../server/sources/zendesk.ts';
import { HELPDESK_NOW, heldOf, zendeskDelivery, zendeskDesk, zendeskOptions } from '../support/helpdesk.ts';
import { type Recording, recordingContext } from '../support/source-context.ts';
import { serveZendesk, type ZendeskComment, type ZendeskTicket } from '../support/zendesk.ts';

const SECOND = 1000;
const at = (second: number) => new Date(HELPDESK_NOW + second * SECOND).toISOString();
const says = (id: number, author: number, body: string, more: object = {}): ZendeskComment => ({
  id,
  type: 'Comment',
  author_id: author,
  plain_body: body,
  public: true,
  created_at: at(id),
  ...more,
});
const INES = 501;
const JO = 901;
const ticketOf = (comments: ZendeskComment[], more: object = {}): ZendeskTicket => ({
  ticket: { id: 71, requester_id: INES, external_id: null, via: { channel: 'email' }, ...more },
  comments,
});
const told = (type: string, more: object = {}) => zendeskDelivery({ type: `zen:event-type:ticket.${type}`, detail: { id: '71' }, ...more });
const change = (second: number, ...children: object[]) => ({ at: HELPDESK_NOW / SECOND + second, ticket_id: 71, child_events: children });
const texts = ({ submitted }: Recording) => submitted.flatMap((one) => (one.kind === 'mention' ? [one.mention.text] : []));
const takenBack = ({ submitted }: Recording) => submitted.flatMap((one) => (one.kind === 'retraction' ? [one.mention] : []));

async function standing(ticket: ZendeskTicket = ticketOf([says(1, INES, 'My seat is gone.')]), more: object = {}) {
  const server = await serveZendesk([ticket]);
  const recording = recordingContext({ id: 'support', now: HELPDESK_NOW });
  const context = { ...recording.context, heldIn: heldOf(recording), ...more };
  return { server, ticket, recording, context, desk: zendeskDesk(context, server.url) };
}

/** The source as it runs; what it rejected with is in `outcome`. */
function running({ server, context, recording }: Awaited<ReturnType<typeof standing>>, more: object = {}) {
  const outcome: { failure?: unknown } = {};
  const run = zendeskKind(5)
    .run(context, zendeskOptions(server.url, more))
    .catch((error: unknown) => {
      outcome.failure = error;
    });
  onTestFinished(async () => {
    recording.stop();
    await run;
  });
  return { run, outcome };
}

describe('a delivery of Zendesk', () => {
  const event = { type: 'zen:event-type:ticket.comment_added', detail: { id: '71' } };
  const good = zendeskDelivery(event);
  it.each([
    ['is signed with another secret', zendeskDelivery(event, { secret: 'guessed' })],
    ['is not signed', { ...good, headers: {} }],
    ['has two signatures', { ...good, headers: { ...good.headers, 'x-zendesk-webhook-signature': ['a', 'b'] } }],
    ['was changed by one byte', { ...good, body: Buffer.from(`${good.body} `) }],
    ['says another time than was signed', { ...good, headers: { ...good.headers, 'x-zendesk-webhook-signature-timestamp': at(1) } }],
    ['was signed more than five minutes ago', zendeskDelivery(event, { at: HELPDESK_NOW - 301 * SECOND })],
    ['was signed more than five minutes ahead', zendeskDelivery(event, { at: HELPDESK_NOW + 301 * SECOND })],
  ])('is not believed when it %s, and Zendesk is not asked', async (_case, delivery) => {
    const { desk, server, recording } = await standing();
    await expect(desk.deliver(delivery)).rejects.toMatchObject({ name: 'DeliveryRefused', status: 401 });
    expect([server.asked, recording.submitted]).toEqual([[], []]);
  });

  it.each([300, -300])('is believed when clocks differ by %s seconds', async (seconds) => {
    const { desk, recording } = await standing();
    await desk.deliver(zendeskDelivery(event, { at: HELPDESK_NOW + seconds * SECOND }));
    expect(texts(recording)).toEqual(['My seat is gone.']);
  });

  it.each([
    ['is no event', { hello: 1 }],
    ['names no ticket', { type: 'zen:event-type:ticket.created', detail: {} }],
    ['names a path instead of a ticket', { type: 'zen:event-type:ticket.created', detail: { id: '../users' } }],
  ])('is refused as unreadable when it %s', async (_case, body) => {
    const { desk, server } = await standing();
    await expect(desk.deliver(zendeskDelivery(body))).rejects.toMatchObject({ name: 'DeliveryRefused', status: 400 });
    expect(server.asked).toEqual([]);
  });

  it('brings nothing more when it comes again', async () => {
    const { desk, recording } = await standing();
    await desk.deliver(told('comment_added'));
    await desk.deliver(told('comment_added'));
    expect(recording.verdicts).toEqual(['accepted']);
  });

  it('may come before the one that it follows', async () => {
    const { desk, recording } = await standing(ticketOf([says(1, INES, 'My seat is gone.'), says(2, JO, 'You have 12A.')]));
    await desk.deliver(told('comment_added'));
    await desk.deliver(told('created'));
    const posts = recording.submitted.map((one) => (one.kind === 'mention' ? [one.mention.text, one.mention.inReplyTo] : one));
    expect(posts).toEqual([
      ['My seat is gone.', undefined],
      ['You have 12A.', 'support:71/1'],
    ]);
  });

  it('is passed over when it tells of no comment', async () => {
    const { desk, server } = await standing();
    await desk.deliver(told('priority_changed'));
    expect(server.asked).toEqual([]);
  });

  it('takes back a comment that was made private', async () => {
    const { desk, recording, ticket } = await standing();
    await desk.deliver(told('comment_added'));
    ticket.comments[0]!.public = false;
    await desk.deliver(told('comment_made_private'));
    expect(takenBack(recording)).toEqual(['support:71/1']);
  });

  it('takes back a comment that words were taken out of', async () => {
    const { desk, recording } = await standing();
    await desk.deliver(told('comment_added'));
    await desk.deliver(told('comment_redacted', { event: { comment: { id: '1' } } }));
    expect(takenBack(recording)).toEqual(['support:71/1']);
  });

  it('takes back all of a ticket that was deleted', async () => {
    const { desk, recording, server } = await standing(undefined, {
      heldIn: (ticket: string) => [`support:${ticket}/1`, `support:${ticket}/2`],
    });
    server.state.tickets.clear();
    await desk.deliver(told('soft_deleted'));
    expect(takenBack(recording)).toEqual(['support:71/1', 'support:71/2']);
  });

  it('takes nothing back when the ticket is only out of our sight', async () => {
    const { desk, recording, server } = await standing(undefined, { heldIn: () => ['support:71/1'] });
    server.state.tickets.clear();
    await desk.deliver(told('comment_added'));
    expect(recording.submitted).toEqual([]);
  });

  it('that comes while its ticket is read has it read once more, for all who came meanwhile', async () => {
    const { desk, recording, ticket, server } = await standing();
    const hold = Promise.withResolvers<void>();
    server.state.hold = hold.promise;
    const reading = new Promise<void>((resolve) => {
      server.onAsked = () => resolve();
    });
    const first = desk.deliver(told('created'));
    await reading;
    const others = [desk.deliver(told('comment_added')), desk.deliver(told('comment_added'))];
    ticket.comments = [...ticket.comments, says(2, JO, 'You have 12A.')];
    hold.resolve();
    await Promise.all([first, ...others]);
    expect(texts(recording)).toEqual(['My seat is gone.', 'You have 12A.']);
    expect(server.asked.filter(({ path }) => path === '/api/v2/tickets/71.json')).toHaveLength(2);
  });

  it('is not done with until the journal has it', async () => {
    const { desk, recording } = await standing();
    recording.failure = new Error('no space left');
    await expect(desk.deliver(told('created'))).rejects.toThrow('no space left');
    recording.failure = null;
    await desk.deliver(told('created'));
    expect(recording.verdicts).toEqual(['accepted']);
  });

  it('is not done with by another that is on its way to the journal, and may not get there', async () => {
    const { desk, recording } = await standing(undefined, { holds: () => true });
    await desk.deliver(told('created'));
    expect(recording.verdicts).toEqual(['accepted']);
  });

  it.each([
    [401, {}, 'Zendesk answered 401: check the token of source support', undefined],
    [429, { 'retry-after': '30' }, 'Zendesk answered 429: it wants to be left alone for a while', 30_000],
    [503, {}, 'Zendesk answered 503', undefined],
    [302, { location: 'http://127.0.0.1:9/' }, /^Zendesk cannot be reached: /, undefined],
  ])('is to be sent again when Zendesk answers %s, with the reason in words', async (status, headers, message, afterMs) => {
    const { desk, server } = await standing();
    server.state.trouble.push({ status, headers });
    const failure = await desk.deliver(told('created')).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(HelpdeskTrouble);
    expect(failure).toMatchObject({ message: expect.stringMatching(message), afterMs });
  });
});

it('is refused without a signing secret in the options', async () => {
  const { server, recording } = await standing();
  const desk = zendeskDesk(recording.context, server.url, { webhookSecret: undefined });
  await expect(desk.deliver(told('created'))).rejects.toBeInstanceOf(DeliveryRefused);
});

describe('asking Zendesk', () => {
  it('finds what no delivery told of, page after page, and keeps its place', async () => {
    const stand = await standing();
    stand.server.state.tickets.set(72, {
      ...ticketOf([says(5, 502, 'And my bag!')]),
      ticket: { id: 72, requester_id: 502, via: { channel: 'web' } },
    });
    stand.server.state.changes = [change(-500, { event_type: 'Comment' }), { ...change(-400, { event_type: 'Comment' }), ticket_id: 72 }];
    stand.server.state.page = 1;
    running(stand);
    await stand.recording.until(() => stand.recording.cursors.length === 2);
    expect(texts(stand.recording)).toEqual(['My seat is gone.', 'And my bag!']);
    expect(stand.recording.cursors.at(-1)).toBe(String(HELPDESK_NOW / SECOND - 399));
    await stand.recording.until(() => stand.recording.statuses.at(-1)?.[0] === 'live');
  });

  it('brings a comment once, whether it was told of or found', async () => {
    const stand = await standing();
    await stand.desk.deliver(told('created'));
    stand.server.state.changes = [change(-500, { event_type: 'Comment' })];
    running(stand);
    await stand.recording.until(() => stand.recording.cursors.length === 1);
    expect(stand.recording.verdicts).toEqual(['accepted']);
  });

  it.each([
    ['redactions', { event_type: 'CommentRedactionEvent', comment_id: 1 }],
    ['deletions', { event_type: 'Change', status: 'deleted' }],
  ])('finds %s that no delivery told of', async (_case, child) => {
    const stand = await standing(undefined, { heldIn: () => ['support:71/1'] });
    await stand.desk.deliver(told('created'));
    stand.server.state.changes = [change(-500, child)];
    running(stand);
    await stand.recording.until(() => stand.recording.cursors.length === 1);
    expect(takenBack(stand.recording)).toEqual(['support:71/1']);
  });

  it('waits as long as it is told to, and goes on where it was', async () => {
    const stand = await standing();
    stand.server.state.changes = [change(-500, { event_type: 'Comment' })];
    stand.server.state.trouble.push({ status: 429, headers: { 'retry-after': '0' } }, { status: 429, headers: { 'retry-after': '0' } });
    running(stand);
    await stand.recording.until(() => stand.recording.cursors.length === 1);
    expect(texts(stand.recording)).toEqual(['My seat is gone.']);
    expect(stand.recording.statuses[0]).toEqual(['waiting', 'Zendesk wants to be left alone for 0 s']);
  });

  it.each([
    ['that is kept from us', { status: 403 }],
    ['in a shape that nobody knows', { body: { ticket: 'soon' } }],
  ])('counts a ticket %s, and goes on with the others', async (_case, trouble) => {
    const stand = await standing();
    stand.server.state.changes = [{ ...change(-500), ticket_id: 70 }, change(-400)];
    stand.server.onAsked = ({ path }) => {
      if (path.endsWith('ticket_events.json') && stand.recording.cursors.length === 0) stand.server.state.trouble.push(trouble);
    };
    running(stand);
    await stand.recording.until(() => stand.recording.cursors.length === 1);
    expect(texts(stand.recording)).toEqual(['My seat is gone.']);
    expect(Object.values(stand.recording.rejected)).toEqual([1]);
  });

  it('fails with the reason when Zendesk does, for the supervisor to try again', async () => {
    const stand = await standing();
    stand.server.state.trouble.push({ status: 401 });
    const { run, outcome } = running(stand);
    await run;
    expect(outcome.failure).toMatchObject({ message: 'Zendesk answered 401: check the token of source support' });
  });

  it('repeats what was not durable when it was cut off, and loses nothing', async () => {
    const stand = await standing();
    stand.server.state.changes = [change(-500, { event_type: 'Comment' })];
    stand.recording.failure = new Error('killed');
    const { run } = running(stand);
    await run;
    expect([texts(stand.recording), stand.recording.cursors]).toEqual([[], []]);
    stand.recording.failure = null;
    running(stand);
    await stand.recording.until(() => stand.recording.cursors.length === 1);
    expect(texts(stand.recording)).toEqual(['My seat is gone.']);
  });

  it('stops when it is told to, also while it waits', async () => {
    const stand = await standing();
    stand.server.state.trouble.push({ status: 429, headers: { 'retry-after': '299' } });
    const { run } = running(stand);
    await stand.recording.until(() => stand.recording.statuses.length > 0);
    stand.recording.stop();
    expect(await run).toBe(undefined);
  });
});

describe('a case that goes to Zendesk', () => {
  const parcel = {
    case: '17',
    subject: 'My seat is gone',
    conversation: 'Ines: my seat is gone',
    customer: { id: 'ines', name: 'Ines Aas', network: 'x' },
  };

  it('becomes a ticket of the customer, with the conversation as an internal note', async () => {
    const { desk, server } = await standing();
    expect(await desk.send(parcel)).toEqual({ ticket: '8001', url: `${server.url}/agent/tickets/8001` });
    const made = server.asked.at(-1);
    expect(made?.headers['idempotency-key']).toBe('earshot-case-17');
    expect(made?.headers.authorization).toBe(`Basic ${Buffer.from('ops@desk.example/token:invented-token').toString('base64')}`);
    expect(made?.body).toEqual({
      ticket: {
        subject: 'My seat is gone',
        comment: { body: 'Ines: my seat is gone', public: false },
        requester_id: 777,
        external_id: 'earshot-case-17',
        tags: ['earshot'],
      },
    });
  });

  it('finds its ticket when it is sent again', async () => {
    const { desk, server } = await standing();
    const first = await desk.send(parcel);
    expect([await desk.send(parcel), server.state.made]).toEqual([first, 1]);
  });

  it('hears what is said there as a part of the same case, on the network where it began', async () => {
    const customer = { id: 'did:ines', handle: 'ines.example', name: 'Ines' };
    const asked: [string, number][] = [];
    const postOf = (number: string, before: number) => {
      asked.push([number, before]);
      return { id: 'bluesky:at/9', network: 'bluesky', customer };
    };
    const comments = [says(1, JO, 'You have 12A.'), says(2, INES, 'Lovely.'), says(3, JO, 'Enjoy the flight!')];
    const { desk, recording } = await standing(ticketOf(comments, { external_id: 'earshot-case-17' }), { postOf });
    await desk.deliver(told('comment_added'));
    const posts = recording.submitted.flatMap((one) => (one.kind === 'mention' ? [one.mention] : []));
    expect(posts.map(({ network, root, inReplyTo, author }) => [network, root, inReplyTo, author.id])).toEqual([
      ['bluesky', 'bluesky:at/9', 'bluesky:at/9', 'support:901'],
      ['bluesky', 'bluesky:at/9', 'support:71/1', 'did:ines'],
      ['bluesky', 'bluesky:at/9', 'support:71/2', 'support:901'],
    ]);
    expect(asked[0]).toEqual(['17', HELPDESK_NOW + SECOND]);
  });

  it('is refused with the reason in words', async () => {
    const { desk, server } = await standing();
    server.state.trouble.push({ status: 401 });
    await expect(desk.send(parcel)).rejects.toThrow('Zendesk answered 401: check the token of source support');
  });
});
