/** A clock that runs through a story. `now()` is ms since 1970 UTC; `pace` is how many times as fast as the real one. */
export interface StoryClock {
  now(): number;
  pace: number;
}

/** How long before the first post a story begins: this much of its own time, or less where that would keep people waiting. */
const LEAD = 5 * 60_000;
const WAIT = 5000;

/** Starts when it is made, a little before `first`. `realNow` is the real clock in ms. */
export function storyClock(first: number, speed: number, realNow: () => number): StoryClock {
  const started = realNow();
  const start = first - Math.min(LEAD, WAIT * speed);
  return { now: () => Math.round(start + (realNow() - started) * speed), pace: speed };
}

/**
 * A story clock that waits for whoever tells the story: it never passes the time up to which everything has been told. So nothing of
 * the story is ever late, and a fast telling comes to the same as a slow one.
 */
export interface LedClock extends StoryClock {
  /** How far the story may be told. */
  due(): number;
  /** Everything up to this time has been told. */
  told(at: number): void;
}

export function ledClock({ now, pace }: StoryClock): LedClock {
  let mark = now();
  return {
    pace,
    due: now,
    now: () => Math.min(now(), mark),
    told: (at) => {
      mark = Math.max(mark, at);
    },
  };
}
