import { createDecipheriv, createECDH, createPublicKey, type ECDH, hkdfSync, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { OutgoingError } from '../../../server/notifiers/guard/error.ts';
import type { Answer, Outgoing, PushSubscription } from '../../../server/notifiers/notifier.ts';
import { encrypt } from '../../../server/notifiers/web-push/encrypt.ts';
import { webPush } from '../../../server/notifiers/web-push.ts';
import { NOW, newsOf, sendingOf, told } from './invented.ts';
import { answer } from './posted.ts';

const bytes = (text: string): Buffer => Buffer.from(text, 'base64url');
const made = (): ECDH => {
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  return pair;
};

interface Device {
  pair: ECDH;
  subscription: PushSubscription;
}
const AUTH = Buffer.alloc(16, 7);
const device = (endpoint: string): Device => {
  const pair = made();
  return { pair, subscription: { endpoint, keys: { p256dh: pair.getPublicKey('base64url'), auth: AUTH.toString('base64url') } } };
};

/** As a browser reads it (RFC 8291). */
function opened({ pair }: Device, message: Buffer): unknown {
  const [salt, theirs] = [message.subarray(0, 16), message.subarray(21, 86)];
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), pair.getPublicKey(), theirs]);
  const shared = Buffer.from(hkdfSync('sha256', pair.computeSecret(theirs), AUTH, info, 32));
  const part = (name: string, length: number): Buffer =>
    Buffer.from(hkdfSync('sha256', shared, salt, Buffer.from(`Content-Encoding: ${name}\0`), length));
  const sealed = message.subarray(86);
  const decipher = createDecipheriv('aes-128-gcm', part('aes128gcm', 16), part('nonce', 12));
  decipher.setAuthTag(sealed.subarray(-16));
  const text = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  return JSON.parse(text.subarray(0, -1).toString('utf8'));
}

const vapid = (() => {
  const pair = made();
  return {
    pair,
    keys: { publicKey: pair.getPublicKey('base64url'), privateKey: pair.getPrivateKey('base64url'), subject: 'mailto:wall@halden.example' },
  };
})();

type Reply = Answer | Error;
async function push(replies: Record<string, Reply>, changes: Parameters<typeof sendingOf>[0] = {}) {
  const devices = Object.keys(replies).map(device);
  const posted: Parameters<Outgoing['post']>[0][] = [];
  const dropped: string[] = [];
  const outgoing: Outgoing = {
    signal: new AbortController().signal,
    post: async (request) => {
      posted.push(request);
      const reply = replies[request.url]!;
      if (reply instanceof Error) throw reply;
      return reply;
    },
    subscriptions: async () => devices.map(({ subscription }) => subscription),
    dropSubscription: async (endpoint) => void dropped.push(endpoint),
    vapid: async () => vapid.keys,
    contact: () => null,
    allowed: async () => [],
  };
  const outcome = await webPush.send({}, sendingOf({ person: { id: 'ines', name: 'Ines' }, ...changes }), outgoing);
  return { outcome, posted, dropped, devices };
}

describe('a push', () => {
  it('is sealed as in the example of RFC 8291', () => {
    const keys = {
      p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
      auth: 'BTBZMqHH6r4Tts7J_aSIgg',
    };
    const fresh = { privateKey: bytes('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw'), salt: bytes('DGv6ra1nlYgDCS1FRnbzlw') };
    expect(encrypt('When I grow up, I want to be a watermelon', { endpoint: '', keys }, fresh).toString('base64url')).toBe(
      'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
    );
  });

  it('is read by the browser alone, and says what to show', async () => {
    const { outcome, posted, devices } = await push({ 'https://push.example/a': answer(201) });
    expect(outcome).toEqual({ outcome: 'sent' });
    expect(opened(devices[0]!, Buffer.from(posted[0]!.body))).toMatchObject({
      title: '◆ CRITICAL Negative surge: Halden Air, 6.2× usual',
      tag: 'incident-12',
      url: 'https://wall.example/incidents/12',
      rings: true,
    });
  });

  it('is signed for the origin of its service, and tells how urgent it is', async () => {
    const { posted } = await push({ 'https://push.example/a': answer(201) });
    const { authorization = '', ...headers } = posted[0]!.headers;
    const [, head, claims, signature] = /^vapid t=([^.]+)\.([^.]+)\.([^,]+), k=/.exec(authorization) ?? [];
    const point = vapid.pair.getPublicKey();
    const jwk = { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') };
    const isGood = verify(
      'sha256',
      Buffer.from(`${head}.${claims}`),
      { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
      bytes(signature!),
    );
    expect([isGood, JSON.parse(bytes(claims!).toString())]).toEqual([
      true,
      { aud: 'https://push.example', exp: NOW / 1000 + 43_200, sub: 'mailto:wall@halden.example' },
    ]);
    expect([headers.urgency, headers.ttl, headers['content-encoding'], headers.topic?.length]).toEqual(['high', '14400', 'aes128gcm', 32]);
  });

  it('is quiet when it only tells news', async () => {
    const { posted } = await push(
      { 'https://push.example/a': answer(201) },
      { rings: false, told: told({}, [newsOf('status', 'we know')]) },
    );
    expect([posted[0]!.headers.urgency, posted[0]!.headers.ttl]).toEqual(['normal', '43200']);
  });

  it('drops a browser that is gone, and is sent when another took it', async () => {
    const { outcome, dropped } = await push({
      'https://push.example/a': answer(410),
      'https://push.example/b': answer(201),
      'https://push.example/c': answer(503),
    });
    expect([outcome, dropped]).toEqual([{ outcome: 'sent' }, ['https://push.example/a']]);
  });

  it.each<[string, Record<string, Reply>, object]>([
    ['nobody takes it now', { 'https://push.example/a': answer(429, '', { 'retry-after': '5' }) }, { outcome: 'retry', after: 5000 }],
    [
      'the way there is broken',
      { 'https://push.example/a': new OutgoingError('push.example', 'it hangs', 'unsure') },
      { outcome: 'retry', error: 'push.example: it hangs' },
    ],
    [
      'the way there is not allowed',
      { 'https://push.example/a': new OutgoingError('push.example', 'its address is private', 'refused') },
      { outcome: 'dead' },
    ],
    [
      'every browser is gone',
      { 'https://push.example/a': answer(404) },
      { outcome: 'dead', error: 'no browser of Ines takes notifications any more: switch them on again' },
    ],
    ['there is no browser', {}, { outcome: 'dead', error: 'Ines has switched on notifications in no browser' }],
  ])('says what became of it when %s', async (_what, replies, expected) => {
    expect((await push(replies)).outcome).toMatchObject(expected);
  });
});
