import { BEAT_SECONDS, type Beat, type Hello } from '../../shared/socket.ts';
import type { Clock } from './clock.svelte.ts';

/** Beats that may be missed before the data counts as stale. */
const MISSED_BEATS = 3;

export type LinkState =
  | { is: 'joining' }
  | { is: 'live' }
  | { is: 'lost' }
  | { is: 'locked'; reason: string }
  | { is: 'refused'; reason: string };

/** What this screen knows of its connection: whether it stands, when it last heard, and as what it was welcomed. */
export class Link {
  #clock: Clock;
  #state = $state.raw<LinkState>({ is: 'joining' });
  #hello = $state.raw<Hello>();
  #heardAt = $state(performance.now());
  /** Product time up to which everything that was sent is still true. */
  #trueAt = $state(0);
  #problem = $state<string>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get state(): LinkState {
    return this.#state;
  }

  get hello(): Hello | undefined {
    return this.#hello;
  }

  /** Nothing that is shown can be trusted to be current: the connection is gone, or it is up and silent. */
  get stale(): boolean {
    return this.#state.is !== 'live' || this.#clock.wall - this.#heardAt > (MISSED_BEATS * BEAT_SECONDS + 0.5) * 1000;
  }

  /** Age in lived ms of data that was current at `at`; the beats since have vouched for it. */
  ageOf(at: number): number {
    return Math.max(0, this.#clock.lived(this.#clock.now - Math.max(at, this.#trueAt)));
  }

  welcome(hello: Hello): void {
    this.#hello = hello;
    this.#state = { is: 'live' };
    this.#trueAt = 0;
    this.heard();
  }

  /** What hinders the server itself, in its words. */
  get problem(): string | undefined {
    return this.#problem;
  }

  beat({ at, problem }: Beat): void {
    this.#trueAt = at;
    this.#problem = problem;
    this.heard();
  }

  heard(): void {
    this.#heardAt = performance.now();
  }

  lose(): void {
    if (this.#state.is === 'live' || this.#state.is === 'joining') this.#state = { is: 'lost' };
  }

  stop(state: LinkState): void {
    this.#state = state;
  }
}
