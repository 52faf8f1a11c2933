import { zoneOffset } from '../format/time.ts';

/** A moment as a field for date and time has it, in the zone: `2026-03-07T14:05`. */
export const localOf = (at: number, zone: string): string => new Date(at + zoneOffset(at, zone)).toISOString().slice(0, 16);

/** The moment that a field for date and time names in the zone, in ms; null: none. Of an hour that comes twice, the first. */
export function momentOf(local: string, zone: string): number | null {
  const wall = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(local) ? Date.parse(`${local.slice(0, 16)}:00Z`) : Number.NaN;
  if (Number.isNaN(wall)) return null;
  // The offset before a change and the one after it: the earlier moment that reads as asked, else the plain guess.
  const guesses = [wall - zoneOffset(wall - 86_400_000, zone), wall - zoneOffset(wall + 86_400_000, zone)];
  const right = guesses.filter((at) => localOf(at, zone) === local.slice(0, 16));
  return Math.min(...(right.length > 0 ? right : guesses));
}
