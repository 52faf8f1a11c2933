import { Trouble } from './api.ts';

/** What was asked of the server, and came: while it is asked anew the old answer stays. */
export class Reading<T> {
  #answer = $state.raw<T>();
  #trouble = $state.raw<Trouble>();
  #busy = $state(false);
  #asking: AbortController | undefined;

  get answer(): T | undefined {
    return this.#answer;
  }
  get trouble(): Trouble | undefined {
    return this.#trouble;
  }
  get busy(): boolean {
    return this.#busy;
  }

  /** Another thing is asked for: what was known of the one before does not stand under its name. */
  forget(): void {
    this.#asking?.abort();
    this.#answer = undefined;
    this.#trouble = undefined;
  }

  /** Only the newest question counts. */
  async read(ask: (signal: AbortSignal) => Promise<T>): Promise<void> {
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    this.#busy = true;
    try {
      const answer = await ask(asking.signal);
      if (asking.signal.aborted) return;
      this.#answer = answer;
      this.#trouble = undefined;
    } catch (error) {
      if (asking.signal.aborted) return;
      this.#trouble = error instanceof Trouble ? error : new Trouble('failed', 'something went wrong; reload the page');
      // What may not be seen, or is gone, is not left on the screen.
      if (this.#trouble.is !== 'failed') this.#answer = undefined;
    }
    this.#busy = false;
  }

  /** Puts something else in the place of the answer, made of it. */
  change(into: (answer: T) => T): void {
    if (this.#answer !== undefined) this.#answer = into(this.#answer);
  }
}
