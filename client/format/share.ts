import type { Rate } from '../../shared/report.ts';
import { percent, UNKNOWN, whole } from './number.ts';

/** Of fewer than this a share says more than is known: they are counted instead. */
export const FEW = 20;

/** `87%`; `3 of 7` where there are few; a dash where there is nothing to have a share of. */
export function share({ count, of, share: part }: Rate): string {
  if (of === 0 || part === null) return UNKNOWN;
  return of < FEW ? `${whole(count)} of ${whole(of)}` : `${percent(part)}%`;
}

/** `359 of 412`. */
export const counted = ({ count, of }: Rate): string => `${whole(count)} of ${whole(of)}`;

/** The 95% interval in whole percent: `84 to 90%`; empty where nothing is known. */
export const interval = ({ low, high }: Rate): string =>
  low === null || high === null ? '' : `${percent(Math.max(0, low))} to ${percent(high)}%`;

/** Whether two shares differ by more than chance explains: their 95% intervals do not touch. */
export function apart(now: Rate, before: Rate): 'more' | 'less' | null {
  if (now.low === null || now.high === null || before.low === null || before.high === null) return null;
  if (now.low > before.high) return 'more';
  return now.high < before.low ? 'less' : null;
}
