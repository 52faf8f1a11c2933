import { type ChildProcess, fork } from 'node:child_process';
import { FLAGS } from './open.ts';

/** A server that has just started has other things to do, for so many ms. */
const AT_FIRST = 5_000;
/** A process in waiting takes some 150 MB: where less than this is free, in bytes, none waits. */
const ROOM = 1_000_000_000;

const forkChild = (): ChildProcess =>
  fork(new URL('./child.ts', import.meta.url), [], { execArgv: FLAGS, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });

/**
 * A process that stands ready with all its code read, for whoever looks back next: reading it takes about as long as going back does. It
 * keeps nobody from ending, and ends with the server, however that ends.
 */
export class Spare {
  #child: ChildProcess | null = null;
  #closed = false;
  readonly #first: NodeJS.Timeout;

  constructor() {
    this.#first = setTimeout(() => this.prepare(), AT_FIRST).unref();
  }

  /** One waits from now on, if there is room. */
  prepare(): void {
    if (this.#child || this.#closed || process.availableMemory() < ROOM) return;
    const child = forkChild();
    child.on('error', this.#lose);
    child.on('exit', this.#lose);
    child.unref();
    child.channel?.unref();
    this.#child = child;
  }

  /** The one that waits, or a new one. It is the caller's from now on. */
  take(): ChildProcess {
    const child = this.#child;
    this.#child = null;
    if (!child?.connected) return forkChild();
    child.off('error', this.#lose);
    child.off('exit', this.#lose);
    child.ref();
    child.channel?.ref();
    return child;
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#first);
    this.#child?.kill('SIGKILL');
  }

  /** Of those that were taken nothing is heard here any more, so that it was the one that waits. */
  readonly #lose = (): void => {
    this.#child = null;
  };
}
