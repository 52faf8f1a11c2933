import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NOTIFIERS } from '../../../server/notifiers/index.ts';
import type { Answer, Outcome } from '../../../server/notifiers/notifier.ts';
import { NOW, newsOf, sendingOf, told } from './invented.ts';
import { answer, outgoingOf, send } from './posted.ts';

const notifierOf = (kind: string) => NOTIFIERS.find((one) => one.kind === kind)!;
const hook = { url: { env: 'HOOK' } };
const bot = { token: { env: 'KEY' }, channel: 'C1' };
const key = { key: { env: 'KEY' } };
const chat = { token: { env: 'KEY' }, chat: '1' };
const signed = { url: { env: 'HOOK' }, secrets: [{ env: 'SECRET' }] };

beforeEach(() => {
  vi.stubEnv('HOOK', 'https://hooks.example/services/secret-path');
  vi.stubEnv('KEY', 'secret-key');
  vi.stubEnv('SECRET', 'whsec_bmV3LXNlY3JldC1uZXctc2VjcmV0LW5ldy1zZWNyZXQ=');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const dead = (error: string): Outcome => ({ outcome: 'dead', error });
const retry = (error: string, after?: number): Outcome =>
  after === undefined ? { outcome: 'retry', error } : { outcome: 'retry', error, after };
const soon = { 'retry-after': '30' };

const rows: [string, unknown, Answer, Outcome][] = [
  ['slack', hook, answer(200, 'ok'), { outcome: 'sent' }],
  ['slack', hook, answer(200, { ok: false, error: 'invalid_auth' }), dead('Slack says invalid_auth: check the token')],
  ['slack', hook, answer(404, 'no_service'), dead('Slack says no_service: the webhook was removed: make a new one')],
  ['slack', hook, answer(403, 'action_prohibited'), dead('Slack says action_prohibited: a setting of the workspace forbids posting there')],
  ['slack', hook, answer(429, 'rate_limited', soon), retry('Slack answers 429: too many messages at once', 30_000)],
  ['slack', hook, answer(503), retry('Slack answers 503')],
  ['slack', bot, answer(200, { ok: true, channel: 'C1', ts: '1.2' }), { outcome: 'sent', reference: 'C1:1.2' }],
  ['slack', bot, answer(200, { ok: false, error: 'ratelimited' }, soon), retry('Slack says ratelimited', 30_000)],
  ['slack', bot, answer(200, { ok: false, error: 'not_in_channel' }), dead('Slack says not_in_channel: invite the app to the channel')],
  ['slack', bot, answer(200, '<html>proxy'), retry('Slack answers 200 with something else than Slack would')],
  ['teams', hook, answer(202), { outcome: 'sent' }],
  ['teams', hook, answer(200, '1'), { outcome: 'sent' }],
  [
    'teams',
    hook,
    answer(200, 'Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429 with ContextId 1.'),
    retry('Teams answers 429: too many messages at once'),
  ],
  [
    'teams',
    hook,
    answer(200, 'Microsoft Teams endpoint returned HTTP error 413'),
    dead('Teams answers 413: the message is too long for it'),
  ],
  ['teams', hook, answer(404), dead('Teams answers 404: the workflow is gone: make a new one')],
  ['pagerduty', key, answer(202, { status: 'success' }), { outcome: 'sent', reference: 'earshot-halden-air-incident-12' }],
  [
    'pagerduty',
    key,
    answer(400, { message: 'Event object is invalid', errors: ["'routing_key' is missing"] }),
    dead("PagerDuty answers 400: Event object is invalid: 'routing_key' is missing; check the integration key"),
  ],
  ['pagerduty', key, answer(429), retry('PagerDuty answers 429: too many messages at once')],
  ['webhook', signed, answer(204), { outcome: 'sent' }],
  ['webhook', signed, answer(410), dead('The webhook answers 410: it was taken away: make a new one')],
  ['webhook', signed, answer(500), retry('The webhook answers 500')],
  ['mattermost', hook, answer(400, { message: 'Invalid webhook' }), dead('Mattermost answers 400: Invalid webhook')],
  ['discord', hook, answer(200, { id: '7' }), { outcome: 'sent', reference: '7' }],
  ['discord', hook, answer(429, { retry_after: 1.25 }), retry('Discord answers 429: too many messages at once', 1250)],
  ['discord', hook, answer(404, { code: 10015 }), dead('Discord answers 404: the webhook was removed: make a new one')],
  ['ntfy', hook, answer(403, { error: 'forbidden' }), dead('ntfy answers 403: this topic wants a token that may write')],
  ['ntfy', hook, answer(507), retry('ntfy answers 507')],
  ['telegram', chat, answer(200, { ok: true, result: { message_id: 4 } }), { outcome: 'sent', reference: '4' }],
  [
    'telegram',
    chat,
    answer(429, { ok: false, parameters: { retry_after: 9 } }),
    retry('Telegram answers 429: too many messages at once', 9000),
  ],
  [
    'telegram',
    chat,
    answer(400, { ok: false, description: 'Bad Request: chat not found' }),
    dead('Telegram answers 400: Bad Request: chat not found; check the chat'),
  ],
  ['telegram', chat, answer(401, { ok: false, description: 'Unauthorized' }), dead('Telegram answers 401: check the token of the bot')],
];

describe('what became of a message', () => {
  it.each(rows)('%s, %o, answered %o', async (kind, options, answered, expected) => {
    const { outcome } = await send(notifierOf(kind), options, sendingOf(), { answers: [answered] });
    expect(outcome).toEqual(expected);
  });

  it.each([
    ['seconds', '12', 12_000],
    ['a date', new Date(NOW + 90_000).toUTCString(), 90_000],
    ['the past', new Date(NOW - 90_000).toUTCString(), 0],
    ['more than an hour', '86400', 3_600_000],
    ['nonsense', 'soon', undefined],
  ])('waits as long as the channel asks: %s', async (_what, value, after) => {
    const { outcome } = await send(notifierOf('webhook'), signed, sendingOf(), { answers: [answer(503, '', { 'retry-after': value })] });
    expect(outcome).toMatchObject({ outcome: 'retry', ...(after === undefined ? {} : { after }) });
    expect('after' in outcome).toBe(after !== undefined);
  });

  it.each(rows.map(([kind, options, answered]): [string, unknown, Answer] => [kind, options, answered]))(
    'never tells a secret: %s, %o, %o',
    async (kind, options, answered) => {
      const { outcome } = await send(notifierOf(kind), options, sendingOf(), { answers: [answered] });
      expect(JSON.stringify(outcome)).not.toMatch(/secret-key|secret-path|bmV3LXNl/);
    },
  );

  it('is posted anew when Slack has lost the message that was to be edited', async () => {
    const answers = [answer(200, { ok: false, error: 'message_not_found' }), answer(200, { ok: true, channel: 'C1', ts: '9.9' })];
    const sending = sendingOf({ reference: 'C1:1.2', told: told({}, [newsOf('status', 'we know')]), rings: false });
    const { outcome, posted } = await send(notifierOf('slack'), bot, sending, { answers });
    expect([outcome, posted.map(({ url }) => url)]).toEqual([
      { outcome: 'sent', reference: 'C1:9.9' },
      ['https://slack.com/api/chat.update', 'https://slack.com/api/chat.postMessage'],
    ]);
  });

  it('is tried again whole when PagerDuty took the first of two events alone', async () => {
    const sending = sendingOf({ told: told({ acknowledgedAt: NOW, owner: 'Ines' }) });
    const { outcome, posted } = await send(notifierOf('pagerduty'), key, sending, { answers: [answer(202), answer(502)] });
    expect([outcome, posted.length]).toEqual([retry('PagerDuty answers 502'), 2]);
  });

  it('goes to the telegram contact of the person who is told', async () => {
    const sending = sendingOf({ person: { id: 'ines', name: 'Ines' } });
    const options = { token: { env: 'KEY' } };
    const world = { contacts: { ines: '4711' }, answers: [answer(200, { ok: true, result: { message_id: 4 } })] };
    const { posted } = await send(notifierOf('telegram'), options, sending, world);
    const nobody = await send(notifierOf('telegram'), options, sendingOf());
    expect([posted[0]!.body, nobody.outcome]).toMatchObject([{ chat_id: '4711' }, { outcome: 'dead' }]);
  });
});

describe('a secret that is not there', () => {
  it.each(rows.slice(0, 1))('is told by the name of its place, not by what it holds: %s', async (kind) => {
    vi.stubEnv('HOOK', '');
    const { outgoing } = outgoingOf();
    const notifier = notifierOf(kind);
    await expect(notifier.send(notifier.options.parse(hook), sendingOf(), outgoing)).rejects.toThrow('the variable HOOK is not set');
  });
});

describe('options', () => {
  it.each([
    ['slack', {}, 'it wants either url or token, and not both'],
    ['slack', { url: { env: 'A' }, token: { env: 'B' }, channel: 'C1' }, 'it wants either url or token, and not both'],
    ['slack', { token: { env: 'B' } }, 'with a token it wants a channel'],
    ['email', { url: { env: 'A' }, from: 'nobody' }, 'not an address of e-mail'],
    ['telegram', { token: { env: 'A' }, chat: 'my chat' }, 'not a chat of Telegram; its id is a number, or @name for a public channel'],
    ['webhook', { url: { env: 'A' }, secrets: [] }, 'Too small: expected array to have >=1 items'],
  ])('of %s: %o is refused', (kind, options, message) => {
    const messages = notifierOf(kind)
      .options.safeParse(options)
      .error?.issues.map((issue) => issue.message);
    expect(messages).toContain(message);
  });

  it.each(NOTIFIERS.map(({ kind }) => kind))('of %s hold no secret in the file', (kind) => {
    const result = notifierOf(kind).options.safeParse({
      url: 'https://hooks.example/secret',
      token: 'secret',
      key: 'secret',
      secrets: ['secret'],
    });
    expect(result.success).toBe(false);
  });
});
