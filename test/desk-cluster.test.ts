import { beforeAll, expect, it } from 'vitest';
import { caseAt, DESK_YAML, openCases } from './support/desk.ts';
import { type RunningRedis, startRedis } from './support/redis.ts';
import { config, joinBoard, startServer } from './support/server.ts';

let redis: RunningRedis;
beforeAll(async () => {
  redis = await startRedis();
  return () => redis.stop();
});

const NAMES = ['ines', 'jon', 'liv', 'tor', 'ada', 'kai', 'odd', 'siv'];

it('of two who claim at once at two servers one wins, the other is told who, and both see the same', async () => {
  const node = () => startServer({ redis: redis.url, config: config(DESK_YAML) });
  const [one, other] = [await node(), await node()];
  const ids = await openCases(one.address, NAMES, [one.address, other.address]);
  const [mara, noor] = [await joinBoard(one.address), await joinBoard(other.address)];
  const claim = (id: string, by: string) => ({ id: `claim-${id}-${by}`, type: 'claim', case: id, by }) as const;
  for (const id of ids.values()) {
    const answers = await Promise.all([
      mara.socket.emitWithAck('action', claim(id, 'Mara')),
      noor.socket.emitWithAck('action', claim(id, 'Noor')),
    ]);
    const winner = answers[0].ok ? 'Mara' : 'Noor';
    const told = answers.map((answer) => (answer.ok ? 'done' : answer.error));
    expect(told.toSorted()).toEqual([`${winner} has it already`, 'done'].toSorted());
    await Promise.all([one.engine.caughtUp(), other.engine.caughtUp()]);
    const seen = await Promise.all([one, other].map(({ address }) => caseAt(address, id)));
    expect(seen.map(({ owner }) => owner)).toEqual([winner, winner]);
    expect(seen[0]!.events.filter(({ what }) => what === 'claimed')).toHaveLength(1);
  }
});

it('sending the same action to two servers does it once, and both answer the same', async () => {
  const url = `${redis.url}/1`;
  const node = () => startServer({ redis: url, config: config(DESK_YAML) });
  const [one, other] = [await node(), await node()];
  const id = (await openCases(one.address, ['ines'], [one.address, other.address])).get('ines')!;
  const [here, there] = [await joinBoard(one.address), await joinBoard(other.address)];
  const note = { id: 'note-0001', type: 'note', case: id, by: 'Mara', text: 'called the station' } as const;
  const refused = { id: 'release-1', type: 'release', case: id, by: 'Mara' } as const;
  for (const action of [note, refused]) {
    const answers = await Promise.all([here, there, here].map(({ socket }) => socket.emitWithAck('action', action)));
    expect(new Set(answers.map(({ ok, error }) => `${ok} ${error}`))).toEqual(
      new Set([action === note ? 'true undefined' : 'false nobody has it']),
    );
  }
  expect((await caseAt(other.address, id)).events.filter(({ what }) => what === 'noted')).toHaveLength(1);
});
