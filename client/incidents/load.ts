import type { LoadSlice } from '../../shared/slices.ts';

const rate = (value: number): string => (value > 0 && value < 0.1 ? 'less than 0.1' : String(Math.round(value * 10) / 10));

/** What alerts ask of people, beside what can be asked: by person, in the last ten minutes and over a day. */
export function loadWords({ people, lately, average, accepted }: LoadSlice): string {
  const each = people === 1 ? 'for one person' : `for each of ${people} people`;
  const day = `${rate(average)} in ten minutes over the day (${accepted.average} at most)`;
  return `Alerts ${each}: ${rate(lately)} in the last ten minutes (${accepted.upset} at most in an upset), ${day}.`;
}
