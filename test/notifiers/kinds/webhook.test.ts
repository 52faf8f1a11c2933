import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { eventId, eventOf } from '../../../server/notifiers/webhook/event.ts';
import { signedHeaders } from '../../../server/notifiers/webhook/sign.ts';
import { incidentOf, NOW, sendingOf, told } from './invented.ts';

const key = (fill: string): string => Buffer.alloc(32, fill).toString('base64');
const check = (secret: string, headers: Record<string, string>, body: string): string =>
  `v1,${createHmac('sha256', Buffer.from(secret, 'base64')).update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`).digest('base64')}`;

describe('a signature', () => {
  it('is one for each secret, so that a receiver with either takes it', () => {
    const headers = signedHeaders([`whsec_${key('a')}`, key('b')], 'evt_1', NOW, '{}');
    expect(headers['webhook-signature']?.split(' ')).toEqual([check(key('a'), headers, '{}'), check(key('b'), headers, '{}')]);
    expect(headers['webhook-timestamp']).toBe(String(NOW / 1000));
  });

  it.each([['whsec_short'], ['not base64 at all, though it is long enough for one'], [`whsec_${Buffer.alloc(65).toString('base64')}`]])(
    'is not made with what is no secret: %s',
    (secret) => {
      expect(() => signedHeaders([secret], 'evt_1', NOW, '{}')).toThrow('24 to 64 random bytes');
    },
  );
});

describe('an event', () => {
  it('has the same id however often and late it is sent, and another for other news', () => {
    const sending = sendingOf();
    expect(eventId({ ...sending })).toBe(eventOf({ ...sending, now: NOW + 60_000 }).id);
    expect(eventId({ ...sending, version: 2 })).not.toBe(eventId(sending));
  });

  it("holds nothing of an incident that is the house's own", () => {
    const { data } = eventOf(sendingOf());
    const own = ['seq', 'news', 'notes', 'events', 'checks', 'exceptions', 'marks', 'review', 'series', 'eventsDropped', 'alertsDropped'];
    expect(Object.keys(incidentOf()).filter((name) => !Object.hasOwn(data.incident as object, name))).toEqual(expect.arrayContaining(own));
    expect(JSON.stringify(data)).not.toContain('for the house alone');
  });

  it.each([
    ['opened', told()],
    ['updated', told({}, [{ version: 2, at: NOW, what: 'status', text: 'we know', rings: false }])],
    ['closed', told({ state: 'closed', closedAt: NOW })],
  ])('says by its type that the incident is %s', (stage, what) => {
    expect(eventOf(sendingOf({ told: what })).type).toBe(`earshot.incident.${stage}`);
  });
});
