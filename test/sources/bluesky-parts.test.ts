import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPlace, parsePlace, Resumption } from '../../server/sources/bluesky/cursor.ts';
import { readFrame } from '../../server/sources/bluesky/frame.ts';
import { Health } from '../../server/sources/bluesky/health.ts';
import { Held } from '../../server/sources/bluesky/held.ts';
import { endpoint, hostsInTurn } from '../../server/sources/bluesky/hosts.ts';
import { Lru } from '../../server/sources/bluesky/lru.ts';
import { BlueskyOptions } from '../../server/sources/bluesky/options.ts';
import { Outbox } from '../../server/sources/bluesky/outbox.ts';
import { Translator } from '../../server/sources/bluesky/translate.ts';
import type { Incoming } from '../../server/sources/source.ts';
import { Mention, TEXT_BOUND } from '../../shared/mention.ts';
import { asV2, deleted, post, reaction } from '../support/jetstream.ts';
import { recordingContext } from '../support/source-context.ts';

const US = 1_779_999_990_000_000;
const FOLLOW = BlueskyOptions.parse({}).follow;
const nobody = { known: () => undefined, want: () => undefined };

describe('reading a frame', () => {
  it.each(['v1', 'v2'] as const)('never throws, whatever came (%s)', (wire) => {
    const good = post('did:plc:amber', '3ma', US, 'kestrel', { langs: ['en'], reply: { parent: { uri: 'at://x' }, root: {} } });
    const mangled = fc.tuple(fc.nat(800), fc.string()).map(([cut, more]) => {
      const text = JSON.stringify(wire === 'v1' ? good : asV2(good, 1));
      return text.slice(0, cut) + more + text.slice(cut + 1);
    });
    const translator = new Translator(recordingContext({}).context, FOLLOW, nobody);
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), mangled), (text) => {
        const frame = readFrame(wire, text);
        if (frame.kind !== 'happening') return;
        for (const item of translator.items(frame.happening)) if (item.kind === 'mention') Mention.parse(item.mention);
      }),
      { numRuns: 500 },
    );
  });

  it('reads the same happening from both wires', () => {
    for (const frame of [
      post('did:plc:amber', '3ma', US, 'kestrel'),
      reaction('like', 'did:plc:amber', '3mb', US, 'at://did:plc:bruno/app.bsky.feed.post/3mc'),
      deleted('did:plc:amber', 'app.bsky.feed.post', '3ma', US),
      { did: 'did:plc:amber', time_us: US, kind: 'identity', identity: { did: 'did:plc:amber', handle: 'amber.example' } },
      { did: 'did:plc:amber', time_us: US, kind: 'account', account: { did: 'did:plc:amber', active: false, status: 'deleted' } },
    ])
      expect(readFrame('v2', JSON.stringify(asV2(frame, 4)))).toEqual(readFrame('v1', JSON.stringify(frame)));
  });
});

describe('a mention', () => {
  const mentionOf = (text: string) => {
    const frame = readFrame('v1', JSON.stringify(post('did:plc:amber', '3ma', US, text)));
    const items = frame.kind === 'happening' ? new Translator(recordingContext({}).context, FOLLOW, nobody).items(frame.happening) : [];
    return items[0]?.kind === 'mention' ? items[0].mention : undefined;
  };

  it.each([
    { about: 'plain letters', text: 'x'.repeat(TEXT_BOUND + 5), length: TEXT_BOUND },
    { about: 'an emoji that would be halved', text: `${'x'.repeat(TEXT_BOUND - 2)}🦅🦅`, length: TEXT_BOUND - 1 },
  ])('has its text cut at the bound: $about', ({ text, length }) => {
    const cut = mentionOf(text)?.text ?? '';
    expect([cut.length, cut.endsWith('x…'), cut.isWellFormed()]).toEqual([length, true, true]);
  });
});

describe('an account that goes', () => {
  it('takes the posts along that were brought before this start, where the shell knows them', () => {
    const { context } = recordingContext({});
    const translator = new Translator(
      { ...context, heldBy: (author) => [`bluesky:at://${author}/app.bsky.feed.post/3mold`] },
      FOLLOW,
      nobody,
    );
    expect(translator.items({ kind: 'account', did: 'did:plc:amber', us: US, active: false, status: 'takendown' })).toEqual([
      { kind: 'retraction', mention: 'bluesky:at://did:plc:amber/app.bsky.feed.post/3mold' },
    ]);
  });
});

describe('memory', () => {
  it('forgets what was used longest ago, and never holds more than its bound', () => {
    const lru = new Lru<number>(2);
    lru.set('a', 1);
    lru.set('b', 2);
    lru.get('a');
    expect([lru.set('c', 3), lru.has('a'), lru.has('b'), lru.size]).toEqual([['b', 2], true, false, 2]);
  });

  it('of posts by author agrees with a plain list of the newest, whatever happens', () => {
    const step = fc.record({ add: fc.boolean(), post: fc.nat(20) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const held = new Held(5);
        let plain: number[] = [];
        for (const { add, post } of steps) {
          plain = plain.filter((one) => one !== post);
          if (add) plain = [...plain, post].slice(-5);
          if (add) held.add(`m${post}`, `author${post % 3}`);
          else held.delete(`m${post}`);
        }
        for (const author of [0, 1, 2]) {
          const expected = plain.filter((one) => one % 3 === author).map((one) => `m${one}`);
          expect(held.of(`author${author}`).sort()).toEqual(expected.sort());
        }
      }),
    );
  });
});

