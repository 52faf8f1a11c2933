import { isOpen } from '../desk/calendar.ts';
import type { PersonSetting } from '../desk/setting.ts';
import { calendarOf } from '../desk/targets.ts';
import { deskOf, type Whom } from '../settings.ts';
import type { State } from '../state.ts';

/** Who is meant now, by id, in the order of the config. Who belongs to no team is always at work. */
export function peopleMeant({ settings, now }: State, whom: Whom | null): string[] {
  const desk = deskOf(settings);
  const atWork = ({ team }: PersonSetting): boolean => {
    const found = desk.teams.find(({ id }) => id === team);
    return found === undefined || isOpen(calendarOf(desk, found.calendar), now);
  };
  if (whom === null) return [];
  if ('people' in whom) return whom.people;
  const some = 'team' in whom ? desk.people.filter(({ team }) => team === whom.team) : desk.people;
  return some.filter((person) => !whom.onShift || atWork(person)).map(({ id }) => id);
}

/** The same in words. */
export function whomInWords({ settings }: Pick<State, 'settings'>, whom: Whom | null): string {
  if (whom === null) return 'whoever reads it';
  const desk = deskOf(settings);
  if ('people' in whom) return whom.people.map((id) => desk.people.find((person) => person.id === id)?.name ?? id).join(', ');
  if (!('team' in whom)) return 'whoever is on shift';
  const team = desk.teams.find(({ id }) => id === whom.team)?.name ?? whom.team;
  return whom.onShift ? `whoever of ${team} is on shift` : `everybody of ${team}`;
}
