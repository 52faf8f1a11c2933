/** How long to wait between tries, in ms. */
export interface Pace {
  /** Ceiling of the first wait; it doubles with every failure. */
  first: number;
  /** No ceiling is above this one. */
  cap: number;
  /** No wait is shorter: a thing that fails at once must not be tried in a tight loop. */
  floor: number;
}

export const PACE: Pace = { first: 1_000, cap: 60_000, floor: 250 };

/**
 * Wait before the next try after `failures` failures in a row (1 is the first): uniform between 0 and a ceiling that doubles, known
 * as exponential back-off with full jitter, so that many clients of one server that fell over do not come back all at once.
 */
export function backOff(failures: number, random: () => number, pace: Pace = PACE): number {
  const ceiling = Math.min(pace.cap, pace.first * 2 ** Math.min(failures - 1, 30));
  return Math.max(pace.floor, Math.round(random() * ceiling));
}

/** Resolves after `ms`, or at once when the signal aborts; it never rejects, so look at the signal afterwards. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}
