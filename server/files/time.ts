/** A time read from a file in ms since 1970 UTC; `zoned` is false when it names no zone and was read as UTC. */
export interface ReadTime {
  at: number;
  zoned: boolean;
}

const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)? ?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?$/i;
const TWITTER = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d) (\d\d):(\d\d):(\d\d) ([+-]\d{4}) (\d{4})$/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Epoch numbers from here on are milliseconds; below, seconds. It is 1973 in one and 5138 in the other. */
const MILLISECONDS_FROM = 1e11;
const EARLIEST = 1e8;
const LATEST = 1e14;

/** What a refusal says about the forms that are read. */
export const TIME_FORMS = 'ISO 8601, epoch seconds or milliseconds, or "Wed Oct 11 06:55:44 +0000 2017"';

/** `null` for anything but TIME_FORMS, and for days and hours that don't exist. */
export function readTime(value: unknown): ReadTime | null {
  if (typeof value === 'number') return fromEpoch(value);
  if (typeof value !== 'string') return null;
  const text = value.trim();
  return /^\d{9,14}(\.\d+)?$/.test(text) ? fromEpoch(Number(text)) : (fromIso(text) ?? fromTwitter(text));
}

function fromEpoch(value: number): ReadTime | null {
  if (!(value >= EARLIEST && value < LATEST)) return null;
  return { at: Math.round(value < MILLISECONDS_FROM ? value * 1000 : value), zoned: true };
}

function fromIso(text: string): ReadTime | null {
  const found = ISO.exec(text);
  if (!found) return null;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone] = found;
  const at = utc([year, month, day, hour, minute, second].map(Number));
  if (at === null) return null;
  return { at: at + Number(fraction.slice(0, 3).padEnd(3, '0')) - offsetOf(zone ?? ''), zoned: zone !== undefined };
}

function fromTwitter(text: string): ReadTime | null {
  const found = TWITTER.exec(text);
  if (!found) return null;
  const [, month = '', day, hour, minute, second, zone = '', year] = found;
  const at = utc([Number(year), MONTHS.indexOf(month) + 1, ...[day, hour, minute, second].map(Number)]);
  return at === null ? null : { at: at - offsetOf(zone), zoned: true };
}

/** `Date.UTC` lets the 30th of February run over into March; here it is no time at all. */
function utc([year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0]: number[]): number | null {
  const at = Date.UTC(year, month - 1, day, hour, minute, second);
  const back = new Date(at);
  const exists = back.getUTCMonth() === month - 1 && back.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  return exists ? at : null;
}

/** Milliseconds that the zone is ahead of UTC: `Z`, `+02`, `+0200`, `+02:00`. */
function offsetOf(zone: string): number {
  const found = /^([+-])(\d\d):?(\d\d)?$/.exec(zone);
  if (!found) return 0;
  const minutes = Number(found[2]) * 60 + Number(found[3] ?? 0);
  return (found[1] === '-' ? -minutes : minutes) * 60_000;
}
