import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Case } from '../shared/case.ts';
import { actAt, asks, caseAt, DESK_YAML, queueAt } from './support/desk.ts';
import { config, DIST, push, startServer, until } from './support/server.ts';
import { tempFolder } from './support/temp.ts';

const CHILD = join(import.meta.dirname, 'support/desk-child.ts');
const ROUNDS = 2;
/** Acknowledged notes after which the server is killed, while more are under way. */
const ENOUGH = 40;
const WRITERS = 4;

async function start(folder: string) {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CHILD, folder, DIST], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const kill = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await exited;
  };
  onTestFinished(kill);
  const [address] = await once(child.stdout.setEncoding('utf8'), 'data');
  return { address: String(address).trim(), kill };
}

/** Each writer notes one thing after another at a case of its own, until the server is gone. Returns what was acknowledged, by case. */
async function workUntilKilled(folder: string, round: number): Promise<Map<string, string[]>> {
  const { address, kill } = await start(folder);
  const names = Array.from({ length: WRITERS }, (_, i) => `round${round}writer${i}`);
  await push(
    address,
    names.map((name) => asks(name)),
  );
  const { cases } = await until(
    () => queueAt(address),
    ({ total }) => total === WRITERS * (round + 1),
  );
  const done = new Map<string, string[]>();
  let count = 0;
  const work = async (id: string, by: string) => {
    const notes: string[] = [];
    done.set(id, notes);
    for (let n = 0; ; n++) {
      const answer = await actAt(address, { id: `note-${id}-${round}-${n}`, type: 'note', case: id, by, text: `${n}` }).catch(() => null);
      if (answer === null) return;
      if (answer.ok) notes.push(`${n}`);
      if (++count === ENOUGH) await kill();
    }
  };
  const own = cases.filter(({ customer }) => names.includes(customer.id));
  await Promise.all(own.map(({ id, customer }) => work(id, customer.id)));
  return done;
}

const notesOf = ({ events }: Case): string[] => events.flatMap(({ what, note }) => (what === 'noted' ? [note] : []));

it('whatever was acknowledged at the desk before kill -9 is there after it, once and in order, and so are the cases', async () => {
  const folder = tempFolder();
  const acknowledged: [string, string[]][] = [];
  for (let round = 0; round < ROUNDS; round++) acknowledged.push(...(await workUntilKilled(folder, round)));
  const { address } = await startServer({ folder, config: config(DESK_YAML) });
  expect((await queueAt(address)).total).toBe(ROUNDS * WRITERS);
  expect(acknowledged.map(([id]) => id).toSorted()).toHaveLength(ROUNDS * WRITERS);
  for (const [id, notes] of acknowledged) {
    const found = notesOf(await caseAt(address, id));
    // One more may be there, whose acknowledgement was lost with the server.
    expect(found.slice(0, notes.length)).toEqual(notes);
    expect(found.length - notes.length).toBeLessThanOrEqual(1);
  }
});
