import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { openSqliteJournal } from '../../server/journal/sqlite.ts';
import { tempFolder } from '../support/temp.ts';

const ROUNDS = 6;
const CHILD = join(import.meta.dirname, 'kill-child.ts');

/** Whole numbers below `bound`, the same ones each time (Lehmer's generator, modulus 2^31 - 1). */
function seeded(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % bound;
  };
}

/** Lets the child append until it has acknowledged `enough` batches, then kills it. Returns every id acknowledged. */
async function killedAfter(folder: string, round: number, enough: number): Promise<string[]> {
  const child = spawn(process.execPath, [CHILD, folder, String(round)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  const acknowledged: string[] = [];
  let batches = 0;
  for await (const line of createInterface(child.stdout)) {
    // What the pipe still held at its death was acknowledged too, save a line that was cut off.
    if (line.split(' ').length === 7) acknowledged.push(...line.split(' '));
    if (++batches === enough) child.kill('SIGKILL');
  }
  expect(await exit).toEqual([null, 'SIGKILL']);
  return acknowledged;
}

test('whatever was acknowledged before kill -9 is there exactly once, round after round on the same folder', async () => {
  const folder = tempFolder();
  const random = seeded(2026);
  const acknowledged: string[] = [];
  for (let round = 0; round < ROUNDS; round++) acknowledged.push(...(await killedAfter(folder, round, 1 + random(400))));

  const journal = await openSqliteJournal({ folder });
  const found = new Map<string, number>();
  let last = 0;
  for (let page = await journal.read(0, 1000); page.length > 0; page = await journal.read(last, 1000)) {
    for (const { seq, entry } of page) {
      expect(seq).toBeGreaterThan(last);
      expect(found.has(entry.id)).toBe(false);
      found.set(entry.id, seq);
      last = seq;
    }
  }
  await journal.close();
  expect(acknowledged.length).toBeGreaterThan(ROUNDS);
  expect(acknowledged.filter((id) => !found.has(id))).toEqual([]);
});
