import { setTimeout as wait } from 'node:timers/promises';
import type { History } from './history/history.ts';

/** Days before now that most reports are about. */
const DAYS = 90;
const DAY = 86_400_000;
/** Real time between two days: searching must not wait for this. */
const PAUSE = 50;

/** Has the history read what reports need, the newest day first, so that the first report is as quick as the next. */
export async function warmUp(history: Pick<History, 'warm'>, now: number, signal: AbortSignal): Promise<void> {
  const today = Math.floor(now / DAY);
  for (let day = today; day > today - DAYS && !signal.aborted; day--) {
    await history.warm(day);
    await wait(PAUSE, undefined, { signal }).catch(() => undefined);
  }
}
