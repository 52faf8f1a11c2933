import { expect, it, onTestFinished, vi } from 'vitest';
import { standIn } from './support/channels.ts';
import { plainNotifier } from './support/plain-notifier.ts';
import { startRedis } from './support/redis.ts';
import { startServer, until } from './support/server.ts';
import { askForTest, channelsAt, tellingConfig } from './support/telling.ts';

/** Short, so that a test of taking over is quick. */
const LEASE_MS = 1500;

it('of two nodes on one Redis exactly one tells, and the other one when that is gone', async () => {
  const redis = await startRedis();
  onTestFinished(() => redis.stop());
  const service = await standIn();
  vi.stubEnv('CHAT_URL', service.url);
  const config = tellingConfig(service.url);
  const notifier = () => plainNotifier({ dedups: false });
  const start = () => startServer({ redis: redis.url, config, leaseMs: LEASE_MS, notifier });
  const [one, two] = [await start(), await start()];
  const allTold = (address: string, count: number) =>
    until(
      () => channelsAt(address),
      ({ deliveries }) => deliveries.length === count && deliveries.every(({ state }) => state === 'sent'),
    );
  await Promise.all(Array.from({ length: 12 }, (_, n) => askForTest(n % 2 === 0 ? one.address : two.address)));
  await allTold(one.address, 12);
  await allTold(two.address, 12);
  await one.stop();
  await Promise.all(Array.from({ length: 4 }, () => askForTest(two.address)));
  await allTold(two.address, 16);
  expect(service.heard).toHaveLength(16);
  expect(new Set(service.bodies().map(({ id }) => id)).size).toBe(16);
  expect(service.bodies().every(({ repetition }) => repetition === false)).toBe(true);
});
