import type { ShiftSlice } from '../../../shared/care.ts';
import { isOpen, nextChange } from '../desk/calendar.ts';
import { type Census, censusOf } from '../desk/census.ts';
import type { DeskSetting, TeamSetting } from '../desk/setting.ts';
import { calendarOf } from '../desk/targets.ts';
import { deskOf } from '../settings.ts';
import type { Scope, State } from '../state.ts';

/** Teams told; more do not stand on a wall. */
const SHOWN = 12;

/** Which team works now, until when, and what waits for it: those at work first. */
export function shift(state: State, scope: Scope): ShiftSlice {
  const setting = deskOf(state.settings);
  const census = censusOf(state, scope);
  const teams = setting.teams.map((team) => shown(state, setting, team, census));
  return { teams: teams.sort((a, b) => Number(b.on) - Number(a.on)).slice(0, SHOWN), unassigned: census.teams.get('')?.waiting ?? 0 };
}

function shown({ now }: State, setting: DeskSetting, team: TeamSetting, census: Census): ShiftSlice['teams'][number] {
  const calendar = calendarOf(setting, team.calendar);
  const { waiting, over } = census.teams.get(team.id) ?? { waiting: 0, over: 0 };
  return {
    id: team.id,
    name: team.name,
    zone: calendar.zone,
    on: isOpen(calendar, now),
    always: calendar.always,
    until: nextChange(calendar, now)?.at ?? null,
    people: setting.people.filter((person) => person.team === team.id).length,
    waiting,
    over,
    languages: team.languages,
  };
}
