/** More zones and styles than a board can ask for; beyond it the oldest formatter is forgotten. */
const FORMATTERS_BOUND = 64;
const formatters = new Map<string, Intl.DateTimeFormat>();

type Options = Intl.DateTimeFormatOptions;

const STYLES = {
  clock: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  seconds: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  weekday: { weekday: 'long' },
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  parts: { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric', hourCycle: 'h23' },
} satisfies Record<string, Options>;

function make(options: Options, zone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone });
  } catch {
    // A zone this browser does not know must not take the wall down; UTC is the honest fallback.
    return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' });
  }
}

function formatter(style: keyof typeof STYLES, zone: string): Intl.DateTimeFormat {
  const key = `${style} ${zone}`;
  const held = formatters.get(key);
  if (held) return held;
  const [oldest] = formatters.keys();
  if (formatters.size >= FORMATTERS_BOUND && oldest) formatters.delete(oldest);
  const made = make(STYLES[style], zone);
  formatters.set(key, made);
  return made;
}

/** `14:05` in the zone. */
export const clock = (at: number, zone: string) => formatter('clock', zone).format(at);

/** `14:05:32` in the zone. */
export const seconds = (at: number, zone: string) => formatter('seconds', zone).format(at);

/** `Saturday`. */
export const weekday = (at: number, zone: string) => formatter('weekday', zone).format(at);

/** `15 Apr 2013`. */
export const date = (at: number, zone: string) => formatter('date', zone).format(at);

/** `15 Apr 2013, 18:54`. */
export const dateTime = (at: number, zone: string) => `${date(at, zone)}, ${clock(at, zone)}`;

/** The hour that `at` is in: `14:00`. */
export const hour = (at: number, zone: string) => `${clock(at, zone).slice(0, 2)}:00`;

/** A moment as one says it at `now`: the time alone today, with its day when it was another day. */
export function moment(at: number, now: number, zone: string): string {
  if (date(at, zone) === date(now, zone)) return clock(at, zone);
  return now - at < 6 * 86_400_000 ? `${weekday(at, zone)} ${clock(at, zone)}` : dateTime(at, zone);
}

/** Milliseconds by which the zone's wall clock is ahead of UTC at that time. */
export function zoneOffset(at: number, zone: string): number {
  const part: Record<string, number> = {};
  for (const { type, value } of formatter('parts', zone).formatToParts(at)) part[type] = Number(value);
  const local = Date.UTC(part.year ?? 1970, (part.month ?? 1) - 1, part.day, part.hour, part.minute, part.second);
  return local - Math.floor(at / 1000) * 1000;
}
