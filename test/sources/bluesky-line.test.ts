import { type AddressInfo, createServer, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { blueskyKind } from '../../server/sources/bluesky.ts';
import { asV2, type Gate, post, serveJetstream } from '../support/jetstream.ts';
import { ANNA, at, listening, NOW, open, QUICK, texts } from '../support/listening.ts';
import { recordingContext } from '../support/source-context.ts';

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

describe('stopping', () => {
  it('does not wait for a server that says nothing to our hello', async () => {
    const mute = createServer();
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const called = new Promise<Socket>((resolve) => mute.once('connection', resolve));
    const recording = recordingContext({ now: NOW });
    const kind = blueskyKind(QUICK);
    const url = `ws://127.0.0.1:${(mute.address() as AddressInfo).port}`;
    const running = kind.run(recording.context, kind.options.parse({ url, profiles: { enabled: false } }));
    const socket = await called;
    recording.stop();
    await running;
    socket.destroy();
    await new Promise((resolve) => mute.close(resolve));
    expect(recording.submitted).toEqual([]);
  });

  it('does not wait for a journal that takes nothing', async () => {
    const { server, recording, running } = await listening({ tuning: { retryMs: 3_600_000 } });
    recording.failure = new Error('disk full');
    (await server.client()).send(asV2(post(ANNA, '3ma', at(0), 'one'), 1));
    await recording.until(() => recording.statuses.at(-1)?.[0] === 'waiting');
    recording.stop();
    await running;
    expect(recording.cursors).toEqual([]);
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
