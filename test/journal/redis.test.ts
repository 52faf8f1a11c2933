import { createClient } from 'redis';
import { afterAll, beforeAll } from 'vitest';
import { openRedisJournal } from '../../server/journal/redis.ts';
import { type RunningRedis, startRedis } from '../support/redis.ts';
import { journalContract } from './contract.ts';

let redis: RunningRedis;
let grounds = 0;

beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

journalContract('Redis', async () => {
  const prefix = `ground${grounds++}`;
  const beside = createClient({ url: redis.url });
  await beside.connect();
  return {
    open: () => openRedisJournal({ url: redis.url, prefix }),
    pass: () => {},
    spoilSnapshot: async () => {
      const key = `{${prefix}}:snapshots`;
      const newest = (await beside.hKeys(key)).map(Number).sort((a, b) => b - a)[0];
      await beside.hSet(key, String(newest), 'damaged');
    },
    leave: () => beside.close(),
  };
});
