import { parentPort, workerData } from 'node:worker_threads';
import type { Ran, Running } from './run.ts';
import { run } from './run.ts';
import { openSource, type Place } from './source.ts';

/** What the thread tells: how far it is, and at last what came of it. */
export type Said = { progress: number; entries: number } | { ran: Ran | null } | { failed: string };

/** Least time between two words of how far it is, in ms. */
const TELL_EVERY = 200;

const { place, running }: { place: Place; running: Running } = workerData;
const say = (said: Said): void => parentPort?.postMessage(said);

let told = 0;
const tell = (progress: number, entries: number): void => {
  if (performance.now() - told < TELL_EVERY) return;
  told = performance.now();
  say({ progress, entries });
};

/** The thread that folds the past: the live fold goes on beside it. */
try {
  const source = await openSource(place);
  const ran = await run(source, running, tell).finally(() => source.close());
  say({ ran });
} catch (error) {
  say({ failed: error instanceof Error ? error.message : String(error) });
}
