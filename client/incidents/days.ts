import type { IncidentLine } from '../../shared/incident.ts';
import { date, weekday } from '../format/time.ts';

export interface Day {
  name: string;
  incidents: IncidentLine[];
}

/** The day of a moment as one says it: `Today`, `Yesterday`, `Saturday 7 Mar 2026`. */
export function dayWords(at: number, now: number, zone: string): string {
  const day = date(at, zone);
  if (day === date(now, zone)) return 'Today';
  if (day === date(now - 86_400_000, zone)) return 'Yesterday';
  return `${weekday(at, zone)} ${day}`;
}

/** What is over by the day on which it began, as it comes: the newest first. */
export function byDay(incidents: readonly IncidentLine[], now: number, zone: string): Day[] {
  const days = Map.groupBy(incidents, ({ openedAt }) => dayWords(openedAt, now, zone));
  return [...days].map(([name, of]) => ({ name, incidents: of }));
}

export const isOver = ({ state }: Pick<IncidentLine, 'state'>): boolean => state === 'closed';
