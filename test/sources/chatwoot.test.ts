import { describe, expect, it, onTestFinished } from 'vitest';
import { chatwootKind } from '../../server/sources/chatwoot.ts';
import { type ChatwootConversation, serveChatwoot } from '../support/chatwoot.ts';
import { chatwootDelivery, chatwootDesk, chatwootOptions, HELPDESK_NOW, heldOf, SIGNING } from '../support/helpdesk.ts';
import { type Recording, recordingContext } from '../support/source-context.ts';

const NOW = HELPDESK_NOW / 1000;
const INES = { id: 41, name: 'Ines Aas', type: 'contact' };
const JO = { id: 7, name: 'Jo Dahl', type: 'user' };
const says = (id: number, content: string, more: object = {}) => ({
  id,
  content,
  message_type: 0,
  private: false,
  created_at: NOW - 1000 + id,
  sender: INES,
  ...more,
});
const conversationOf = (id: number, messages: ChatwootConversation['messages'], more: object = {}): ChatwootConversation => ({
  conversation: { id, last_activity_at: NOW - 500, custom_attributes: {}, meta: { channel: 'Channel::WebWidget', sender: INES }, ...more },
  messages,
});
const event = { event: 'message_created', account: { id: 2 }, conversation: { id: 12 }, id: 1 };
const told = (more: object = {}) => chatwootDelivery({ ...event, ...more });
const texts = ({ submitted }: Recording) => submitted.flatMap((one) => (one.kind === 'mention' ? [one.mention.text] : []));

async function standing(conversations = [conversationOf(12, [says(1, 'Where is my refund?')])], more: object = {}) {
  const server = await serveChatwoot(conversations);
  const recording = recordingContext({ id: 'care', now: HELPDESK_NOW });
  const context = { ...recording.context, heldIn: heldOf(recording), ...more };
  return { server, recording, context, conversation: conversations[0]!, desk: chatwootDesk(context, server.url) };
}

function running({ server, context, recording }: Awaited<ReturnType<typeof standing>>) {
  const run = chatwootKind(5).run(context, chatwootOptions(server.url)).catch(String);
  onTestFinished(async () => {
    recording.stop();
    await run;
  });
  return run;
}

describe('a delivery of Chatwoot', () => {
  const good = told();
  it.each([
    ['is signed with another secret', chatwootDelivery(event, { secret: 'guessed' })],
    ['is not signed', { ...good, headers: {} }],
    ['is signed with something that is no hex', { ...good, headers: { ...good.headers, 'x-chatwoot-signature': 'sha256=zz' } }],
    ['was changed by one byte', { ...good, body: Buffer.from(`${good.body} `) }],
    ['has a time that is none', { ...good, headers: { ...good.headers, 'x-chatwoot-timestamp': 'now' } }],
    ['was signed more than five minutes ago', chatwootDelivery(event, { at: HELPDESK_NOW - 301_000 })],
    ['has the secret in its address alone', { ...good, headers: {}, secret: SIGNING }],
  ])('is not believed when it %s, and Chatwoot is not asked', async (_case, delivery) => {
    const { desk, server } = await standing();
    await expect(desk.deliver(delivery)).rejects.toMatchObject({ name: 'DeliveryRefused', status: 401 });
    expect(server.asked).toEqual([]);
  });

  it.each([
    ['the right secret', SIGNING, 'believed'],
    ['a wrong secret', `${SIGNING}x`, 401],
    ['no secret', null, 401],
  ])('of a version that signs nothing, with %s in its address: %s', async (_case, secret, expected) => {
    const { server, recording } = await standing();
    const desk = chatwootDesk(recording.context, server.url, { webhookSecret: undefined, addressSecret: { env: 'EARSHOT_TEST_SIGNING' } });
    const outcome = await desk.deliver({ ...good, headers: {}, secret }).then(
      () => 'believed',
      (error) => error.status,
    );
    expect(outcome).toBe(expected);
  });

  it('of another account is refused', async () => {
    const { desk } = await standing();
    await expect(desk.deliver(told({ account: { id: 3 } }))).rejects.toMatchObject({ status: 400 });
  });

  it('brings nothing more when it comes again', async () => {
    const { desk, recording } = await standing();
    await desk.deliver(told());
    await desk.deliver(told());
    expect(recording.verdicts).toEqual(['accepted']);
  });

  it('is passed over when it tells of no message', async () => {
    const { desk, server } = await standing();
    await desk.deliver(told({ event: 'conversation_status_changed' }));
    expect(server.asked).toEqual([]);
  });

  it('takes back a message that was deleted', async () => {
    const { desk, recording, conversation } = await standing();
    await desk.deliver(told());
    conversation.messages = [says(1, 'This message was deleted', { content_attributes: { deleted: true } })];
    await desk.deliver(told({ event: 'message_updated' }));
    expect(recording.submitted.at(-1)).toEqual({ kind: 'retraction', mention: 'care:12/1' });
  });

  it('brings a conversation of many pages whole, in its order', async () => {
    const messages = Array.from({ length: 45 }, (_, i) => says(i + 1, `message ${i + 1}`));
    const { desk, recording } = await standing([conversationOf(12, messages)]);
    await desk.deliver(told());
    expect(texts(recording)).toEqual(messages.map(({ content }) => content));
  });

  it('counts messages that cannot be read, and brings the rest', async () => {
    const { desk, recording } = await standing([conversationOf(12, [says(1, 'Hm', { message_type: 9 }), says(2, 'Hello?')])]);
    await desk.deliver(told());
    expect([texts(recording), recording.rejected]).toEqual([['Hello?'], { 'message: message_type': 1 }]);
  });
});

