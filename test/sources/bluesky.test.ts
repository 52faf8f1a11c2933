import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { BlueskyOptions } from '../../server/sources/bluesky/options.ts';
import { TUNING } from '../../server/sources/bluesky/options.ts';
import { blueskyKind } from '../../server/sources/bluesky.ts';
import { asV2, deleted, type Gate, type JetstreamServer, type Json, post, reaction, serveJetstream } from '../support/jetstream.ts';
import { type Given, type Recording, recordingContext } from '../support/source-context.ts';

const NOW = 1_780_000_000_000;
const at = (seconds: number) => (NOW + seconds * 1000) * 1000;
const QUICK = { ...TUNING, batchMs: 5, cursorMs: 0, retryMs: 5, gatherMs: 5 };
const ANNA = 'did:plc:annainvented';
const BEN = 'did:plc:beninvented';
const uri = (did: string, rkey: string) => `at://${did}/app.bsky.feed.post/${rkey}`;

const open: { server: JetstreamServer; recording: Recording; running: Promise<unknown> }[] = [];
afterEach(async () => {
  for (const { server, recording, running } of open.splice(0)) {
    recording.stop();
    await running;
    await server.close();
  }
});

type Wished = { options?: Partial<BlueskyOptions>; tuning?: Partial<typeof QUICK>; gate?: Gate } & Given;

/** The source, running against a server of its own. `failure` is what `run` rejected with. */
async function listening({ options = {}, tuning = {}, gate, ...given }: Wished = {}) {
  const server = await serveJetstream(gate);
  const recording = recordingContext({ now: NOW, ...given });
  const kind = blueskyKind({ ...QUICK, ...tuning });
  const parsed = kind.options.parse({ url: server.url, profiles: { enabled: false }, ...options });
  const outcome: { failure?: unknown } = {};
  const running = kind.run(recording.context, parsed).catch((error: unknown) => {
    outcome.failure = error;
  });
  open.push({ server, recording, running });
  return { server, recording, running, outcome };
}

const texts = (recording: Recording) => recording.submitted.flatMap((one) => (one.kind === 'mention' ? [one.mention.text] : []));

describe('every case under fixtures/sources/bluesky', () => {
  const Case = z.strictObject({
    about: z.string(),
    wires: z.array(z.enum(['v1', 'v2'])),
    held: z.array(z.string()).default([]),
    words: z.array(z.string()).optional(),
    now: z.number(),
    follow: z.record(z.string(), z.boolean()).optional(),
    frames: z.array(z.union([z.string(), z.record(z.string(), z.unknown())])),
  });
  const folder = new URL('../../fixtures/sources/bluesky/', import.meta.url);
  const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
  const names = readdirSync(folder).filter((name) => name.endsWith('.json') && !name.endsWith('.expected.json'));
  const cases = names.flatMap((name) => {
    const one = Case.parse(read(name));
    return one.wires.map((wire) => ({ ...one, wire, name, expected: read(name.replace('.json', '.expected.json')) }));
  });

  it.each(cases)('$about ($name, $wire)', async ({ wire, held, words, now, frames, follow, expected }) => {
    const { server, recording } = await listening({ held, words, now, options: { wire, ...(follow && { follow: follow as never }) } });
    const client = await server.client();
    const last = post('did:plc:last', '3mlast', now * 1000, `last ${words?.[0] ?? ''}`);
    const speak = (frame: string | Json, index: number) =>
      wire === 'v2' && typeof frame === 'object' && 'time_us' in frame ? asV2(frame, index + 1) : frame;
    client.send(...[...frames, last].map(speak));
    await recording.until(() => texts(recording).some((text) => text.startsWith('last ')));
    const items = JSON.parse(JSON.stringify(recording.submitted.slice(0, -1)));
    expect({ items, verdicts: recording.verdicts.slice(0, -1), rejected: recording.rejected }).toEqual(expected);
  });
});

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

