import type { Drill } from '../../shared/drill.ts';

const SECOND = 1000;
const MINUTE = 60_000;
const HOUR = 3_600_000;

/** How long something took, to the second, as a rehearsal is measured: `45 s`, `2 min 05 s`, `1 h 02 min`. */
export function took(ms: number): string {
  const whole = Math.max(0, Math.round(ms / SECOND) * SECOND);
  if (whole < MINUTE) return `${whole / SECOND}\u00a0s`;
  const two = (value: number) => String(value).padStart(2, '0');
  if (whole < HOUR) return `${Math.floor(whole / MINUTE)}\u00a0min\u00a0${two((whole % MINUTE) / SECOND)}\u00a0s`;
  return `${Math.floor(whole / HOUR)}\u00a0h\u00a0${two(Math.floor((whole % HOUR) / MINUTE))}\u00a0min`;
}

/** Time from the first post of the scenario to `at`; `-` where that never came. */
export const sinceOnset = ({ onsetAt }: Pick<Drill, 'onsetAt'>, at: number | null): string =>
  at === null || onsetAt === null ? '-' : took(at - onsetAt);

/** The first time any incident of the drill reached a step; null: none did. */
export function firstOf(
  { incidents }: Pick<Drill, 'incidents'>,
  step: 'openedAt' | 'acknowledgedAt' | 'answeredAt' | 'statusAt',
): number | null {
  const times = incidents.map((incident) => incident[step]).filter((at) => at !== null);
  return times.length > 0 ? Math.min(...times) : null;
}
