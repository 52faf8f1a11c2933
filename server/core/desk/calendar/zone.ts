const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

/** A stretch of time in which a zone's clocks stay the same distance from UTC. `to` is excluded; all in ms. */
export interface Stretch {
  from: number;
  to: number;
  /** What to add to a time to read the wall clock off it as if it were UTC. */
  offset: number;
}

/** Zones in use at once, and UTC days remembered of each: eleven years. Both are far more than a desk meets. */
const ZONES_KEPT = 64;
const DAYS_KEPT = 4_000;

interface Zone {
  format: Intl.DateTimeFormat;
  days: Map<number, Stretch[]>;
}

/** What is remembered follows from zone and day alone, so that forgetting it changes nothing. */
const zones = new Map<string, Zone>();

/** The stretches of UTC day number `day` in the zone, in order: one, but for days on which its clocks change. */
export function stretchesOf(zone: string, day: number): Stretch[] {
  const { format, days } = known(zone);
  const found = days.get(day);
  if (found) return found;
  if (days.size >= DAYS_KEPT) days.clear();
  const stretches = cut(format, day * DAY, (day + 1) * DAY);
  days.set(day, stretches);
  return stretches;
}

export function offsetAt(zone: string, at: number): number {
  const stretches = stretchesOf(zone, Math.floor(at / DAY));
  return stretches.find(({ to }) => at < to)?.offset ?? 0;
}

function known(zone: string): Zone {
  const found = zones.get(zone);
  if (found) return found;
  if (zones.size >= ZONES_KEPT) zones.clear();
  const made = { format: formatOf(zone), days: new Map<number, Stretch[]>() };
  zones.set(zone, made);
  return made;
}

/** A format takes longer to make than to use a thousand times. */
const formatOf = (timeZone: string) =>
  new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });

/** Clocks change at most once a day, so that a difference between two ends has one change between them, on a minute. */
function cut(format: Intl.DateTimeFormat, from: number, to: number): Stretch[] {
  const [first, last] = [read(format, from), read(format, to - MINUTE)];
  if (first === last) return [{ from, to, offset: first }];
  const change = changeBetween(format, from, to - MINUTE, first);
  return [
    { from, to: change, offset: first },
    { from: change, to, offset: last },
  ];
}

function changeBetween(format: Intl.DateTimeFormat, from: number, to: number, before: number): number {
  let [low, high] = [from / MINUTE, to / MINUTE];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (read(format, middle * MINUTE) === before) low = middle;
    else high = middle;
  }
  return high * MINUTE;
}

/** The offset at a time on a whole second. */
function read(format: Intl.DateTimeFormat, at: number): number {
  const on: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(at)) on[type] = Number(value);
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = on;
  return Date.UTC(year, month - 1, day, hour, minute, second) - at;
}
