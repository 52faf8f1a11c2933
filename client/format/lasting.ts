const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const two = (n: number): string => String(n).padStart(2, '0');

/**
 * An amount of time in ms as a report states it, always with its second unit where it matters: `40 s`, `12 min`, `1 h 04 min`,
 * `2 d 03 h`. Null, which is not known, is a dash. Rounded down, as everybody tells a clock.
 */
export function lasting(ms: number | null): string {
  if (ms === null || !Number.isFinite(ms)) return '–';
  const at = Math.max(0, ms);
  if (at < MINUTE) return `${Math.floor(at / 1000)}\u00a0s`;
  if (at < HOUR) return `${Math.floor(at / MINUTE)}\u00a0min`;
  if (at < DAY) return `${Math.floor(at / HOUR)}\u00a0h\u00a0${two(Math.floor((at % HOUR) / MINUTE))}\u00a0min`;
  return `${Math.floor(at / DAY)}\u00a0d\u00a0${two(Math.floor((at % DAY) / HOUR))}\u00a0h`;
}

/** `6 min quicker`, `1 h 04 min slower`; null where one of both is unknown or the difference is under half a minute. */
export function sooner(now: number | null, before: number | null): { words: string; quicker: boolean } | null {
  if (now === null || before === null || Math.abs(now - before) < MINUTE / 2) return null;
  const quicker = now < before;
  return { words: `${lasting(Math.abs(now - before))} ${quicker ? 'quicker' : 'slower'}`, quicker };
}
