import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLOCKS_DIFFER_MS } from '../../server/http/push/read.ts';
import { ITEMS_A_REQUEST } from '../../server/http/push/taking.ts';
import { BODY_BYTES } from '../../server/http/push.ts';
import { makeApp } from '../support/app.ts';
import { NOON } from '../support/memory.ts';
import { json, MENTIONS, send } from '../support/send.ts';

describe('a pushed mention', () => {
  it('becomes a whole mention, with what was left out filled in', async () => {
    const { app, parts } = await makeApp();
    const { status, body } = await send(app, { id: 7, text: 'Lovely\tcoffee\r\nagain\u202e', author: '@ines' });
    expect([status, body]).toEqual([202, { accepted: 1, duplicate: 0, rejected: [] }]);
    expect(parts.intake.mentions()).toEqual([
      {
        id: 'push:7',
        source: 'push',
        network: 'web',
        author: { id: '@ines', handle: 'ines', name: '@ines' },
        text: 'Lovely coffee\nagain',
        postedAt: NOON,
        receivedAt: NOON,
      },
    ]);
  });

  it.each([
    ['the sender’s own id', { inReplyTo: '4' }, { inReplyTo: 'shop:4' }],
    ['a whole id of its source', { root: 'shop:4' }, { root: 'shop:4' }],
    ['a whole id of another source we have', { repostOf: 'push:4' }, { repostOf: 'push:4' }],
    ['an own id that has a colon in it', { quoteOf: 'at://4' }, { quoteOf: 'shop:at://4' }],
  ])('refers to other posts by %s', async (_case, given, expected) => {
    const { app, parts } = await makeApp();
    await send(app, { id: '5', text: 'yes', source: 'shop', ...given });
    expect(parts.intake.mentions()[0]).toMatchObject(expected);
  });

  it.each([
    ['is kept when it is past', NOON - 1000, NOON - 1000],
    ['is kept when clocks may differ so much', NOON + CLOCKS_DIFFER_MS, NOON + CLOCKS_DIFFER_MS],
    ['is the time of receipt when it is in the future', NOON + CLOCKS_DIFFER_MS + 1, NOON],
    ['may be ISO 8601', '2026-03-01T10:00:00+01:00', NOON - 1_800_000],
  ])('has a time that %s', async (_case, postedAt, expected) => {
    const { app, parts } = await makeApp();
    await send(app, { id: '1', text: 'hm', postedAt });
    expect(parts.intake.mentions()[0]?.postedAt).toBe(expected);
  });

  it('counts once when it is sent twice', async () => {
    const { app } = await makeApp();
    await send(app, { id: '1', text: 'once' });
    expect((await send(app, { id: '1', text: 'once' })).body).toEqual({ accepted: 0, duplicate: 1, rejected: [] });
  });

  it('has lone surrogates replaced everywhere', async () => {
    const { app, parts } = await makeApp();
    await send(app, '{"id":"a\\ud800","text":"b\\udfff","author":{"id":"c\\ud800","name":"d\\ud800"},"inReplyTo":"e\\ud800"}');
    expect(JSON.stringify(parts.intake.mentions())).not.toContain('\\ud');
  });

  it('is read or refused by the field, whatever it is made of', async () => {
    const { app, parts } = await makeApp();
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 3 }), fc.string({ unit: 'binary' }), async (value, id) => {
        const { status } = await send(app, [value, { id, text: id, author: value, place: value }]);
        expect(status).toBe(202);
        for (const mention of parts.intake.mentions()) expect(JSON.stringify(mention).isWellFormed()).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

it('drops keys that would poison a prototype, and takes in the rest', async () => {
  const { app, parts } = await makeApp();
  const { status } = await send(app, '[{"__proto__":{"x":1},"id":"1","text":"x"},{"id":"2","text":"y"}]', MENTIONS, json);
  expect(status).toBe(202);
  const taken = parts.intake.taken.flatMap((item) => (item.kind === 'mention' ? [item.mention] : []));
  expect(taken.map(({ id }) => id)).toEqual(['push:1', 'push:2']);
  expect(taken.map((mention) => Object.getPrototypeOf(mention) === Object.prototype && !('x' in mention))).toEqual([true, true]);
});

describe('what cannot be taken in', () => {
  it.each([
    ['no text', { id: '1' }, 'text'],
    ['an empty id', { id: '', text: 'x' }, 'id'],
    ['a link that is none', { id: '1', text: 'x', url: 'javascript:alert(1)' }, 'url'],
    ['an author that is a number', { id: '1', text: 'x', author: 5 }, 'author'],
    ['fewer than no followers', { id: '1', text: 'x', author: { followers: -1 } }, 'author.followers'],
    ['a time in words', { id: '1', text: 'x', postedAt: 'yesterday' }, 'postedAt'],
    ['a source with a slash', { id: '1', text: 'x', source: '../etc' }, 'source'],
    ['a reference that is too long with its source', { id: '1', text: 'x', root: 'r'.repeat(510) }, 'root'],
  ])('is refused with its field when it is alone: %s', async (_case, item, field) => {
    const { app, parts } = await makeApp();
    const { status, body } = await send(app, item);
    expect([status, body.field]).toEqual([400, field]);
    expect(body.reason).not.toBe('');
    expect(parts.intake.refused).toEqual({ push: { count: 1, reason: expect.stringContaining(field) } });
  });

  it('is rejected by its index in an array, and the rest is taken in', async () => {
    const { app, parts } = await makeApp();
    const { status, body } = await send(app, [{ id: '1', text: 'a' }, { id: '2' }, 'three', { id: '4', text: 'd' }, null]);
    expect(status).toBe(202);
    expect(body).toMatchObject({ accepted: 2, duplicate: 0, rejected: [{ index: 1, field: 'text' }, { index: 2 }, { index: 4 }] });
    expect(parts.intake.mentions().map(({ id }) => id)).toEqual(['push:1', 'push:4']);
    expect(parts.intake.refused.push?.count).toBe(3);
  });

  it.each([
    ['not JSON', '{"id":', json, 400],
    ['nothing', '', json, 400],
    ['a number', '5', json, 400],
    ['null', 'null', json, 400],
    ['another type', 'id=1', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['plain text', '{"id":"1","text":"x"}', { 'content-type': 'text/plain' }, 415],
    ['an encoding', '{"id":"1","text":"x"}', { ...json, 'content-encoding': 'gzip' }, 415],
    ['a batch of events that is no array', '{}', { 'content-type': 'application/cloudevents-batch+json' }, 400],
  ])('is refused as a whole: %s', async (_case, payload, headers, expected) => {
    const { app, parts } = await makeApp();
    const { status, body } = await send(app, payload, MENTIONS, headers);
    expect([status, typeof body.error]).toEqual([expected, 'string']);
    if (status === 400) expect(body.field).toBe('body');
    expect(parts.intake.taken).toEqual([]);
  });

  it('is told to be too much: a body, or an array', async () => {
    const { app } = await makeApp();
    expect((await send(app, JSON.stringify({ id: '1', text: 'x'.repeat(BODY_BYTES) }))).status).toBe(413);
    expect((await send(app, JSON.stringify(Array(ITEMS_A_REQUEST + 1).fill(0)))).status).toBe(413);
  });

  it('is told with a time to try again when the journal is full, and wasn’t taken in at all', async () => {
    const { app, parts } = await makeApp();
    parts.intake.fill();
    const { status, body, headers } = await send(app, [{ id: '1', text: 'a' }, { id: '2' }]);
    expect([status, Number(headers['retry-after']) > 0]).toEqual([503, true]);
    expect(body.error).toContain('nothing was taken in');
    parts.intake.failure = null;
    expect((await send(app, [{ id: '1', text: 'a' }, { id: '2' }])).body).toMatchObject({ accepted: 1, duplicate: 0 });
    expect(parts.intake.refused.push?.count).toBe(1);
  });

  it('is told to come later when too much waits', async () => {
    const { app, parts } = await makeApp();
    parts.intake.overload();
    const { status, headers } = await send(app, { id: '1', text: 'a' });
    expect([status, Number(headers['retry-after']) > 0]).toEqual([429, true]);
  });

  it('hides our own failures, and logs them without the words that were sent', async () => {
    const { app, parts } = await makeApp();
    parts.intake.failure = new Error('table entries has no column named secret');
    const { status, body } = await send(app, { id: '1', text: 'what people say' });
    expect(status).toBe(500);
    expect(body.error).not.toContain('secret');
    expect(parts.logged.join('')).toContain('no column named secret');
    expect(parts.logged.join('')).not.toContain('what people say');
  });
});

describe('engagements and retractions', () => {
  it('are for posts that are held, by either id', async () => {
    const { app, parts } = await makeApp();
    await send(app, { id: '1', text: 'grows', source: 'shop' });
    const growth = [
      { id: 'g1', mention: '1', source: 'shop', likes: 3 },
      { mention: 'shop:1', reposts: 2, mode: 'total' },
      { mention: 'shop:none', likes: 1 },
      { mention: 'shop:1' },
    ];
    const { body } = await send(app, growth, '/api/v1/engagements');
    expect(body).toMatchObject({ accepted: 2, rejected: [{ index: 2, field: 'mention', reason: 'no such post is held' }, { index: 3 }] });
    expect(parts.intake.taken[1]).toEqual({
      kind: 'engagement',
      engagement: { id: 'shop:g1', mention: 'shop:1', mode: 'delta', likes: 3 },
    });
    expect((await send(app, { mention: '1', source: 'shop' }, '/api/v1/retractions')).body.accepted).toBe(1);
    expect(parts.intake.taken.at(-1)).toEqual({ kind: 'retraction', mention: 'shop:1' });
  });
});
