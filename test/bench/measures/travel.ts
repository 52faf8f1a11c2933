import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { serialize } from 'node:v8';
import { io } from 'socket.io-client';
import { buildAnalyser } from '../../../server/core/analysis/analyse.ts';
import type { Entry } from '../../../server/core/entry.ts';
import { emptyState, STATE_VERSION } from '../../../server/core/state.ts';
import { step } from '../../../server/core/step.ts';
import { openSqliteJournal } from '../../../server/journal/sqlite.ts';
import { Moments } from '../../../server/moments/moments.ts';
import type { Travel } from '../../../shared/travel.ts';
import { median } from '../numbers.ts';
import { posts } from '../posts.ts';
import { runProduct } from '../product.ts';
import type { Row } from '../row.ts';
import { settings } from '../settings.ts';
import type { Measuring } from './measuring.ts';

const POSTS = 6_000;
const POSTS_A_DAY = 25_000;
const DAY_SECONDS = 86_400;
const DAYS = 2;
const DAYS_FULL = 30;
/** Entries after which the server keeps its state. */
const SNAPSHOT = 10_000;
const BATCH = 5_000;
const BUDGET = 3_000;
/** A server has been up for a while when somebody looks back, and has looked at one moment before asking for the next. ms. */
const UP_FOR = 10_000;
const LOOKED = 4_000;

/** From asking for a moment of the past to the first slice of it on a screen. */
export async function travel({ full, folder }: Measuring): Promise<Row[]> {
  const root = folder();
  const days = full ? DAYS_FULL : DAYS;
  const first = Date.now() - days * DAY_SECONDS * 1000 - 60_000;
  await live(join(root, 'live'), days, first);
  const product = await runProduct(root);
  await wait(UP_FOR);
  const took: number[] = [];
  for (let i = 0; i < (full ? 15 : 7); i++) took.push(await shown(product.address, first + spread(i) * days * DAY_SECONDS * 1000));
  await product.stop();
  const note = `${POSTS_A_DAY.toLocaleString('en')} posts and ${DAY_SECONDS.toLocaleString('en')} ticks a day`;
  const yardstick = { what: 'the budget', value: BUDGET };
  return [
    { what: `any moment of ${days} days, to its first slice`, value: median(took), unit: 'ms', yardstick, atMost: 1, note },
    { what: `the slowest of ${took.length}`, value: Math.max(...took), unit: 'ms', yardstick, atMost: 1 },
  ];
}

/** Places all over the stretch, always the same. */
const spread = (i: number): number => 0.02 + 0.96 * ((i * 0.618_033_988_75) % 1);

/** Writes the days as a server lives them: the journal, its newest snapshot and the moments. */
async function live(folder: string, days: number, first: number): Promise<void> {
  const journal = await openSqliteJournal({ folder });
  const onProblem = (problem: string | null) => {
    if (problem !== null) throw new Error(problem);
  };
  const moments = await Moments.open({ folder: join(folder, 'moments'), version: STATE_VERSION, onProblem });
  const state = emptyState();
  let kept = 0;
  for (const batch of batches(days, first)) {
    await journal.append(batch);
    for (const entry of batch) step(state, { seq: state.seq + 1, entry });
    if (state.seq - kept < SNAPSHOT) continue;
    kept = state.seq;
    moments.keep({ seq: state.seq, at: state.now, bytes: serialize(state) });
  }
  await journal.saveSnapshot(STATE_VERSION, { seq: state.seq, bytes: serialize(state) });
  await moments.close();
  await journal.close();
}

function* batches(days: number, first: number): Generator<Entry[]> {
  const { analyse } = buildAnalyser(settings());
  const heard = posts(POSTS).map((mention) => ({ mention, analysis: analyse(mention) }));
  let batch: Entry[] = [{ kind: 'settings', id: 'c:bench', at: first, settings: settings() }];
  let n = 0;
  for (let second = 0; second < days * DAY_SECONDS; second++) {
    const at = first + second * 1000;
    for (; n < (second * POSTS_A_DAY) / DAY_SECONDS; n++) {
      const { mention, analysis } = heard[n % POSTS]!;
      batch.push({ kind: 'mention', id: `m:${n}`, at, mention: { ...mention, id: `m:${n}`, postedAt: at, receivedAt: at }, analysis });
    }
    batch.push({ kind: 'tick', id: `t:${second}`, at });
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

async function shown(address: string, at: number): Promise<number> {
  const began = performance.now();
  const body = JSON.stringify({ at: Math.round(at) });
  const answer = await fetch(`${address}/api/v1/travels`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  const { id } = (await answer.json()) as Travel;
  const screen = io(address, { path: `/at/${id}/socket.io`, transports: ['websocket'], auth: { board: '' } });
  await new Promise<void>((resolve) => screen.once('slice', () => resolve()));
  const took = performance.now() - began;
  await wait(LOOKED);
  screen.disconnect();
  await fetch(`${address}/api/v1/travels/${id}`, { method: 'DELETE' });
  return took;
}
