import { describe, expect, it } from 'vitest';
import { asV2, deleted, post, reaction } from '../support/jetstream.ts';
import { ANNA, at, BEN, listening, texts } from '../support/listening.ts';

const uri = (did: string, rkey: string) => `at://${did}/app.bsky.feed.post/${rkey}`;

describe('the place in the stream', () => {
  it('is saved only when what came before it is taken in, and is the latest time of all', async () => {
    const { server, recording } = await listening();
    recording.failure = new Error('disk full');
    const client = await server.client();
    client.send(asV2(post(ANNA, '3ma', at(-5), 'late'), 1), asV2(post(ANNA, '3mb', at(-6), 'early'), 2));
    await recording.until(() => recording.statuses.at(-1)?.[0] === 'waiting');
    expect([recording.cursors, recording.statuses.at(-1)]).toEqual([[], ['waiting', 'posts are kept back: disk full']]);
    recording.failure = null;
    await recording.until(() => recording.cursors.length === 1);
    expect([texts(recording), recording.cursors, recording.statuses.at(-1)?.[0]]).toEqual([
      ['late', 'early'],
      [`${at(-5)}@${new URL(server.url).host}`],
      'live',
    ]);
  });

  it('moves on with what is not for us', async () => {
    const { server, recording } = await listening({ words: ['kestrel'] });
    (await server.client()).send(asV2(post(ANNA, '3ma', at(-5), 'about something else'), 1));
    await recording.until(() => recording.cursors.length === 1);
    expect([recording.submitted, recording.cursors]).toEqual([[], [`${at(-5)}@${new URL(server.url).host}`]]);
  });

  it('is never later than our own clock', async () => {
    const { server, recording } = await listening();
    (await server.client()).send(asV2(post(ANNA, '3ma', at(3600), 'from tomorrow'), 1));
    await recording.until(() => recording.cursors.length === 1);
    expect(recording.cursors).toEqual([`${at(0)}@${new URL(server.url).host}`]);
  });
});

describe('more than the journal takes', () => {
  it('waits with the server: the socket is not read, and nothing is lost', async () => {
    const { server, recording } = await listening({ tuning: { queueItems: 50, batchItems: 10 } });
    recording.failure = new Error('disk full');
    const client = await server.client();
    const padding = { note: 'x'.repeat(2_000) };
    for (let i = 0; i < 2_000; i++) client.send(asV2(post(ANNA, `3m${i}`, at(-5) + i, `post ${i}`, padding), i + 1));
    await recording.until(() => recording.statuses.at(-1)?.[0] === 'waiting');
    recording.failure = null;
    await recording.until(() => recording.submitted.length === 2_000);
    expect(texts(recording)).toEqual(Array.from({ length: 2_000 }, (_, i) => `post ${i}`));
  });
});

describe('a frame that is not text, or endless', () => {
  it('is counted and passed over', async () => {
    const { server, recording } = await listening();
    const client = await server.client();
    client.sendBinary(new Uint8Array([1, 2, 3]));
    client.send('x'.repeat(600_000), asV2(post(ANNA, '3ma', at(0), 'one'), 1));
    await recording.until(() => texts(recording).length === 1);
    expect(recording.rejected).toEqual({ 'frame: binary or too large': 2 });
  });
});

describe('likes and answers', () => {
  it('are counted for a post that came a moment before', async () => {
    const { server, recording } = await listening({ words: ['kestrel'] });
    const frames = [
      post(ANNA, '3ma', at(-3), 'Kestrel Air lost my bag'),
      reaction('like', BEN, '3mlike', at(-2), uri(ANNA, '3ma')),
      deleted(BEN, 'app.bsky.feed.like', '3mlike', at(-1)),
    ];
    (await server.client()).send(...frames.map((frame, index) => asV2(frame, index + 1)));
    await recording.until(() => recording.submitted.length === 3);
    expect(recording.submitted.slice(1)).toEqual([
      { kind: 'engagement', engagement: expect.objectContaining({ mention: `bluesky:${uri(ANNA, '3ma')}`, likes: 1 }) },
      { kind: 'engagement', engagement: expect.objectContaining({ mention: `bluesky:${uri(ANNA, '3ma')}`, likes: -1 }) },
    ]);
  });
});
