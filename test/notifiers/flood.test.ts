import { expect, it, vi } from 'vitest';
import { alertingWith, channel, Running } from '../support/alerting.ts';
import { standIn } from '../support/channels.ts';
import { OutboxInHand } from '../support/outbox.ts';
import { plainNotifier } from '../support/plain-notifier.ts';
import { Tale } from '../support/tale.ts';

const HOUR = 3_600_000;
/** Watches in each of which something dangerous is said in the same second, by so many people. */
const WATCHES = 40;
const SAID = 12;

/** A state in which hundreds of posts of one second open several incidents, which share nothing. */
function flooded(): Running {
  const watches = Array.from({ length: WATCHES }, (_, rank) => ({
    id: `hall${rank}`,
    name: `Hall ${rank}`,
    kind: 'ours' as const,
    query: `hall${rank}`,
    rank,
  }));
  const chat = channel('chat', { cap: { most: 3, within: HOUR } });
  const tale = new Tale().settings(0, { watches, alerting: alertingWith({ channels: [chat] }) }).steady(0, 60, 1, () => ({ watches: [] }));
  for (const { id } of watches)
    for (let n = 0; n < SAID; n++) tale.say(60, { watches: [id], urgency: ['safety'], label: 'negative', terms: ['smoke'] });
  const running = new Running(tale.tick(60.1));
  for (let second = 0; second < 5; second++) tickAfter(running, 1000);
  return running;
}

function tickAfter(running: Running, ms: number): void {
  const at = running.state.now + ms;
  running.append({ kind: 'tick', id: `t:${at}`, at });
}

it('hundreds of findings in one second are a few messages and one summary of the others', async () => {
  const running = flooded();
  const incidents = running.deliveries().length;
  expect(incidents).toBeGreaterThan(6);
  const service = await standIn();
  vi.stubEnv('CHAT_URL', service.url);
  const channels = [{ id: 'chat', kind: 'webhook' as const, options: { url: { env: 'CHAT_URL' } } }];
  const box = new OutboxInHand(running.state, { channels, allow: [service.host] }, [plainNotifier()]).start();
  await box.go(HOUR / 2);
  const atOnce = service.bodies();
  expect(atOnce.length).toBeGreaterThanOrEqual(3);
  expect(atOnce.length).toBeLessThanOrEqual(6);
  expect(atOnce.every(({ kind }) => kind === 'incident')).toBe(true);
  await box.go(HOUR / 2);
  box.tick();
  await box.go(HOUR / 2);
  const summaries = service.bodies().filter(({ kind }) => kind === 'summary');
  expect(summaries).toHaveLength(1);
  const about = box.deliveries().find((delivery) => delivery.about.kind === 'summary')?.about;
  const named = about?.kind === 'summary' ? about.incidents.length + about.more : 0;
  expect(named).toBeGreaterThanOrEqual(incidents - atOnce.length);
  expect(box.deliveries().every(({ state }) => state === 'sent')).toBe(true);
});
