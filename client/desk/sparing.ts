/** Does something soon after it is asked for, and at most once in `every` ms however often that is. */
export class Sparing {
  #every: number;
  #run: () => void;
  #ranAt = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(every: number, run: () => void) {
    this.#every = every;
    this.#run = run;
  }

  ask(): void {
    const wait = Math.max(0, this.#ranAt + this.#every - performance.now());
    this.#timer ??= setTimeout(this.#run, wait);
  }

  /** It has just been done, whoever asked: what waits to be done is done with it. */
  done(): void {
    this.stop();
    this.#ranAt = performance.now();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
