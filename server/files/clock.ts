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
