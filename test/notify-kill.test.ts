import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type StandIn, standIn } from './support/channels.ts';
import { until } from './support/server.ts';
import { askForTest, channelsAt } from './support/telling.ts';
import { tempFolder } from './support/temp.ts';

const CHILD = join(import.meta.dirname, 'support/notify-child.ts');

/** The server as a process of its own; `how`: `dedups`, `silent`. */
async function start(folder: string, service: StandIn, how = '') {
  const args = ['--disable-warning=ExperimentalWarning', CHILD, folder, `${service.url}/hook`, how];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const kill = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await exited;
  };
  onTestFinished(kill);
  const [address] = await once(child.stdout.setEncoding('utf8'), 'data');
  return { address: String(address).trim(), kill };
}

/** Waits until everything that was decided is told. */
const told = (address: string) =>
  until(
    () => channelsAt(address),
    ({ deliveries }) => deliveries.length > 0 && deliveries.every(({ state }) => state === 'sent'),
  );

describe('kill -9', () => {
  it('between deciding and sending loses nothing and repeats nothing', async () => {
    const folder = tempFolder();
    const service = await standIn();
    const before = await start(folder, service, 'silent');
    for (let n = 0; n < 3; n++) expect(await askForTest(before.address)).toEqual({ ok: true });
    await before.kill();
    expect(service.heard).toEqual([]);
    const after = await start(folder, service);
    await told(after.address);
    expect(new Set(service.bodies().map(({ id }) => id)).size).toBe(3);
    expect(service.bodies()).toHaveLength(3);
    expect(service.bodies().every(({ repetition }) => repetition === false)).toBe(true);
  });

  it.each([
    ['once more, with a word of warning, where a channel cannot tell repetitions', '', true],
    ['the very same, where it can', 'dedups', false],
  ])('between sending and recording sends %s', async (_how, how, repetition) => {
    const folder = tempFolder();
    const service = await standIn('hang');
    const before = await start(folder, service, how);
    const arrived = service.next();
    await askForTest(before.address);
    await arrived;
    await before.kill();
    service.answer({ status: 200 });
    const after = await start(folder, service, how);
    await told(after.address);
    const [one, two] = service.bodies();
    expect(service.bodies()).toHaveLength(2);
    expect(two).toMatchObject({ id: one?.id, version: one?.version, repetition });
  });

  it('again and again never tells a third time where repetitions cannot be told', async () => {
    const folder = tempFolder();
    const service = await standIn('hang');
    const first = await start(folder, service);
    let arrived = service.next();
    await askForTest(first.address);
    await arrived;
    await first.kill();
    arrived = service.next();
    const second = await start(folder, service);
    await arrived;
    await second.kill();
    const third = await start(folder, service);
    const { deliveries } = await until(
      () => channelsAt(third.address),
      (list) => list.deliveries[0]?.state === 'dead',
    );
    expect(service.heard).toHaveLength(2);
    expect(deliveries[0]?.error).toMatch(/may have arrived: it is not told a third time unless somebody asks$/);
  });
});
