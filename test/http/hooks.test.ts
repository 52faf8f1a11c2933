import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { HOOK_BYTES } from '../../server/http/hooks.ts';
import type { Delivery, Helpdesk, SourceContext } from '../../server/sources/source.ts';
import { type Given, makeApp, type Parts } from '../support/app.ts';
import { serveChatwoot } from '../support/chatwoot.ts';
import { chatwootDesk, SIGNING, zendeskDelivery, zendeskDesk } from '../support/helpdesk.ts';
import { NOON } from '../support/memory.ts';
import { recordingContext } from '../support/source-context.ts';
import { serveZendesk } from '../support/zendesk.ts';

const EVENT = { type: 'zen:event-type:ticket.comment_added', detail: { id: '71' } };
const TICKET = {
  ticket: { id: 71, requester_id: 501, via: { channel: 'twitter' } },
  comments: [{ id: 1, author_id: 501, public: true, created_at: '2026-03-01T09:20:00Z', plain_body: 'My seat is gone.' }],
};

/** What the shell offers a helpdesk, with the intake of these parts behind it. */
const contextFor = ({ intake }: Parts): SourceContext => ({
  ...recordingContext({ id: 'support', now: NOON }).context,
  log: pino({ level: 'silent' }),
  submit: (items) => intake.submit(items),
  holds: (mention) => intake.holds(mention),
});

/** An app with a helpdesk `support`, and a stand-in of Zendesk behind it. */
async function withZendesk(given: Given = {}) {
  const server = await serveZendesk([TICKET]);
  const desks: { support?: Helpdesk } = {};
  const made = await makeApp({ ...given, helpdesk: (source) => (source === 'support' ? (desks.support ?? null) : null) });
  desks.support = zendeskDesk(contextFor(made.parts), server.url);
  return { ...made, server };
}

async function post(
  { app }: Pick<Awaited<ReturnType<typeof withZendesk>>, 'app'>,
  delivery: Delivery,
  url = '/api/v1/hooks/support',
  more: object = {},
) {
  const headers = { 'content-type': 'application/json', ...delivery.headers, ...more };
  const answer = await app.inject({ method: 'POST', url, headers: headers as Record<string, string>, payload: delivery.body });
  return { status: answer.statusCode, body: answer.json(), retryAfter: answer.headers['retry-after'] };
}

const signed = (event: unknown = EVENT, secret = SIGNING) => zendeskDelivery(event, { at: NOON, secret });

describe('a webhook', () => {
  it('is answered when what it tells of is durable', async () => {
    const stand = await withZendesk();
    expect(await post(stand, signed())).toMatchObject({ status: 200, body: { ok: true } });
    expect(stand.parts.intake.mentions()).toMatchObject([{ id: 'support:71/1', network: 'x', text: 'My seat is gone.' }]);
  });

  it('is believed over its very bytes, however they are laid out and whatever their type is said to be', async () => {
    const stand = await withZendesk();
    const loose = { ...EVENT, note: '"ø" \u2028 {}' };
    expect(await post(stand, signed(loose), undefined, { 'content-type': 'text/plain; charset=latin1' })).toMatchObject({ status: 200 });
  });

  it('needs no token, also beyond this machine', async () => {
    const stand = await withZendesk({ host: '0.0.0.0' });
    expect(await post(stand, signed())).toMatchObject({ status: 200 });
  });

  it('that is not believed is counted on the health of its source, and learns nothing', async () => {
    const stand = await withZendesk();
    expect(await post(stand, signed(EVENT, 'guessed'))).toMatchObject({
      status: 401,
      body: { error: 'this delivery is not signed as it should be' },
    });
    expect(stand.parts.intake.refused).toEqual({ support: { count: 1, reason: 'hook: wrong signature' } });
    expect([stand.server.asked, stand.parts.intake.taken]).toEqual([[], []]);
  });

  it.each([
    ['a source that there is not', '/api/v1/hooks/nobody'],
    ['a source that is no helpdesk', '/api/v1/hooks/shop'],
  ])('for %s is told that nothing is there', async (_case, url) => {
    const stand = await withZendesk();
    expect(await post(stand, signed(), url)).toMatchObject({ status: 404 });
  });

  it('that is too long is not read', async () => {
    const stand = await withZendesk();
    const delivery = signed({ ...EVENT, note: 'x'.repeat(HOOK_BYTES) });
    expect(await post(stand, delivery)).toMatchObject({ status: 413 });
  });

  it('without a body is refused', async () => {
    const stand = await withZendesk();
    expect(await post(stand, { headers: {}, body: Buffer.alloc(0), secret: null })).toMatchObject({ status: 401 });
  });

  it.each([
    ['its helpdesk wants to be left alone for long', { status: 429, headers: { 'retry-after': '300' } }, 55],
    ['its helpdesk wants to be left alone for a moment', { status: 429, headers: { 'retry-after': '7' } }, 7],
    ['its helpdesk does not answer as it should', { status: 500 }, 10],
  ])('is asked to come again when %s, soon enough to be tried again', async (_case, trouble, seconds) => {
    const stand = await withZendesk();
    stand.server.state.trouble.push(trouble);
    expect(await post(stand, signed())).toMatchObject({ status: 503, retryAfter: String(seconds) });
    expect(await post(stand, signed())).toMatchObject({ status: 200 });
  });

  it.each([
    ['the journal has no room', 'fill', 503],
    ['too much waits for the journal', 'overload', 429],
  ] as const)('is asked to come again when %s, and counts once in the end', async (_case, trouble, status) => {
    const stand = await withZendesk();
    stand.parts.intake[trouble]();
    expect(await post(stand, signed())).toMatchObject({ status });
    stand.parts.intake.failure = null;
    for (const _again of [1, 2]) expect(await post(stand, signed())).toMatchObject({ status: 200 });
    expect(stand.parts.intake.mentions()).toHaveLength(1);
  });
});

it('a secret in the address of a webhook stays out of the log', async () => {
  const server = await serveChatwoot();
  const desks: { care?: Helpdesk } = {};
  const stand = await makeApp({ helpdesk: () => desks.care ?? null });
  const options = { webhookSecret: undefined, addressSecret: { env: 'EARSHOT_TEST_SIGNING' } };
  desks.care = chatwootDesk(contextFor(stand.parts), server.url, options);
  const delivery = { headers: {}, secret: null, body: Buffer.from(JSON.stringify({ event: 'conversation_created' })) };
  expect(await post(stand, delivery, `/api/v1/hooks/care/${SIGNING}`)).toMatchObject({ status: 200 });
  expect(await post(stand, delivery, '/api/v1/hooks/care/guessed-secret')).toMatchObject({ status: 401 });
  expect(stand.parts.logged.join('')).toContain('/api/v1/hooks/:source/:secret');
  expect(stand.parts.logged.join('')).not.toMatch(new RegExp(`${SIGNING}|guessed-secret`));
});
