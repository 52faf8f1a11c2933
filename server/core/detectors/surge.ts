import type { Surge } from '../../../shared/alert.ts';
import type { State } from '../state.ts';
import { seasonal } from '../windows/baseline.ts';
import { rarityNow } from '../windows/blocks.ts';
import { LEARNT_AFTER } from '../windows/rarity.ts';
import { MINUTE, type Track } from '../windows/track.ts';
import { hourOfWeek, oneIn, times } from '../words.ts';
import { driversOf } from './drivers.ts';

/**
 * Once a stream's own past is known, what one five-minute window in ten reaches opens no alert. More is not asked: in a crisis that
 * grows for days the days before make each next wave look less rare than it is.
 */
const RARE_FROM = 0.9;

const isKnown = (track: Track): boolean => track.rarity.seen >= LEARNT_AFTER;

/** Whether so much is rare by the stream's own past; a stream whose past is not known yet is not held back by it. */
export const isRareEnough = (track: Track, now: number): boolean => !isKnown(track) || rarityNow(track, now).score >= RARE_FROM;

/** `ratio`: seen over expected. Drivers are looked for when a minute begins or the surge does, and are empty in between. */
export function surgeOf(state: State, subject: string, track: Track, { ratio, onsetAt }: { ratio: number; onsetAt: number }): Surge {
  const score = isKnown(track) ? Math.min(1 - 1e-9, rarityNow(track, state.now).score) : null;
  const usual = seasonal(track, state.now) === null ? 'usual' : `a usual ${hourOfWeek(state.now, state.settings.zone)}`;
  const due = state.now % MINUTE < 1000 || !isOpenOn(state, subject);
  return {
    score,
    rarity: score === null ? 'how rare that is here is still being learnt' : `as rare as ${oneIn(score)}`,
    multiple: `${times(ratio)} ${usual}`,
    drivers: due ? driversOf(state, subject, onsetAt) : [],
  };
}

function isOpenOn(state: State, subject: string): boolean {
  for (const { alert } of state.open.values()) if (alert.subject === subject || alert.merged.includes(subject)) return true;
  return false;
}
