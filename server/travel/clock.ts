/** The clock of a look back: it stands, or runs so many times as fast as the real one. Times are ms since 1970 UTC. */
export class StoryClock {
  readonly #real: () => number;
  #at: number;
  #since: number;
  #speed: number;
  #paused: boolean;

  /** `real` is any clock in ms that runs evenly. */
  constructor(at: number, speed: number, paused: boolean, real: () => number = () => performance.now()) {
    this.#real = real;
    this.#at = at;
    this.#speed = speed;
    this.#paused = paused;
    this.#since = real();
  }

  now(): number {
    return this.#paused ? this.#at : Math.floor(this.#at + (this.#real() - this.#since) * this.#speed);
  }

  get speed(): number {
    return this.#speed;
  }

  get paused(): boolean {
    return this.#paused;
  }

  /** 0 while it stands. */
  get pace(): number {
    return this.#paused ? 0 : this.#speed;
  }

  /** Goes on from `at`, by default from where it is. */
  set({ at = this.now(), speed = this.#speed, paused = this.#paused }: { at?: number; speed?: number; paused?: boolean }): void {
    this.#at = at;
    this.#speed = speed;
    this.#paused = paused;
    this.#since = this.#real();
  }
}
