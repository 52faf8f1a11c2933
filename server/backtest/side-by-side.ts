import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { fold, type Ran, type Running, run, WARM_UP } from './run.ts';
import type { PastSource, Place, Stretch } from './source.ts';
import type { Said } from './worker.ts';

type Tell = (progress: number, entries: number) => void;

/** What a thread is told: `stretch` only where another thread has found out what there is to fold. */
export interface Given {
  place: Place;
  running: Running;
  stretch?: Stretch;
}

/** Folds the past with the rule as it is and as it would be: where there is more than one core, each in a thread that reads for itself. */
export async function runSideBySide(place: Place, source: PastSource, running: Running, tell: Tell): Promise<Ran | null> {
  if (running.present === null || availableParallelism() < 2) return run(source, running, tell);
  const stretch = await source.span(running.from - WARM_UP);
  if (!stretch) return null;
  const [present, changed] = await Promise.all([
    foldBeside({ place, running: { ...running, present: null, changed: running.present }, stretch }),
    fold(source, stretch, { ...running, present: null }, tell),
  ]);
  return present && changed && { ...changed, present: present.changed };
}

/** The thread ends with the one that began it. */
function foldBeside(workerData: Given): Promise<Ran | null> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData, execArgv: [] });
  return new Promise((resolve, reject) => {
    worker.on('message', (said: Said) => {
      if ('ran' in said) resolve(said.ran);
      else if ('failed' in said) reject(new Error(said.failed));
    });
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('the thread of the rule as it is ended early')));
  });
}
