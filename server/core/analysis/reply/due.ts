import { localDay, weekdayOf } from '../../desk/calendar/date.ts';
import { DAY, offsetAt } from '../../desk/calendar/zone.ts';
import { fold } from '../text/fold.ts';
import type { Sentence } from './sentences.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A promise that tells no time is due a day after it. */
const UNTOLD = DAY;
/** No promise of a reply is taken to reach further. */
const FARTHEST = 60 * DAY;

/** Networks send any number for a time; calendars end somewhere. */
const LATEST = Date.UTC(9999, 0);

const list = (words: string): string[] => words.split(' ').map(fold);

/** Units of time by their names in the team's languages; working days are counted as days. */
const UNITS = new Map<string, number>([
  ...list('minute minutes min mins minuto minutos minuten minuti minuut minutter minuter minut minuty').map((w) => [w, MINUTE] as const),
  ...list(
    'hour hours hr hrs hora horas heure heures stunde stunden ora ore uur time timer timmar timme timen godzin godziny godzine tunti tuntia tunnin saat ساعه ساعات घंटे घंटा oras',
  ).map((w) => [w, HOUR] as const),
  ...list(
    'day days business working dia dias jour jours tag tage tagen werktage werktagen giorno giorni dag dagen dager dagar dage virkedager werkdagen arbetsdagar hverdage dni dzien',
  ).map((w) => [w, DAY] as const),
  ...list(
    'week weeks semana semanas semaine semaines woche wochen settimana settimane weken uke uker vecka veckor uge uger tydzien tygodni',
  ).map((w) => [w, 7 * DAY] as const),
]);

/** Small numbers that people write out. */
const ONES = new Set(list('an a one una un une einer eine een en ett et uma jedna jednej'));

const TODAY = new Set(
  list(
    "today tonight eod hoy hoje aujourd'hui heute oggi giornata vandaag vanavond idag kveld kvall aften dzis dzisiaj soir noche sera noite",
  ),
);
const TOMORROW = new Set(list('tomorrow tmrw amanha demain morgen domani imorgen imorgon jutro'));
/** Words that mean something else beside some: "i dag", "i morgen", "good evening". */
const AFTER_I = new Map([
  ['dag', 0],
  ['kveld', 0],
  ['kvall', 0],
  ['aften', 0],
  ['morgen', 1],
  ['morgon', 1],
]);
const TOMORROW_IN_SPANISH = 'manana';
const JAPANESE: readonly (readonly [string, number])[] = [
  ['本日中', 0],
  ['今日中', 0],
  ['明日', 1],
];

/** By weekday, from Sunday on. */
const WEEKDAYS = new Map<string, number>(
  [
    'sunday domingo dimanche sonntag domenica zondag sondag niedzieli niedziele',
    'monday lunes segunda lundi montag lunedi maandag mandag poniedzialku poniedzialek',
    'tuesday martes terca mardi dienstag martedi dinsdag tirsdag tisdag wtorku wtorek',
    'wednesday miercoles quarta mercredi mittwoch mercoledi woensdag onsdag srody srode',
    'thursday jueves quinta jeudi donnerstag giovedi donderdag torsdag czwartku czwartek',
    'friday viernes sexta vendredi freitag venerdi vrijdag fredag piatku piatek',
    'saturday sabado samedi samstag sabato zaterdag lordag lordagen soboty sobote',
  ].flatMap((names, day) => list(names).map((name) => [name, day] as const)),
);

const CLOCK = /(?<![\d:.,])(\d{1,2})(?:[:.h](\d{2}))?\s?(am|pm|a\.m|p\.m|uhr)?(?![\d%:])/giu;
/** What stands before a bare hour: "by 5", "before 17". */
const BY =
  /\b(?:by|before|until|til|till|bis|um|kl|klokka|klokken|klockan|om|voor|avant|entro|alle|antes|ate|at|innen|senast|inden|do|przed)\.?\s?$/iu;

