import type { LoadSlice } from '../../../shared/slices.ts';
import { isOpen } from '../desk/calendar.ts';
import { calendarOf } from '../desk/targets.ts';
import { alertingOf, deskOf } from '../settings.ts';
import type { State } from '../state.ts';
import { DAY, HOUR, MINUTE } from '../windows/track.ts';

/** What a person can take in, and when a flood is over, by EEMUA 191 and ISA-18.2: more than ten in ten minutes, until fewer than five. */
const WINDOW = 10 * MINUTE;
const FLOOD_OVER = 0.5;

/** People who share the alerts now: those of teams at work; where no team has hours, everybody who is known, and one at least. */
export function peopleOnShift(state: State): number {
  const setting = deskOf(state.settings);
  const at = new Set(setting.teams.filter((team) => isOpen(calendarOf(setting, team.calendar), state.now)).map(({ id }) => id));
  return Math.max(1, setting.people.filter(({ team }) => team === null || at.has(team)).length);
}

/** Rings that everybody hears are one for each; those of one person are a part of one. */
function perPerson(state: State, since: number): number {
  const people = peopleOnShift(state);
  const rings = state.alerting.rings.filter(({ at }) => at > since);
  const shared = rings.filter(({ person }) => person === '-').length;
  return shared + (rings.length - shared) / people;
}

/** At each minute. */
export function settleFlood(state: State): void {
  const { alerting, now } = state;
  const lately = perPerson(state, now - WINDOW);
  const { upset } = alertingOf(state.settings).load;
  if (alerting.floodSince === null && lately > upset) alerting.floodSince = now;
  else if (alerting.floodSince !== null && lately < upset * FLOOD_OVER) alerting.floodSince = null;
}

/** Alerts of the whole house: whoever answers them answers all. */
export function load(state: State): LoadSlice {
  const { alerting, now } = state;
  const open = [...alerting.open.values()].map(({ incident }) => incident);
  const told = open.filter(({ silenced }) => silenced === null);
  const day = alerting.rings.filter(({ at }) => at > now - DAY);
  const hours = Array.from({ length: 24 }, (_, i) => day.filter(({ at }) => Math.floor((now - at) / HOUR) === 23 - i).length);
  const rules = Map.groupBy(day, ({ rule }) => rule);
  return {
    people: peopleOnShift(state),
    lately: tenths(perPerson(state, now - WINDOW)),
    average: Math.round((perPerson(state, now - DAY) / (DAY / WINDOW)) * 1000) / 1000,
    accepted: alertingOf(state.settings).load,
    standing: told.length,
    unclaimed: told.filter(({ owner }) => owner === null).length,
    flapping: open.filter(({ flapping }) => flapping).length,
    silenced: open.length - told.length,
    floodSince: alerting.floodSince,
    hours,
    rules: [...rules]
      .map(([rule, rings]) => ({ rule, count: rings.length }))
      .sort((a, b) => b.count - a.count || (a.rule < b.rule ? -1 : 1))
      .slice(0, 5),
    undelivered: [...alerting.deliveries.values()].filter(({ state: how }) => how === 'dead').length,
  };
}

const tenths = (value: number): number => Math.round(value * 10) / 10;
