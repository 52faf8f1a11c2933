const TICK_MS = 1000;

/** The product's clock as this screen knows it: the server's in live running, the story's in a replay. */
export class Clock {
  #product = Date.now();
  #heardAt = performance.now();
  #pace = $state(1);
  #now = $state(Date.now());
  #wall = $state(performance.now());

  /** Product time in ms since 1970, moving once a second. */
  get now(): number {
    return this.#now;
  }

  /** This screen's own monotonic time in ms, moving once a second. */
  get wall(): number {
    return this.#wall;
  }

  get pace(): number {
    return this.#pace;
  }

  /** Takes over the server's time; `pace` is how fast it runs. */
  sync(now: number, pace: number = this.#pace): void {
    this.#product = now;
    this.#heardAt = performance.now();
    this.#pace = pace;
    this.tick();
  }

  tick(): void {
    this.#wall = performance.now();
    this.#now = this.#product + (this.#wall - this.#heardAt) * this.#pace;
  }

  /** Runs until the returned function is called. */
  start(): () => void {
    const timer = setInterval(() => this.tick(), TICK_MS);
    return () => clearInterval(timer);
  }

  /** What a stretch of product time takes in the life of who is watching: a replayed hour is a minute. */
  lived(ms: number): number {
    return this.#pace > 0 ? ms / this.#pace : ms;
  }
}
