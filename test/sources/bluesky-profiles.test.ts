import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { type BlueskyOptions, TUNING } from '../../server/sources/bluesky/options.ts';
import { readProfiles } from '../../server/sources/bluesky/profile.ts';
import { blueskyKind } from '../../server/sources/bluesky.ts';
import { asV2, post, serveJetstream } from '../support/jetstream.ts';
import { all, closing, lookUp, profile, serveProfiles } from '../support/profiles.ts';
import { recordingContext } from '../support/source-context.ts';

describe('a profile', () => {
  it.each([
    {
      about: 'is read whole',
      given: profile('did:plc:amber'),
      author: { handle: 'amber.example', name: 'amber', followers: 12, verified: false },
    },
    {
      about: 'without a name goes by its handle',
      given: profile('did:plc:amber', { displayName: ' ' }),
      author: { name: 'amber.example' },
    },
    {
      about: 'without a number of followers has an unknown one',
      given: profile('did:plc:amber', { followersCount: undefined }),
      author: { followers: undefined },
    },
    {
      about: 'with a broken handle goes by its id',
      given: profile('did:plc:amber', { handle: 'handle.invalid' }),
      author: { handle: 'did:plc:amber' },
    },
    {
      about: 'that the network vouches for is verified',
      given: profile('did:plc:amber', { verification: { verifiedStatus: 'valid' } }),
      author: { verified: true },
    },
    {
      about: 'whose verification lapsed is not',
      given: profile('did:plc:amber', { verification: { verifiedStatus: 'invalid' } }),
      author: { verified: false },
    },
    {
      about: 'with an endless name has it cut',
      given: profile('did:plc:amber', { displayName: 'x'.repeat(900) }),
      author: { name: 'x'.repeat(256) },
    },
  ])('$about', ({ given, author }) => {
    expect(readProfiles({ profiles: [given, { did: 7 }, null] })).toEqual([expect.objectContaining({ id: 'did:plc:amber', ...author })]);
  });
});

describe('lookups', () => {
  it('ask for many authors in calls of 25, each once', async () => {
    const api = await serveProfiles();
    const { profiles, found, until } = lookUp(api.url);
    const wanted = Array.from({ length: 60 }, (_, i) => `did:plc:author${i}`);
    for (const did of [...wanted, ...wanted]) profiles.want(did);
    await until(() => found.flat().length === 60);
    expect(api.calls.map((actors) => actors.length)).toEqual([25, 25, 10]);
    expect(api.calls.flat()).toEqual(wanted);
  });

  it('remember an author for hours, and those whom nobody knows as well', async () => {
    let now = 0;
    const api = await serveProfiles((actors, response) =>
      all(
        actors.filter((did) => did !== 'did:plc:nobody'),
        response,
        0,
      ),
    );
    const { profiles, found, until } = lookUp(api.url, () => now);
    for (const did of ['did:plc:amber', 'did:plc:nobody']) profiles.wantUnlessFresh(did);
    await until(() => found.length === 1);
    for (const did of ['did:plc:amber', 'did:plc:nobody', 'did:plc:bruno']) profiles.wantUnlessFresh(did);
    await until(() => found.length === 2);
    now = 7 * 3_600_000;
    profiles.wantUnlessFresh('did:plc:amber');
    await until(() => found.length === 3);
    expect(api.calls).toEqual([['did:plc:amber', 'did:plc:nobody'], ['did:plc:bruno'], ['did:plc:amber']]);
    expect([profiles.known('did:plc:amber')?.handle, profiles.known('did:plc:nobody')]).toEqual(['amber.example', undefined]);
  });

  it('stay away for as long as the network says, then ask again', async () => {
    let firstAt = 0;
    let secondAt = 0;
    const api = await serveProfiles((actors, response, call) => {
      if (call === 1) firstAt = performance.now();
      if (call === 1) return void response.writeHead(429, { 'retry-after': '1' }).end();
      secondAt = performance.now();
      all(actors, response, call);
    });
    const { profiles, found, failed, until } = lookUp(api.url);
    profiles.want('did:plc:amber');
    await until(() => found.length === 1);
    expect(failed).toEqual(['profile lookup answered 429']);
    expect(secondAt - firstAt).toBeGreaterThanOrEqual(990);
  });

  it.each([
    { about: 'a server error', answer: (r: ServerResponse) => r.writeHead(502).end() },
    { about: 'a cut line', answer: (r: ServerResponse) => r.destroy() },
  ])('ask again after $about', async ({ answer }) => {
    const api = await serveProfiles((actors, response, call) => (call === 1 ? void answer(response) : all(actors, response, call)));
    const { profiles, found, failed, until } = lookUp(api.url);
    profiles.want('did:plc:amber');
    await until(() => found.length === 1);
    expect([failed.length, api.calls.length]).toEqual([1, 2]);
  });

  it.each([
    { about: 'garbage', answer: (r: ServerResponse) => r.end('<html>') },
    { about: 'another shape', answer: (r: ServerResponse) => r.end('{"profiles":7}') },
    { about: 'more than a megabyte', answer: (r: ServerResponse) => r.end('x'.repeat(1_100_000)) },
    { about: 'a refusal', answer: (r: ServerResponse) => r.writeHead(400).end('{}') },
  ])('give a call up that is answered with $about, and go on with the next', async ({ answer }) => {
    const api = await serveProfiles((actors, response, call) => (call === 1 ? void answer(response) : all(actors, response, call)));
    const { profiles, found, failed, until } = lookUp(api.url);
    profiles.want('did:plc:amber');
    await until(() => failed.length === 1);
    profiles.want('did:plc:bruno');
    await until(() => found.length === 1);
    expect(found).toEqual([[expect.objectContaining({ id: 'did:plc:bruno' })]]);
  });

  it('believe nothing about authors who were not asked for', async () => {
    const api = await serveProfiles((actors, response) => all([...actors, 'did:plc:stranger'], response, 0));
    const { profiles, found, until } = lookUp(api.url);
    profiles.want('did:plc:amber');
    await until(() => found.length === 1);
    expect([found[0]?.length, profiles.known('did:plc:stranger')]).toEqual([1, undefined]);
  });
});

