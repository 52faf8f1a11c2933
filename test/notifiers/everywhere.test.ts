import { describe, expect, it, vi } from 'vitest';
import { defaultDesk } from '../../server/core/desk/setting.ts';
import type { ChannelConfig } from '../../server/notifiers/config-types.ts';
import { NOTIFIERS } from '../../server/notifiers/index.ts';
import type { IncidentAction } from '../../shared/action.ts';
import type { ChannelKind } from '../../shared/notify.ts';
import { alertingWith, channel, Running, route, surging } from '../support/alerting.ts';
import { type Answering, type Heard, type StandIn, standIn } from '../support/channels.ts';
import { OutboxInHand } from '../support/outbox.ts';
import { type MailServer, mailServer } from '../support/smtp.ts';

const MINUTE = 60_000;

/** Every kind that speaks HTTP to a place of one's choice, as its service answers. */
const ANSWERS: Record<string, (heard: Heard) => Answering> = {
  '/slack': () => ({ status: 200, body: 'ok' }),
  '/api/chat.postMessage': () => ({ status: 200, body: JSON.stringify({ ok: true, channel: 'C0123ABCD', ts: '1700.1' }) }),
  '/api/chat.update': () => ({ status: 200, body: JSON.stringify({ ok: true, channel: 'C0123ABCD', ts: '1700.1' }) }),
  '/teams': () => ({ status: 202 }),
  '/v2/enqueue': () => ({ status: 202, body: JSON.stringify({ status: 'success' }) }),
  '/webhook': () => ({ status: 204 }),
  '/mattermost': () => ({ status: 200, body: 'ok' }),
  '/discord': () => ({ status: 200, body: JSON.stringify({ id: '77' }) }),
  // The topic stands in the body.
  '/': () => ({ status: 200, body: JSON.stringify({ id: 'n1' }) }),
  '/bottelegram-token': () => ({ status: 200, body: JSON.stringify({ ok: true, result: { message_id: 5, chat: { id: 42 } } }) }),
};

const isOf = (path: string) => (key: string) => (key === '/' ? path === key : path.startsWith(key));
const answerTo = (heard: Heard): Answering => ANSWERS[Object.keys(ANSWERS).find(isOf(heard.path)) ?? '']?.(heard) ?? { status: 500 };

function configsFor(web: StandIn, mail: MailServer): ChannelConfig[] {
  const secrets = {
    MAIL: mail.url,
    TOKEN: 'xoxb-token',
    KEY: 'a'.repeat(32),
    SIGN: `whsec_${Buffer.from('signing-secret-of-24-byte').toString('base64')}`,
    BOT: 'telegram-token',
  };
  for (const [name, value] of Object.entries(secrets)) vi.stubEnv(name, value);
  const at = (path: string) => {
    vi.stubEnv(`AT_${path}`, `${web.url}/${path}`);
    return { env: `AT_${path}` };
  };
  return [
    { id: 'slack', kind: 'slack', options: { url: at('slack') } },
    { id: 'slack-bot', kind: 'slack', options: { token: { env: 'TOKEN' }, channel: 'C0123ABCD', server: web.url } },
    { id: 'teams', kind: 'teams', options: { url: at('teams') } },
    { id: 'pagerduty', kind: 'pagerduty', options: { key: { env: 'KEY' }, server: web.url } },
    { id: 'webhook', kind: 'webhook', options: { url: at('webhook'), secrets: [{ env: 'SIGN' }] } },
    { id: 'mattermost', kind: 'mattermost', options: { url: at('mattermost') } },
    { id: 'discord', kind: 'discord', options: { url: at('discord') } },
    { id: 'ntfy', kind: 'ntfy', options: { url: at('ntfy') } },
    { id: 'telegram', kind: 'telegram', options: { token: { env: 'BOT' }, chat: '-42', server: web.url } },
    { id: 'email', kind: 'email', options: { url: { env: 'MAIL' }, from: 'earshot@halden.example', encryption: 'none' } },
  ];
}

/** One incident that every channel has to tell. */
async function everywhere() {
  const [web, mail] = [await standIn(), await mailServer()];
  web.answer(answerTo);
  const configs = configsFor(web, mail);
  const ids = configs.map(({ id }) => id);
  const channels = configs.map(({ id, kind }) => channel(id, { kind, personal: kind === 'email' }));
  const tale = surging(alertingWith({ channels, routes: [route([{ after: 0, channels: ids, to: { people: ['mara'] } }])] }));
  const { state } = new Running(tale);
  const people = [{ id: 'mara', name: 'Mara', initials: [], languages: [], team: null }];
  state.settings.desk = { ...defaultDesk(), people };
  const reaching = { channels: configs, allow: ['127.0.0.1'], contacts: { mara: { email: 'mara@halden.example' } } };
  const box = new OutboxInHand(state, reaching, [...NOTIFIERS]);
  return { box, web, mail, configs };
}

