import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { buildAnalyser } from '../server/core/analysis/analyse.ts';
import type { Entry } from '../server/core/entry.ts';
import { emptyState } from '../server/core/state.ts';
import { step } from '../server/core/step.ts';
import type { Told } from '../server/sources/demo/post.ts';
import { type Story, story } from '../server/sources/demo/story.ts';
import type { Incident } from '../shared/incident.ts';
import { type StandIn, standIn } from './support/channels.ts';
import { config, startServer, until } from './support/server.ts';
import { type MailServer, mailServer } from './support/smtp.ts';

const MINUTE = 60_000;
/** The demo's story begins: in its third minute a baggage belt fails. */
const START = Date.parse('2026-03-09T08:00:00Z');
const DEMO = readFileSync(join(import.meta.dirname, '../fixtures/scenarios/halden-air/earshot.yaml'), 'utf8');
/** The demo's own configuration without its source: the story is told by the test. */
const watching = (more = '') => `${DEMO.replace(/^sources:\n(?: .*\n|\n)+/m, '')}\n${more}`;

const listening = (at: number): Entry => ({
  kind: 'source',
  id: `s:${at}`,
  at,
  source: 'demo',
  connector: 'demo',
  listens: true,
  status: 'live',
  duplicates: 0,
  rejected: 0,
});

type Hear = ReturnType<typeof buildAnalyser>;

function entry({ at, item }: Told, { analyse }: Hear): Entry[] {
  if (item.kind === 'mention')
    return [{ kind: 'mention', id: item.mention.id, at, mention: item.mention, analysis: analyse(item.mention) }];
  if (item.kind === 'engagement') return [{ kind: 'engagement', id: `e:${item.engagement.id}`, at, engagement: item.engagement }];
  return item.kind === 'retraction' ? [{ kind: 'retraction', id: `r:${item.mention}`, at, mention: item.mention }] : [];
}

/** What happens between two moments of the story, with a tick at its end. */
const minutes = (tale: Story, hear: Hear, from: number, to: number): Entry[] => [
  ...tale.between(from, to).flatMap((told) => entry(told, hear)),
  { kind: 'tick', id: `t:${to}`, at: to - 1 },
];

describe('the crisis of the demo', () => {
  it('is one incident, opened within four minutes and closed when it is over; the hours before are none', () => {
    const { settings } = config(watching());
    const hear = buildAnalyser(settings);
    const tale = story(7, START, 'demo');
    const state = emptyState();
    let seq = 0;
    const fold = (entries: Entry[]) => {
      for (const one of entries) step(state, { seq: ++seq, entry: one });
    };
    fold([{ kind: 'settings', id: 'c:1', at: START - 60 * MINUTE, settings }, listening(START - 60 * MINUTE)]);
    for (let at = START - 60 * MINUTE; at < START; at += MINUTE) fold(minutes(tale, hear, at, at + MINUTE));
    expect([...state.alerting.open.keys(), ...state.alerting.closed]).toEqual([]);
    for (let at = START; at < START + 100 * MINUTE; at += MINUTE) fold(minutes(tale, hear, at, at + MINUTE));
    const incidents: Incident[] = [...state.alerting.closed, ...[...state.alerting.open.values()].map(({ incident }) => incident)];
    expect(incidents).toHaveLength(1);
    const [incident] = incidents;
    expect(incident).toMatchObject({ state: 'closed', worst: 'critical' });
    expect(incident!.openedAt - START).toBeLessThanOrEqual(4 * MINUTE);
    expect(incident!.sentence).toMatch(/ from 09:0\d to \d\d:\d\d \(.*\): at its peak \d+ against [\d.]+, [\d.]+ times\.$/);
    expect(incident!.news.filter(({ what }) => what === 'opened' || what === 'closed').map(({ what }) => what)).toEqual([
      'opened',
      'closed',
    ]);
    expect(incident!.news.filter(({ rings }) => rings).length).toBeLessThanOrEqual(3);
  });
});