describe('our own accounts', () => {
  it('are looked up by their handles, without what is no handle, and known by their ids', async () => {
    const api = await serveProfiles((_actors, response) => void response.end(JSON.stringify({ profiles: [profile('did:plc:kestrel')] })));
    const { profiles, found, until } = lookUp(api.url);
    profiles.wantOurs(['Kestrel.example', 'kestrel', 'a b.example', '']);
    await until(() => found.length === 1);
    expect([api.calls, profiles.known('did:plc:kestrel')?.handle]).toEqual([[['kestrel.example']], 'kestrel.example']);
  });
});

describe('the source with lookups', () => {
  async function listening(profiles: Partial<BlueskyOptions['profiles']>) {
    const server = await serveJetstream();
    const recording = recordingContext({ words: ['kestrel'] });
    const kind = blueskyKind({ ...TUNING, batchMs: 5, gatherMs: 5 });
    const running = kind.run(recording.context, kind.options.parse({ url: server.url, profiles }));
    closing.push(async () => {
      recording.stop();
      await running;
      await server.close();
    });
    const us = (recording.now - 1_000) * 1_000;
    const send = async (rkey: string, text: string) => client.send(asV2(post('did:plc:amber', rkey, us, text), 1));
    const client = await server.client();
    return { recording, send };
  }

  it('takes a post in at once, tells of its author later, and knows them at their next post', async () => {
    const api = await serveProfiles();
    const { recording, send } = await listening({ url: api.url });
    await send('3ma', 'Kestrel one');
    await recording.until(() => recording.submitted.length === 2);
    await send('3mb', 'Kestrel two');
    await recording.until(() => recording.submitted.length === 3);
    const amber = { id: 'did:plc:amber', handle: 'amber.example', name: 'amber', followers: 12, verified: false };
    expect(recording.submitted).toEqual([
      {
        kind: 'mention',
        mention: expect.objectContaining({ author: { id: 'did:plc:amber', handle: 'did:plc:amber', name: 'did:plc:amber' } }),
      },
      { kind: 'author', source: 'bluesky', author: amber },
      { kind: 'mention', mention: expect.objectContaining({ author: amber }) },
    ]);
  });

  it('does not hold posts up while the network does not answer', async () => {
    const api = await serveProfiles(() => undefined);
    const { recording, send } = await listening({ url: api.url });
    await send('3ma', 'Kestrel one');
    await recording.until(() => api.calls.length === 1 || recording.submitted.length === 1);
    await send('3mb', 'Kestrel two');
    await recording.until(() => recording.submitted.length === 2);
    expect(recording.submitted.map((item) => item.kind)).toEqual(['mention', 'mention']);
  });

  it('asks only for authors of posts that were taken in', async () => {
    const api = await serveProfiles();
    const { recording, send } = await listening({ url: api.url });
    await send('3ma', 'About something else');
    await send('3mb', 'Kestrel one');
    await recording.until(() => recording.submitted.length === 2);
    expect(api.calls).toEqual([['did:plc:amber']]);
  });
});
