import { MINUTE } from './windows/track.ts';

/** Short, plain wording of figures for reasons and titles. Zones are IANA names; the result depends on nothing else. */
const formats = new Map<string, Intl.DateTimeFormat>();
/** Formats in use at once: three for each zone, of which a config holds far fewer. */
const FORMATS_KEPT = 192;

const TIME = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const WEEKDAY = { weekday: 'long' } as const;
const DAY = { weekday: 'short', day: 'numeric' } as const;

/** A format takes longer to make than to use a thousand times. */
function formatted(at: number, zone: string, parts: typeof TIME | typeof WEEKDAY | typeof DAY): string {
  const key = `${Object.keys(parts)} ${zone}`;
  let format = formats.get(key);
  if (!format) {
    if (formats.size >= FORMATS_KEPT) formats.clear();
    format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...parts });
    formats.set(key, format);
  }
  return format.format(at);
}

/** "14:06" in the zone. */
export const clockTime = (at: number, zone: string): string => formatted(at, zone, TIME);

/** "14:06", and with its weekday when that is not the day of `now`. */
export function dayTime(at: number, now: number, zone: string): string {
  const day = formatted(at, zone, DAY);
  const time = clockTime(at, zone);
  return day === formatted(now, zone, DAY) ? time : `${day.split(/[ ,]/)[0]} ${time}`;
}

/** "1,234 mentions"; below ten with one digit after the point unless whole. */
export function counted(value: number, noun = ''): string {
  const rounded = value < 10 ? Math.round(value * 10) / 10 : Math.round(value);
  return `${rounded.toLocaleString('en-GB')}${noun ? ` ${noun}` : ''}`;
}

/** "6.2 times", from ten on without the digit. */
export const times = (ratio: number): string =>
  `${ratio < 10 ? (Math.round(ratio * 10) / 10).toString() : Math.round(ratio).toString()} times`;

export const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** "24 min", "1 h 04 min". */
export function span(ms: number): string {
  const minutes = Math.max(0, Math.round(ms / MINUTE));
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

/** "one in 2,000 five-minute windows", to one figure; `score` is a rarity. */
export function oneIn(score: number): string {
  const windows = 1 / Math.max(1e-9, 1 - score);
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(windows)));
  return `one in ${(Math.round(windows / unit) * unit).toLocaleString('en-GB')} five-minute windows`;
}

/** "Tuesday at 14:00": the hour of the week in the zone. */
export function hourOfWeek(at: number, zone: string): string {
  const day = formatted(at, zone, WEEKDAY);
  return `${day} at ${clockTime(at, zone).slice(0, 2)}:00`;
}

const languages = new Intl.DisplayNames('en', { type: 'language' });

/** "Spanish" for `es`; what is no code of two or three letters stands as it is. */
export const languageName = (code: string): string => (/^[a-z]{2,3}$/.test(code) ? (languages.of(code) ?? code) : code);
