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
  /** Sends a request and waits for its answer; answers come in the order of the requests. */
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
  const waiting: PromiseWithResolvers<unknown>[] = [];
  child.on('message', (answer) => waiting.shift()?.resolve(answer));
  child.once('exit', () => {
    running.delete(child);
    for (const asked of waiting) asked.reject(new Error(`${program} ended`));
  });
  return {
    process: child,
    ask<T>(request: Serializable) {
      const asked = Promise.withResolvers<unknown>();
      waiting.push(asked);
      child.send(request);
      return asked.promise as Promise<T>;
    },
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      // Its own program ends with the channel, and tidies up.
      child.disconnect();
      await gone;
    },
  };
}
