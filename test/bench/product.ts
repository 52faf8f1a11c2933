import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const ROOT = join(import.meta.dirname, '../..');
const DEMO = join(ROOT, 'fixtures/scenarios/halden-air/earshot.yaml');
/** Within this time the server must be ready, in ms. */
const READY_WITHIN = 120_000;

export interface Product {
  address: string;
  pid: number;
  /** From starting the process to the first 200 of /readyz, ms. */
  readyAfter: number;
  /** Resident memory in MB; NaN where the system doesn't tell. */
  memory(): number;
  stop(signal?: 'SIGINT' | 'SIGKILL'): Promise<void>;
}

/** The demo's watches and accounts without its story: all that comes is pushed. */
export const settingsFile = (): string => readFileSync(DEMO, 'utf8').replace(/^sources:\n(?: .*\n)+/m, '');

/** The product as its users run it, with its journal in `folder`, and with more in its environment if wanted. */
export async function runProduct(folder: string, env: NodeJS.ProcessEnv = {}): Promise<Product> {
  const config = join(folder, 'earshot.yaml');
  writeFileSync(config, settingsFile());
  const port = await freePort();
  const began = performance.now();
  const args = ['serve', '--port', String(port), '--data', folder, '--config', config, '--log', 'error'];
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(ROOT, 'server/cli.ts'), ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...env },
  });
  const kill = (): boolean => child.kill('SIGKILL');
  process.once('exit', kill);
  const address = `http://127.0.0.1:${port}`;
  await ready(address, () => child.exitCode === null);
  return {
    address,
    pid: child.pid!,
    readyAfter: performance.now() - began,
    memory: () => memoryOf(child.pid!),
    async stop(signal = 'SIGKILL') {
      process.off('exit', kill);
      const gone = once(child, 'exit');
      if (child.kill(signal)) await gone;
    },
  };
}

async function ready(address: string, lives: () => boolean): Promise<void> {
  for (const end = Date.now() + READY_WITHIN; Date.now() < end && lives(); await wait(4)) {
    const answer = await fetch(`${address}/readyz`).catch(() => null);
    await answer?.text();
    if (answer?.ok) return;
  }
  throw new Error('the server did not become ready');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

export function memoryOf(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}
