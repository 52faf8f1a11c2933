import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export interface Ended {
  code: number | null;
  out: string;
  errors: string;
}

/** A command as people run it. `ended` resolves with what it wrote; the process goes away with the test. */
export function command(args: string[], input?: string): { child: ChildProcess; ended: Promise<Ended> } {
  const cli = join(import.meta.dirname, '../../server/cli.ts');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', cli, ...args], { stdio: 'pipe' });
  const told = { out: '', errors: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => {
    told.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    told.errors += text;
  });
  if (input !== undefined) child.stdin.end(input);
  const ended = once(child, 'close').then(([code]): Ended => ({ code, ...told }));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return { child, ended };
}
