import { createECDH } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { vapidKeys } from '../../server/notifiers/push-keys.ts';
import { BROWSERS_BOUND, PushSubscriptions } from '../../server/notifiers/push-subscriptions.ts';
import { keysInHand } from '../support/outbox.ts';

const browser = (n: number | string) => ({ endpoint: `https://push.example/${n}`, keys: { p256dh: 'cHVibGlj', auth: 'YXV0aA' } });
const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => browser(from + i));

describe('the keys for web push', () => {
  it('are made once, and are a pair', async () => {
    const keys = keysInHand();
    const made = await vapidKeys(keys);
    const pair = createECDH('prime256v1');
    pair.setPrivateKey(Buffer.from(made.privateKey, 'base64url'));
    expect(pair.getPublicKey('base64url')).toBe(made.publicKey);
    expect(Buffer.from(made.privateKey, 'base64url')).toHaveLength(32);
    expect(await vapidKeys(keys)).toEqual(made);
  });

  it('are the same on every node', async () => {
    const keys = keysInHand();
    await Promise.all([vapidKeys(keys), vapidKeys(keys)]);
    expect(await vapidKeys(keys)).toEqual(await vapidKeys({ ...keys }));
  });
});

describe('the browsers that tell somebody', () => {
  it('are kept by person, also for another node', async () => {
    const keys = keysInHand();
    const subscriptions = new PushSubscriptions(keys);
    await Promise.all([
      subscriptions.add('mara', browser(1)),
      subscriptions.add('jonas', browser(2)),
      subscriptions.add('mara', browser(3)),
    ]);
    expect(await new PushSubscriptions(keys).of('mara')).toEqual([browser(1), browser(3)]);
    expect(await subscriptions.of('nobody')).toEqual([]);
  });

  it('tell whoever signed up with them last', async () => {
    const subscriptions = new PushSubscriptions(keysInHand());
    await subscriptions.add('mara', browser(1));
    await subscriptions.add('jonas', browser(1));
    expect([await subscriptions.of('mara'), await subscriptions.of('jonas')]).toEqual([[], [browser(1)]]);
  });

  it('are forgotten when they are gone', async () => {
    const subscriptions = new PushSubscriptions(keysInHand());
    await subscriptions.add('mara', browser(1));
    await subscriptions.add('mara', browser(2));
    await subscriptions.drop(browser(1).endpoint);
    await subscriptions.drop('https://push.example/never-known');
    expect(await subscriptions.of('mara')).toEqual([browser(2)]);
  });

  it('are so many of one person and no more: the oldest leave', async () => {
    const subscriptions = new PushSubscriptions(keysInHand());
    await subscriptions.add('jonas', browser('of-jonas'));
    for (const one of numbers(0, BROWSERS_BOUND + 3)) await subscriptions.add('mara', one);
    expect(await subscriptions.of('mara')).toEqual(numbers(3, BROWSERS_BOUND + 3));
    expect(await subscriptions.of('jonas')).toHaveLength(1);
  });
});
