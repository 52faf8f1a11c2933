import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/** In this order: sentiment is told by the lists of words. Each is fitted by a process of its own, which reads what those before it wrote. */
const STEPS = ['words', 'language', 'sentiment', 'places', 'viral'] as const;
type Step = (typeof STEPS)[number];
const USAGE = `npm run train -- --data DIR [--only ${STEPS.join(',')}]`;

const TRAIN: Record<Step, (data: string) => Promise<void>> = {
  words: async () => (await import('./sentiment/words.ts')).train(),
  language: async (data) => (await import('./language/train.ts')).train(data),
  sentiment: async (data) => (await import('./sentiment/train.ts')).train(data),
  places: async (data) => (await import('./places/train.ts')).train(data),
  viral: async (data) => (await import('./viral/train.ts')).train(data),
};

const isStep = (name: string): name is Step => STEPS.some((step) => step === name);

function asked(): { data: string; steps: Step[]; alone: boolean } {
  const { values } = parseArgs({ options: { data: { type: 'string' }, only: { type: 'string' }, alone: { type: 'boolean' } } });
  if (!values.data || !existsSync(values.data)) throw new Error(`where are the labelled data?\n${USAGE}`);
  const names = values.only?.split(',') ?? [...STEPS];
  const unknown = names.find((name) => !isStep(name));
  if (unknown !== undefined) throw new Error(`there is nothing called "${unknown}" to train\n${USAGE}`);
  return { data: values.data, steps: names.filter(isStep), alone: values.alone ?? false };
}

/** A model that was read before it is fitted anew would be the old one. */
function inItsOwnProcess(step: Step, data: string): void {
  const began = performance.now();
  process.stderr.write(`${step} ...`);
  const flags = [...process.execArgv, join(import.meta.dirname, 'run.ts'), '--data', data, '--only', step, '--alone'];
  const { status } = spawnSync(process.execPath, flags, { stdio: 'inherit' });
  if (status !== 0) throw new Error(`${step} could not be trained`);
  process.stderr.write(` ${((performance.now() - began) / 1000).toFixed(0)} s\n`);
}

try {
  const { data, steps, alone } = asked();
  for (const step of steps) {
    if (alone) await TRAIN[step](data);
    else inItsOwnProcess(step, data);
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