describe('health', () => {
  it('shows a line that is down before a journal that takes nothing', () => {
    const recording = recordingContext();
    const health = new Health(recording.context);
    health.line('live', 'host');
    health.keptBack('disk full');
    health.keptBack('disk full');
    health.line('starting', 'trying another host');
    health.line('live', 'host');
    health.keptBack(null);
    expect(recording.statuses).toEqual([
      ['live', 'host'],
      ['waiting', 'disk full'],
      ['starting', 'trying another host'],
      ['waiting', 'disk full'],
      ['live', 'host'],
    ]);
  });
});

describe('the outbox', () => {
  const item = (id: string): Incoming => ({ kind: 'retraction', mention: id });
  const place = (us: number, host = 'a') => ({ us, host });

  it('says once that it is full, and once that there is room again', async () => {
    const outbox = new Outbox({ batchItems: 2, batchMs: 1, queueItems: 4 });
    const said: string[] = [];
    outbox.onFull = () => said.push('full');
    outbox.onRoom = () => said.push('room');
    for (const id of ['1', '2', '3', '4', '5']) outbox.push([item(id)], place(1));
    await outbox.next();
    expect(said).toEqual(['full']);
    await outbox.next();
    await outbox.next();
    expect(said).toEqual(['full', 'room']);
  });

  it('gives the place up to which everything is in the batch: the latest of one host, the newest host', async () => {
    const outbox = new Outbox({ batchItems: 2, batchMs: 1, queueItems: 9 });
    outbox.push([item('1')], place(10));
    outbox.push([item('2')], place(8));
    outbox.push([item('3')], place(12));
    outbox.push([], place(15));
    outbox.push([], place(14));
    expect([(await outbox.next())?.place, (await outbox.next())?.place]).toEqual([place(10), place(15)]);
    outbox.push([], place(3, 'b'));
    expect((await outbox.next())?.place).toEqual(place(3, 'b'));
  });

  it('can be emptied after its end, and then has no more', async () => {
    const outbox = new Outbox({ batchItems: 2, batchMs: 60_000, queueItems: 9 });
    outbox.push([item('1')], null);
    outbox.end();
    expect([await outbox.next(), await outbox.next()]).toEqual([{ items: [item('1')], place: null }, null]);
  });
});

describe('a place in the stream', () => {
  it('is read back as it was written', () => {
    const place = { us: US, host: 'jetstream.example:6008' };
    expect(parsePlace(formatPlace(place))).toEqual(place);
  });

  it.each([null, '', 'x', '12@host', `${US}`, `${US}@`, `-${US}@host`])('is none when it is damaged: %s', (text) => {
    expect(parsePlace(text)).toBeNull();
  });

  it('has a gap behind it only once, and only when the first frame is much later', () => {
    const late = new Resumption({ us: US, host: 'a' }, 'a');
    expect([late.gap(US + 5_000_001)?.to, late.gap(US + 9_000_000)]).toEqual([Math.floor((US + 5_000_001) / 1000), null]);
    const near = new Resumption({ us: US, host: 'a' }, 'a');
    expect([near.gap(US + 5_000_000), near.gap(US + 9_000_000)]).toEqual([null, null]);
    expect(new Resumption(null, 'a').gap(US)).toBeNull();
  });
});

describe('the address', () => {
  it.each([
    { given: 'https://stream.example', wire: 'v2' as const, address: 'wss://stream.example/xrpc/network.bsky.jetstream.subscribeEvents' },
    { given: 'ws://127.0.0.1:6008/subscribe?compress=true', wire: 'v1' as const, address: 'ws://127.0.0.1:6008/subscribe' },
    { given: 'wss://stream.example/behind/proxy/', wire: 'v1' as const, address: 'wss://stream.example/behind/proxy/subscribe' },
  ])('is made from $given', ({ given, wire, address }) => {
    expect(endpoint(given, wire, FOLLOW, undefined).href.split('?')[0]).toBe(address);
  });

  it('begins with any of the public hosts, and keeps to those that speak the wire', () => {
    const hosts = (wire: 'auto' | 'v1' | 'v2', random: number) => hostsInTurn(BlueskyOptions.parse({ wire }), () => random);
    expect(hosts('auto', 0).map((host) => host.wire)).toEqual(['auto', 'auto', 'v1', 'v1', 'v1', 'v1']);
    expect(hosts('v2', 0.99).map((host) => host.url)).toEqual(
      hosts('v2', 0)
        .map((host) => host.url)
        .reverse(),
    );
    expect(hosts('v1', 0)).toHaveLength(6);
  });
});
