const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A time that runs, in ms: `4:08` to the second; from an hour on `1 h 2 min`, and from two days on `2 d`, where seconds tell nothing. */
export function running(ms: number): string {
  const left = Math.max(0, Math.floor(ms / SECOND));
  const [hours, minutes, seconds] = [Math.floor(left / 3600), Math.floor((left % 3600) / 60), left % 60];
  if (hours >= 48) return `${Math.floor(hours / 24)}\u00a0d`;
  if (hours === 0) return `${minutes}:${String(seconds).padStart(2, '0')}`;
  return minutes === 0 ? `${hours}\u00a0h` : `${hours}\u00a0h\u00a0${minutes}\u00a0min`;
}

/** How long an answer took, in ms, in at most seven characters: `45 s`, `96 min`, `2.4 h`, `3 d`; unknown is a dash. */
export function took(ms: number | null): string {
  if (ms === null) return '–';
  if (ms < MINUTE) return `${Math.round(ms / SECOND)}\u00a0s`;
  if (ms < 99.5 * MINUTE) return `${Math.round(ms / MINUTE)}\u00a0min`;
  if (ms < 2 * DAY) return `${ms < 9.95 * HOUR ? Math.round(ms / (HOUR / 10)) / 10 : Math.round(ms / HOUR)}\u00a0h`;
  return `${Math.round(ms / DAY)}\u00a0d`;
}

export type Standing = 'over' | 'soon' | 'waiting';

/** An answer is pressing when less than a quarter of its time is left, but at most a quarter of an hour. */
const SOON = { share: 0.25, most: 15 * MINUTE };

/** How somebody waits at `now`: over their time, nearly, or not yet; without a due time they just wait. */
export function standing({ from, due }: { from: number; due: number | null }, now: number): Standing {
  if (due === null) return 'waiting';
  if (due <= now) return 'over';
  return due - now <= Math.min(SOON.most, SOON.share * (due - from)) ? 'soon' : 'waiting';
}

/** Slower or quicker than usual by this share is told; less is the same. */
const UNLIKE = 0.2;

/** How an amount of time compares with the usual one; undefined when it is like it or one of them is unknown. */
export function against(ms: number | null, usual: number | null): 'slower' | 'quicker' | undefined {
  if (ms === null || usual === null || usual <= 0) return undefined;
  if (ms > usual * (1 + UNLIKE)) return 'slower';
  return ms < usual * (1 - UNLIKE) ? 'quicker' : undefined;
}
