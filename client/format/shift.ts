import type { ShiftSlice } from '../../shared/care.ts';
import { clock, weekday } from './time.ts';

type Team = ShiftSlice['teams'][number];

const DAY = 86_400_000;
/** In u: what stands around the rows, a row of two lines with what parts it from the next, and one line more. */
const [AROUND, ROW, LINE] = [74, 83, 34];

/** Whether a panel of that height in u has room for all teams with their cases over time on a line of its own. */
export const shiftsFit = (teams: readonly Pick<Team, 'over'>[], height: number): boolean =>
  teams.reduce((sum, { over }) => sum + ROW + (over > 0 ? LINE : 0), 0) <= height - AROUND;

/** `until 17:00`, `off until Mon 08:00`: in the team's own time, with the day when that is further away than one. */
export function shiftHours({ on, always, until, zone }: Pick<Team, 'on' | 'always' | 'until' | 'zone'>, now: number): string {
  if (always) return 'day and night';
  if (until === null) return on ? 'on' : 'off';
  const time = clock(until, zone);
  const at = until - now < DAY ? time : `${weekday(until, zone).slice(0, 3)} ${time}`;
  return on ? `until ${at}` : `off until ${at}`;
}