describe('a line that breaks', () => {
  it('fails the run with the reason', async () => {
    const { server, running, outcome } = await listening();
    (await server.client()).close(1012, 'restart');
    await running;
    expect(outcome.failure).toMatchObject({ message: 'the server closed the line (1012 restart)' });
  });

  it('is followed by the next host, from where we were', async () => {
    const second = await serveJetstream();
    const first = await serveJetstream();
    const recording = recordingContext({ now: NOW });
    const kind = blueskyKind(QUICK);
    const running = kind.run(recording.context, kind.options.parse({ url: [first.url, second.url], profiles: { enabled: false } }));
    open.push({ server: first, recording, running });
    const client = await first.client();
    client.send(asV2(post(ANNA, '3ma', at(-10), 'one'), 1));
    await recording.until(() => recording.cursors.length === 1);
    client.drop();
    const next = await second.client();
    expect(next.params.get('cursor')).toBe(String(at(-70)));
    next.send(asV2(post(ANNA, '3ma', at(-10), 'one'), 7), asV2(post(ANNA, '3mb', at(-9), 'two'), 8));
    await recording.until(() => recording.verdicts.length === 3);
    expect([texts(recording), recording.verdicts, recording.gaps]).toEqual([
      ['one', 'one', 'two'],
      ['accepted', 'duplicate', 'accepted'],
      [],
    ]);
    recording.stop();
    await running;
    await second.close();
  });

  it('is one on which nothing comes for too long', async () => {
    const { server, running, outcome } = await listening({ options: { idleSeconds: 0.05 } });
    await server.client();
    await running;
    expect(outcome.failure).toMatchObject({ message: 'nothing came for 0.05 s' });
  });

  it('is one that the server ends with an error frame', async () => {
    const { server, running, outcome } = await listening();
    (await server.client()).send({ $type: 'error', error: 'ConsumerTooSlow', message: 'reconnect' });
    await running;
    expect(outcome.failure).toMatchObject({ message: 'the server said ConsumerTooSlow: reconnect' });
  });

  it('hands on what was heard before it broke', async () => {
    const { server, running, recording } = await listening({ tuning: { batchMs: 60_000 } });
    const client = await server.client();
    client.send(asV2(post(ANNA, '3ma', at(-1), 'last words'), 1));
    client.close(1001, '');
    await running;
    expect([texts(recording), recording.cursors]).toEqual([['last words'], [`${at(-1)}@${new URL(server.url).host}`]]);
  });

  it('is closed at once when the source is stopped', async () => {
    const { server, recording, running, outcome } = await listening();
    const client = await server.client();
    recording.stop();
    await Promise.all([running, client.gone]);
    expect(outcome.failure).toBeUndefined();
  });
});

describe('a gap', () => {
  const saved = (host: string) => ({ cursor: `${at(-900)}@${host}` });

  it.each(['v1', 'v2'] as const)('is told when the server begins later than where we were (%s)', async (wire) => {
    const { server, recording } = await listening({ options: { wire }, ...saved('elsewhere.example') });
    const client = await server.client();
    if (wire === 'v2') client.send({ $type: 'message', payload: { $type: 'x#info', name: 'OutdatedCursor', message: 'below the floor' } });
    const first = post(ANNA, '3ma', at(-300), 'first');
    client.send(wire === 'v2' ? asV2(first, 9) : first);
    await recording.until(() => texts(recording).length === 1);
    const reason = wire === 'v2' ? 'below the floor' : 'the server no longer has the posts of this time';
    expect(recording.gaps).toEqual([{ from: NOW - 900_000, to: NOW - 300_000, reason }]);
  });

  it('is not told when the server begins where we were, however long it was quiet', async () => {
    const { server, recording } = await listening(saved('elsewhere.example'));
    (await server.client()).send(asV2(post(ANNA, '3ma', at(-900), 'known'), 1), asV2(post(ANNA, '3mb', at(-2), 'new'), 2));
    await recording.until(() => texts(recording).length === 2);
    expect(recording.gaps).toEqual([]);
  });

  it('is told, and the present listened to, when the server refuses the place as too old', async () => {
    const gate: Gate = (_wire, url) =>
      url.searchParams.has('cursor') ? { status: 400, error: 'CursorTooOld', message: 'floor is 12' } : null;
    const { server, recording } = await listening({ gate, ...saved('elsewhere.example') });
    (await server.client()).send(asV2(post(ANNA, '3ma', at(0), 'first'), 1));
    await recording.until(() => texts(recording).length === 1);
    expect(recording.gaps).toEqual([{ from: NOW - 900_000, to: NOW, reason: 'the server answered 400 CursorTooOld: floor is 12' }]);
  });
});

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