/** How often a path of the service was called so far. */
const calls = ({ heard }: StandIn) => {
  const paths = Object.keys(ANSWERS);
  return Object.fromEntries(paths.map((path) => [path, heard.filter((one) => isOf(one.path)(path)).length]));
};

describe('one incident', () => {
  it('is told, updated and closed by every channel, once each', async () => {
    const { box, web, mail } = await everywhere();
    const isTold = () => box.deliveries().every(({ state, sent, wanted }) => state === 'sent' && sent === wanted);
    box.start();
    await box.until(isTold);
    expect(box.deliveries().map(({ channel: id, state, error }) => [id, state, error])).toHaveLength(10);
    const opened = calls(web);
    expect({ ...opened, '/api/chat.update': 1 }).toEqual(Object.fromEntries(Object.keys(ANSWERS).map((path) => [path, 1])));
    expect(opened['/api/chat.update']).toBe(0);
    expect(mail.mails).toMatchObject([{ from: 'earshot@halden.example', to: ['mara@halden.example'] }]);

    const act = (action: IncidentAction) => {
      box.fold({ kind: 'action', id: `a:${action.id}`, at: box.time.now(), action });
      for (let second = 0; second < 3; second++) {
        box.time.offset += 1000;
        box.tick();
      }
    };
    act({ id: 'take-0001', by: 'Mara', type: 'take', incident: '1' });
    await box.until(isTold);
    act({ id: 'close-0001', by: 'Mara', type: 'close', incident: '1', note: 'answered, and calm' });
    await box.until(isTold);
    const events = web.heard.flatMap(({ path, body }) => (path === '/v2/enqueue' ? [JSON.parse(body)] : []));
    expect(events.map(({ event_action }) => event_action)).toEqual(['trigger', 'acknowledge', 'resolve']);
    expect(new Set(events.map(({ dedup_key }) => dedup_key)).size).toBe(1);
    expect(calls(web)).toMatchObject({ '/slack': 3, '/teams': 3, '/webhook': 3, '/api/chat.update': 2 });
    expect(box.troubles.size).toBe(0);
    await box.go(60 * MINUTE);
    expect(calls(web)).toMatchObject({ '/slack': 3, '/v2/enqueue': 3 });
  });

  it('that Teams refuses in the text of a 200 is told again until it takes it', async () => {
    const { box, web } = await everywhere();
    const teams = () => box.deliveries().find(({ channel: id }) => id === 'teams')!;
    const busy = { status: 200, body: 'Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429' };
    web.answer((heard) => (heard.path === '/teams' ? busy : answerTo(heard)));
    box.start();
    await box.until(() => teams().attempts === 3 && teams().state === 'waiting');
    expect(teams()).toMatchObject({ sent: 0, error: expect.stringContaining('429') });
    expect(box.deliveries().filter(({ state }) => state === 'sent')).toHaveLength(9);
    web.answer(answerTo);
    await box.until(() => teams().state === 'sent');
    expect(calls(web)['/teams']).toBe(4);
  });

  it('shows no secret of any channel, whatever each of them answers', async () => {
    const { box, web, configs } = await everywhere();
    web.answer(({ path, headers, body }) => ({ status: 400, body: `${path} ${JSON.stringify(headers)} ${body}` }));
    box.start();
    const others = () => box.deliveries().filter(({ channel: id }) => id !== 'email');
    await box.until(() => others().every(({ error }) => error !== null));
    const shown = JSON.stringify([box.journaled, box.warned, [...box.troubles], box.deliveries()]);
    expect(others()).toHaveLength(configs.length - 1);
    for (const secret of ['xoxb-token', 'a'.repeat(32), 'signing-secret', 'telegram-token', web.url]) expect(shown).not.toContain(secret);
  });
});

it('the kinds that there are can all be told of', () => {
  const kinds: ChannelKind[] = NOTIFIERS.map(({ kind }) => kind);
  expect(new Set(kinds).size).toBe(kinds.length);
  expect(kinds).toHaveLength(10);
});
