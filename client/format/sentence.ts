import type { Level, PulseSlice, SourcesSlice } from '../../shared/slices.ts';
import { times, whole } from './number.ts';
import { hour, moment, weekday } from './time.ts';

/** A word for how it is, and the rest of the sentence in words. */
export interface Sentence {
  word: string;
  rest: string;
}

export const LEVEL_WORD: Record<Level, string> = {
  quiet: 'Quiet',
  usual: 'Usual',
  busy: 'Busy',
  surging: 'Surging',
  blind: 'Blind',
  learning: 'Learning',
};

/** Terms named in the sentence; the rest are in the panels. */
const DRIVERS_BOUND = 3;

interface Told {
  pulse: PulseSlice;
  sources: SourcesSlice | undefined;
  now: number;
  zone: string;
}

/** One sentence that says what is happening, how big, since when and about what. */
export function sentence(told: Told): Sentence {
  return { word: LEVEL_WORD[told.pulse.level], rest: REST[told.pulse.level](told) };
}

const REST: Record<Level, (told: Told) => string> = {
  quiet: (told) => `Less than ${usualHour(told)}${about(told)}`,
  usual: (told) => `${asUsual(told)}${about(told)}`,
  busy: (told) => surge(told),
  surging: (told) => surge(told),
  blind: (told) => blindness(told),
  learning: ({ pulse }) => `what is usual: ${whole(pulse.hour.count)} mentions in the last hour`,
};

/** Below this multiple the amount is not what is remarkable: one thread may surge on a day like any other. */
const REMARKABLE = 1.25;

function size(told: Told): string {
  const { multiple } = told.pulse;
  if (multiple === null) return `More than ${usualHour(told)}`;
  return multiple < REMARKABLE ? asUsual(told) : `${times(multiple)} times ${usualHour(told)}`;
}

function surge(told: Told): string {
  const { since } = told.pulse;
  const start = since === null ? '' : `, since ${moment(since, told.now, told.zone)}`;
  const { drivers } = told.pulse;
  return `${size(told)}${start}${drivers.length ? ` · ${drivers.slice(0, DRIVERS_BOUND).join(', ')}` : about(told)}`;
}

const asUsual = ({ now, zone }: Told) => `About as usual for a ${weekday(now, zone)} at ${hour(now, zone)}`;
const usualHour = ({ now, zone }: Told) => `a usual ${weekday(now, zone)} at ${hour(now, zone)}`;

/** What is wrong although the volume is not: the worst open alert, by its title. */
const about = ({ pulse }: Told) => (pulse.worst ? ` · ${pulse.worst.title}` : '');

function blindness({ pulse, sources, now, zone }: Told): string {
  const names = pulse.blind.length ? list(pulse.blind) : 'every source';
  const verb = pulse.blind.length > 1 ? 'are' : 'is';
  const since = blindSince(pulse.blind, sources);
  return `${names} ${verb} down${since === null ? '' : ` since ${moment(since, now, zone)}`}; what is said there is not heard`;
}

/** When the first of the blind sources that are down now went down; null when the sources do not tell. */
function blindSince(blind: string[], sources: SourcesSlice | undefined): number | null {
  const down = sources?.sources.filter(({ id, status }) => status === 'down' && (blind.length === 0 || blind.includes(id))) ?? [];
  return down.length ? Math.min(...down.map(({ since }) => since)) : null;
}

function list(names: string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
