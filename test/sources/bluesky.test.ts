import { describe, expect, it } from 'vitest';
import { blueskyKind } from '../../server/sources/bluesky.ts';
import { post, serveJetstream } from '../support/jetstream.ts';
import { ANNA, at, listening, NOW, open, QUICK, texts } from '../support/listening.ts';
import { recordingContext } from '../support/source-context.ts';

describe('what is asked of the server', () => {
  it('is posts, likes, reposts, accounts and identities in v2, by its own names', async () => {
    const { server } = await listening();
    const { wire, params } = await server.client();
    expect([wire, params.getAll('kinds'), params.getAll('collections'), params.get('cursor'), params.get('wantedCollections')]).toEqual([
      'v2',
      ['commit', 'identity', 'account'],
      ['app.bsky.feed.post', 'app.bsky.feed.like', 'app.bsky.feed.repost'],
      null,
      null,
    ]);
  });

  it('is nothing of what is not followed', async () => {
    const { server } = await listening({ options: { wire: 'v1', follow: { likes: false, reposts: false, replies: true } } });
    const { wire, params } = await server.client();
    expect([wire, params.getAll('wantedCollections')]).toEqual(['v1', ['app.bsky.feed.post']]);
  });

  it.each([
    { saved: 'same host, five seconds earlier', host: (own: string) => own, rewound: 5 },
    { saved: 'another host, a minute earlier', host: () => 'elsewhere.example', rewound: 60 },
  ])('begins before the saved place: $saved', async ({ host, rewound }) => {
    const probe = await serveJetstream();
    const recording = recordingContext({ now: NOW, cursor: `${at(-900)}@${host(new URL(probe.url).host)}` });
    const kind = blueskyKind(QUICK);
    const running = kind.run(recording.context, kind.options.parse({ url: probe.url, profiles: { enabled: false } }));
    open.push({ server: probe, recording, running });
    expect((await probe.client()).params.get('cursor')).toBe(String(at(-900 - rewound)));
  });

  it('begins at the present when the saved place is damaged', async () => {
    const { server } = await listening({ cursor: 'not a place' });
    expect((await server.client()).params.has('cursor')).toBe(false);
  });
});

describe('a server that does not know v2', () => {
  it.each([{ status: 404 }, { status: 400, error: 'InvalidRequest' }, { status: 200 }])(
    'is listened to in v1 after $status',
    async (refusal) => {
      const { server, recording } = await listening({ gate: (wire) => (wire === 'v2' ? refusal : null) });
      const client = await server.client();
      client.send(post(ANNA, '3ma', at(0), 'hello'));
      await recording.until(() => texts(recording).length === 1);
      expect([client.wire, recording.statuses.at(-1)]).toEqual(['v1', ['live', `${new URL(server.url).host}, v1`]]);
    },
  );

  it('is not listened to in v1 when only v2 is wanted', async () => {
    const { running, outcome } = await listening({ options: { wire: 'v2' }, gate: () => ({ status: 404 }) });
    await running;
    expect(outcome.failure).toMatchObject({ name: 'Refused', status: 404 });
  });

  it('is told from one that is not ready', async () => {
    const { running, outcome, server } = await listening({
      gate: () => ({ status: 503, error: 'ServiceUnavailable', message: 'warming up' }),
    });
    await running;
    expect(outcome.failure).toMatchObject({ message: 'the server answered 503 ServiceUnavailable: warming up' });
    expect(server.refused).toHaveLength(1);
  });
});

describe('options', () => {
  const { options } = blueskyKind();
  it.each([
    { title: 'a url that is no address of a server', given: { url: 'ftp://example.org' }, field: 'url' },
    { title: 'an unknown wire', given: { wire: 'v3' }, field: 'wire' },
    { title: 'a misspelt name', given: { folow: {} }, field: '' },
  ])('refuse $title', ({ given, field }) => {
    const read = options.safeParse(given);
    expect(read.error?.issues[0]?.path.join('.')).toBe(field);
  });

  it('are complete by default', () => {
    expect(options.parse({})).toEqual({
      wire: 'auto',
      follow: { likes: true, reposts: true, replies: true },
      profiles: { url: 'https://public.api.bsky.app', enabled: true },
      idleSeconds: 30,
    });
  });
});
