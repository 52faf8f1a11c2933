import { parentPort, workerData } from 'node:worker_threads';
import { fold, type Ran } from './run.ts';
import { type Given, runSideBySide } from './side-by-side.ts';
import { openSource } from './source.ts';

/** What the thread tells: how far it is, and at last what came of it. */
export type Said = { progress: number; entries: number } | { ran: Ran | null } | { failed: string };

/** Least time between two words of how far it is, in ms. */
const TELL_EVERY = 200;

const { place, running, stretch }: Given = workerData;
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
  const folding = stretch ? fold(source, stretch, running, tell) : runSideBySide(place, source, running, tell);
  const ran = await folding.finally(() => source.close());
  say({ ran });
} catch (error) {
  say({ failed: error instanceof Error ? error.message : String(error) });
}