describe('asking Chatwoot', () => {
  it('finds what no delivery told of, over many pages, and keeps its place', async () => {
    const many = Array.from({ length: 60 }, (_, i) =>
      conversationOf(100 + i, [says(i + 1, `from ${i}`)], { last_activity_at: NOW - 600 + i }),
    );
    const old = conversationOf(99, [says(1, 'long ago')], { last_activity_at: NOW - 200_000 });
    const stand = await standing([...many, old]);
    running(stand);
    await stand.recording.until(() => stand.recording.cursors.length > 0);
    expect(texts(stand.recording).sort()).toEqual(many.map((_, i) => `from ${i}`).sort());
    expect(stand.recording.cursors[0]).toBe(String(NOW - 541));
  });

  it('brings a message once, whether it was told of or found', async () => {
    const stand = await standing();
    await stand.desk.deliver(told());
    running(stand);
    await stand.recording.until(() => stand.recording.cursors.length > 0);
    expect(stand.recording.verdicts).toEqual(['accepted']);
  });

  it('waits as long as it is told to, and goes on where it was', async () => {
    const stand = await standing();
    stand.server.state.trouble.push({ status: 429, headers: { 'retry-after': '0' } });
    running(stand);
    await stand.recording.until(() => stand.recording.cursors.length > 0);
    expect(texts(stand.recording)).toEqual(['Where is my refund?']);
    expect(stand.recording.statuses[0]?.[0]).toBe('waiting');
  });

  it('repeats what was not durable when it was cut off', async () => {
    const stand = await standing();
    stand.recording.failure = new Error('killed');
    expect([await running(stand), stand.recording.cursors]).toEqual(['Error: killed', []]);
    stand.recording.failure = null;
    running(stand);
    await stand.recording.until(() => stand.recording.cursors.length > 0);
    expect(texts(stand.recording)).toEqual(['Where is my refund?']);
  });

  it('tells in words what is wrong with an answer', async () => {
    const stand = await standing();
    stand.server.state.trouble.push({ body: { data: 'soon' } });
    expect(await running(stand)).toBe('HelpdeskTrouble: Chatwoot answered in a shape that is not known here: data');
  });
});

describe('a case that goes to Chatwoot', () => {
  const parcel = {
    case: '17',
    subject: 'My refund',
    conversation: 'Ines: my refund?',
    customer: { id: 'ines', name: 'Ines Aas', network: 'x' },
  };

  it('becomes a conversation of the customer, with what was said as a private note', async () => {
    const { desk, server } = await standing();
    const sent = await desk.send(parcel);
    expect(sent.url).toBe(`${server.url}/app/accounts/2/conversations/${sent.ticket}`);
    const made = server.state.conversations.get(Number(sent.ticket));
    expect(made?.conversation.custom_attributes).toEqual({ earshot_case: 'earshot-case-17' });
    expect(made?.messages).toMatchObject([{ private: true, content: 'My refund\n\nInes: my refund?\n\nearshot-case-17' }]);
  });

  it('finds its conversation when it is sent again, and says nothing twice', async () => {
    const { desk, server } = await standing();
    const first = await desk.send(parcel);
    expect(await desk.send(parcel)).toEqual(first);
    expect(server.state.conversations.get(Number(first.ticket))?.messages).toHaveLength(1);
  });

  it('is finished by sending it again when it broke off in the middle', async () => {
    const { desk, server } = await standing();
    server.state.trouble.push({ body: { payload: [] } }, { body: { payload: { contact: { id: 41 } } } }, { body: { payload: [] } });
    server.state.trouble.push({ body: { id: 12 } }, { body: { payload: [] } }, { status: 500 });
    await expect(desk.send(parcel)).rejects.toThrow('Chatwoot answered 500');
    const again = await desk.send(parcel);
    expect(server.state.conversations.get(Number(again.ticket))?.messages).toHaveLength(1);
  });

  it('hears what is said there as a part of the same case', async () => {
    const customer = { id: 'did:ines', handle: 'ines.example', name: 'Ines' };
    const reply = says(1, 'It is on its way.', { message_type: 1, sender: JO });
    const conversation = conversationOf(12, [reply, says(2, 'Thanks!')], { custom_attributes: { earshot_case: 'earshot-case-17' } });
    const { desk, recording } = await standing([conversation], { postOf: () => ({ id: 'bluesky:at/9', network: 'bluesky', customer }) });
    await desk.deliver(told());
    const posts = recording.submitted.flatMap((one) => (one.kind === 'mention' ? [one.mention] : []));
    expect(posts.map(({ root, inReplyTo, author }) => [root, inReplyTo, author.id])).toEqual([
      ['bluesky:at/9', 'bluesky:at/9', 'care:user-7'],
      ['bluesky:at/9', 'care:12/1', 'did:ines'],
    ]);
  });

  it('is refused in words where no inbox is set', async () => {
    const { server, recording } = await standing();
    const desk = chatwootDesk(recording.context, server.url, { inbox: undefined });
    await expect(desk.send(parcel)).rejects.toThrow('source care has no inbox that cases can be sent to');
  });
});
