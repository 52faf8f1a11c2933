import type { Frame } from './schema.ts';

/** Local time in a zone; `weekday` counts from Sunday. */
export interface Local {
  weekday: number;
  hour: number;
  minute: number;
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

export function clockOf(zone: string): (at: number) => Local {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (at) => {
    const parts = new Map(format.formatToParts(at).map((part) => [part.type, part.value]));
    return { weekday: WEEKDAYS.indexOf(parts.get('weekday') ?? ''), hour: Number(parts.get('hour')), minute: Number(parts.get('minute')) };
  };
}

/** Posts a minute that are usual at a time: straight lines between the full hours, times the weekday's factor. */
export function usualRate(rhythm: Frame['rhythm']): (at: number) => number {
  const clock = clockOf(rhythm.zone);
  return (at) => {
    const { weekday, hour, minute } = clock(at);
    const here = rhythm.hours[hour] ?? 0;
    const next = rhythm.hours[(hour + 1) % 24] ?? 0;
    return (here + ((next - here) * minute) / 60) * (rhythm.weekdays[weekday] ?? 1);
  };
}
