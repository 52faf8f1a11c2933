const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long something has lasted, in ms, as short as it can be said: `8 s`, `24 min`, `1 h 04 min`, `3 d`. */
export function duration(ms: number): string {
  if (ms < MINUTE) return `${Math.max(0, Math.floor(ms / SECOND))}\u00a0s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)}\u00a0min`;
  if (ms < DAY) return `${Math.floor(ms / HOUR)}\u00a0h\u00a0${String(Math.floor((ms % HOUR) / MINUTE)).padStart(2, '0')}\u00a0min`;
  return `${Math.floor(ms / DAY)}\u00a0d`;
}

/** Data younger than this is as new as the wall can tell. */
export const NOW_MS = 4 * SECOND;

/** The age of data: `now` while it is fresh, then how old it is. */
export function age(ms: number): string {
  return ms < NOW_MS ? 'now' : duration(ms);
}