/** Every kind of channel, each with a local server in its place. */
async function everywhere(): Promise<{ yaml: string; places: Record<string, StandIn>; mails: MailServer }> {
  const mails = await mailServer();
  const places = {
    slack: await standIn({ status: 200, body: 'ok' }),
    teams: await standIn({ status: 202, body: '' }),
    pagerduty: await standIn({ status: 202, body: '{"status":"success","dedup_key":"x"}' }),
    webhook: await standIn({ status: 204 }),
    mattermost: await standIn({ status: 200, body: 'ok' }),
    discord: await standIn({ status: 200, body: '{"id":"77"}' }),
    ntfy: await standIn({ status: 200, body: '{"id":"n1"}' }),
    telegram: await standIn({ status: 200, body: '{"ok":true,"result":{"message_id":5,"chat":{"id":1}}}' }),
  };
  vi.stubEnv('T_SLACK', `${places.slack.url}/services/T0/B0/secretpart`);
  vi.stubEnv('T_TEAMS', `${places.teams.url}/workflows/abc?sig=secretpart`);
  vi.stubEnv('T_PD', 'r'.repeat(32));
  vi.stubEnv('T_HOOK', `${places.webhook.url}/in`);
  vi.stubEnv('T_HOOK_KEY', 'whsec_c2VjcmV0cGFydHNlY3JldHBhcnRzZWNyZXQ=');
  vi.stubEnv('T_MM', `${places.mattermost.url}/hooks/secretpart`);
  vi.stubEnv('T_DISCORD', `${places.discord.url}/api/webhooks/1/secretpart`);
  vi.stubEnv('T_NTFY', `${places.ntfy.url}/secretpart`);
  vi.stubEnv('T_TG', '12345678:secretpart_AAAAAAAAAAAAAAAAAAAAAAAAAAA');
  vi.stubEnv('T_MAIL', mails.url);
  const yaml = `
address: https://wall.example
outgoing:
  allow: [127.0.0.1]
channels:
  - { kind: slack, url: { env: T_SLACK } }
  - { kind: teams, url: { env: T_TEAMS } }
  - { kind: pagerduty, key: { env: T_PD }, server: "${places.pagerduty.url}" }
  - { kind: webhook, url: { env: T_HOOK }, secrets: [{ env: T_HOOK_KEY }] }
  - { kind: mattermost, url: { env: T_MM } }
  - { kind: discord, url: { env: T_DISCORD } }
  - { kind: ntfy, url: { env: T_NTFY } }
  - { kind: telegram, token: { env: T_TG }, chat: "1", server: "${places.telegram.url}" }
  - { kind: email, url: { env: T_MAIL }, from: wall@halden.example, to: [duty@halden.example], encryption: none }
`;
  return { yaml, places, mails };
}

beforeEach(() => () => vi.unstubAllEnvs());

describe('everybody who should know', () => {
  it('hears of it once through each channel, then how it goes on, and that it is over', async () => {
    const { yaml, places, mails } = await everywhere();
    const settings = config(watching(yaml));
    let now = START - 60 * MINUTE;
    const server = await startServer({ mode: 'demo', config: settings, clock: { now: () => now, pace: 1 }, tickMs: 1e9 });
    const hear = buildAnalyser(settings.settings);
    const tale = story(7, START, 'demo');
    const told = () => [...server.engine.state.alerting.deliveries.values()];
    const settled = () => until(told, (all) => all.every(({ state }) => state === 'sent'));
    const live = async (to: number) => {
      for (; now < to; now += MINUTE) {
        await server.journal.append(minutes(tale, hear, now, now + MINUTE));
        await server.engine.caughtUp();
        if (told().length > 0) await settled();
      }
    };
    await server.journal.append([listening(now)]);
    await live(START);
    expect(told()).toEqual([]);
    await live(START + 5 * MINUTE);
    expect(told()).toHaveLength(9);
    const first = Object.values(places).map(({ bodies }) => JSON.stringify(bodies()[0]));
    for (const body of first) expect(body).toMatch(/wall\.example\/incidents\/1/);
    expect(places.pagerduty!.bodies().map(({ event_action }) => event_action)[0]).toBe('trigger');
    expect(mails.mails[0]?.data).toMatch(/incidents\/1/);

    await server.journal.append([
      { kind: 'action', id: 'a:take-0001', at: now, action: { id: 'take-0001', by: 'Mara', type: 'take', incident: '1' } },
      { kind: 'tick', id: 't:take', at: now + 1000 },
    ]);
    await server.engine.caughtUp();
    await settled();
    expect(places.pagerduty!.bodies().at(-1)).toMatchObject({ event_action: 'acknowledge' });
    await live(START + 100 * MINUTE);
    expect(server.engine.state.alerting.closed.map(({ id }) => id)).toEqual(['1']);
    expect(places.pagerduty!.bodies().at(-1)).toMatchObject({ event_action: 'resolve' });
    const triggers = places.pagerduty!.bodies().filter(({ event_action }) => event_action === 'trigger');
    expect(new Set(places.pagerduty!.bodies().map(({ dedup_key }) => dedup_key)).size).toBe(1);
    expect(triggers.length).toBeLessThanOrEqual(3);
    expect(told()).toHaveLength(9);
    expect(places.discord!.heard.filter(({ method }) => method === 'PATCH').length).toBeGreaterThan(0);
    const ids = places.webhook!.heard.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(ids.length);
    expect(JSON.stringify(told())).not.toContain('secretpart');
  }, 120_000);
});
