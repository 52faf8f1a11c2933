import { type ChildProcess, fork, type Serializable } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** All that were started: none may outlive the run. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export interface Child {
  process: ChildProcess;
  /** Sends a request and waits for the answer, one at a time. */
  ask<T>(request: Serializable): Promise<T>;
  end(): Promise<void>;
}

/** Starts one of the bench's own programs, which answers each message with one. Its path is relative to this folder. */
export function start(program: string, args: string[] = [], execArgv: string[] = []): Child {
  const child = fork(join(import.meta.dirname, program), args, {
    execArgv: ['--disable-warning=ExperimentalWarning', ...execArgv],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return {
    process: child,
    async ask<T>(request: Serializable) {
      const answer = Promise.race([once(child, 'message'), once(child, 'exit').then(() => Promise.reject(new Error(`${program} ended`)))]);
      child.send(request);
      return (await answer)[0] as T;
    },
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}
