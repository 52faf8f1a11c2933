import { describe, expect, it } from 'vitest';
import { makeApp } from '../support/app.ts';
import { NOON } from '../support/memory.ts';
import { json, MENTIONS, send } from '../support/send.ts';

describe('CloudEvents', () => {
  const event = (over: object = {}) => ({
    specversion: '1.0',
    id: 'e-1',
    source: 'https://feeds.example/crm/Shop Reviews',
    type: 'com.example.review',
    time: '2026-03-01T09:00:00Z',
    data: { text: 'Nice' },
    ...over,
  });
  const structured = { 'content-type': 'application/cloudevents+json; charset=utf-8' };

  it('lend their id, source and time to data that has none', async () => {
    const { app, parts } = await makeApp();
    expect((await send(app, event(), MENTIONS, structured)).status).toBe(202);
    expect(parts.intake.mentions()[0]).toMatchObject({ id: 'shop-20reviews:e-1', source: 'shop-20reviews', postedAt: NOON - 1_800_000 });
  });

  it('come in batches, where a type of ours says what they are', async () => {
    const { app, parts } = await makeApp();
    const batch = [
      event({ source: '/shop' }),
      event({ id: 'e-2', source: '/shop', type: 'earshot.engagement', data: { mention: 'e-1', likes: 2 } }),
      event({ id: 'e-3', source: '/shop', type: 'earshot.retraction', data: { mention: 'e-1' } }),
      event({ specversion: '0.3' }),
      event({ data: 'text' }),
    ];
    const { body } = await send(app, batch, MENTIONS, { 'content-type': 'application/cloudevents-batch+json' });
    expect(body).toMatchObject({
      accepted: 3,
      rejected: [
        { index: 3, field: 'specversion' },
        { index: 4, field: 'data' },
      ],
    });
    expect(parts.intake.taken.map(({ kind }) => kind)).toEqual(['mention', 'engagement', 'retraction']);
  });

  it('come with their attributes in headers', async () => {
    const { app, parts } = await makeApp();
    const headers = { ...json, 'ce-specversion': '1.0', 'ce-id': 'caf%C3%A9', 'ce-source': '/shop', 'ce-type': 'any' };
    await send(app, { text: 'Binary' }, MENTIONS, headers);
    expect(parts.intake.mentions()[0]).toMatchObject({ id: 'shop:café', text: 'Binary' });
    expect((await send(app, { text: 'x' }, MENTIONS, { ...headers, 'ce-id': '' })).body.field).toBe('id');
  });
});