/**
 * When a promise falls due, ms since 1970 UTC: what its sentence says ("within 2 hours", "by 17:00", "tomorrow", "on Friday": until the
 * end of that day, in the zone), else a day after it was posted.
 */
export function dueOf({ tokens, from, to }: Sentence, text: string, zone: string, posted: number): number {
  const postedAt = Math.max(0, Math.min(posted, LATEST));
  const words = tokens.map(({ folded }) => folded);
  const span = spanOf(words);
  if (span !== null) return postedAt + Math.min(span, FARTHEST);
  const day = dayOf(words, text.slice(from, to), zone, postedAt);
  const minute = clockOf(text.slice(from, to));
  if (minute !== null) return atClock(zone, postedAt, day, minute);
  return day === null ? postedAt + UNTOLD : wallTime(zone, localDay(zone, postedAt) + day + 1, 0);
}

/** "2 hours", "an hour", "24-48 hours": the longest that is told, in ms. */
function spanOf(words: readonly string[]): number | null {
  let span: number | null = null;
  words.forEach((word, i) => {
    const unit = UNITS.get(words[i + 1] ?? '');
    const count = ONES.has(word) ? 1 : /^\d{1,3}$/.test(word) ? Number(word) : null;
    if (unit !== undefined && count !== null) span = Math.max(span ?? 0, count * unit);
    const joined = /^(\d{1,3})(h|hrs?|mins?|m|d)$/.exec(word);
    if (joined) span = Math.max(span ?? 0, Number(joined[1]) * (joined[2]!.startsWith('h') ? HOUR : joined[2] === 'd' ? DAY : MINUTE));
  });
  return span;
}

/** Days from today to the day that is named; null when none is. A weekday is the next one of its name. */
function dayOf(words: readonly string[], said: string, zone: string, postedAt: number): number | null {
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (words[i - 1] === 'i' && AFTER_I.has(word)) return AFTER_I.get(word)!;
    if (TOMORROW.has(word) || (word === TOMORROW_IN_SPANISH && words[i - 1] !== 'la')) return 1;
    if (TODAY.has(word) && words[i - 1] !== 'good') return 0;
    const weekday = WEEKDAYS.get(word);
    if (weekday !== undefined) return ((weekday - weekdayOf(localDay(zone, postedAt)) + 6) % 7) + 1;
  }
  return JAPANESE.find(([name]) => said.includes(name))?.[1] ?? null;
}

/** Minutes from midnight that the sentence names, if it names a time of day. */
function clockOf(said: string): number | null {
  for (const found of said.matchAll(CLOCK)) {
    const [, hours = '', minutes, half] = found;
    const told = minutes !== undefined || half !== undefined || BY.test(said.slice(Math.max(0, found.index - 10), found.index));
    const late = half?.toLowerCase().startsWith('p') && Number(hours) < 12 ? 12 : 0;
    const early = half?.toLowerCase().startsWith('a') && Number(hours) === 12 ? -12 : 0;
    const minute = (Number(hours) + late + early) * 60 + Number(minutes ?? 0);
    if (told && minute < 24 * 60 && Number(minutes ?? 0) < 60) return minute;
  }
  return null;
}

/** A time that has passed today, and no day was named, is tomorrow's. */
function atClock(zone: string, postedAt: number, day: number | null, minute: number): number {
  const today = localDay(zone, postedAt);
  const at = wallTime(zone, today + (day ?? 0), minute);
  return at > postedAt || day !== null ? Math.max(at, postedAt) : wallTime(zone, today + 1, minute);
}

/** A wall clock's time in UTC. One that does not exist as the clock is put forward is as long after midnight as it says. */
function wallTime(zone: string, day: number, minute: number): number {
  const naive = day * DAY + minute * MINUTE;
  return naive - offsetAt(zone, naive - offsetAt(zone, naive));
}
