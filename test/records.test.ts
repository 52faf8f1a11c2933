import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Report } from '../shared/report.ts';
import { config, push, startServer, until } from './support/server.ts';
import { tempFolder } from './support/temp.ts';

const settings = () => config('brand: Halden\naccounts:\n  x: [haldenair]\n');
const PERIOD = `from=${Date.now() - 86_400_000}&to=${Date.now() + 86_400_000}`;

const figuresOf = async (address: string): Promise<Report['figures']> =>
  ((await (await fetch(`${address}/api/v1/reports?${PERIOD}`)).json()) as Report).figures;

test('cases reach the reports, and come back to them when the file of the history is gone', async () => {
  const folder = tempFolder();
  const first = await startServer({ folder, config: settings() });
  const asked = (id: number) => ({
    id: `q${id}`,
    network: 'x',
    author: `c${id}`,
    text: `@haldenair my bag ${id} is still not here, where is it?`,
  });
  await push(first.address, [asked(1), asked(2), asked(3)]);
  await push(first.address, [{ id: 'r1', network: 'x', author: 'haldenair', text: 'It is on the next flight. ^JD', inReplyTo: 'push:q1' }]);
  const right = ({ cases, answered }: Report['figures']) => cases === 3 && answered.count === 1;
  const told = await until(() => figuresOf(first.address), right);
  expect(told.replies).toMatchObject({ people: 1, signed: { count: 1 } });
  await first.stop();
  for (const suffix of ['', '-wal', '-shm']) rmSync(join(folder, `history.db${suffix}`), { force: true });
  const second = await startServer({ folder, config: settings() });
  expect((await until(() => figuresOf(second.address), right)).cases).toBe(3);
});
