import { ALWAYS } from '../core/desk/setting.ts';
import type { DeskFile } from './desk.ts';
import { calendarIds, personId, questionId, teamId } from './desk-settle.ts';
import { daysOf, durationOf, shiftOf, WEEKDAYS } from './desk-words.ts';
import { missing, unique } from './names.ts';
import type { Finding, Path } from './problems.ts';
import { quote } from './say.ts';
import type { ConfigFile } from './schema.ts';

/** What no schema sees of the desk: names that point nowhere or at two, shifts in each other's way, targets that promise nothing. */
export function checkDesk({ desk }: ConfigFile, watches: readonly string[]): Finding[] {
  return [...checkPeople(desk), ...checkTeams(desk, watches), ...checkCalendars(desk), ...checkTargets(desk, watches), ...checkRest(desk)];
}

function checkPeople({ people, teams }: DeskFile): Finding[] {
  const ids = people.map(personId);
  const known = teams.map(teamId);
  return [
    ...unnamed(ids, 'people', 'person'),
    ...unique(ids, ['desk', 'people'], 'id'),
    ...people.flatMap(({ team }, i) => (team === undefined ? [] : missing(team, known, 'team', ['desk', 'people', i, 'team']))),
    ...people.flatMap(({ initials }, i) =>
      initials.flatMap((sign, j) => signedTwice(people, i, sign, ['desk', 'people', i, 'initials', j])),
    ),
  ];
}

/** In one team nothing tells two who sign alike apart. */
function signedTwice(people: DeskFile['people'], i: number, sign: string, path: Path): Finding[] {
  const other = people.slice(0, i).find(({ team, initials }) => team === people[i]?.team && initials.some((one) => alike(one, sign)));
  if (!other) return [];
  return [{ path, message: `${quote(sign)} is how ${other.name} signs already, in the same team; nobody could tell whose reply it is` }];
}

const alike = (a: string, b: string) => a.toUpperCase() === b.toUpperCase();

function checkTeams({ teams, calendars }: DeskFile, watches: readonly string[]): Finding[] {
  const ids = teams.map(teamId);
  const known = calendarIds(calendars);
  return [
    ...unnamed(ids, 'teams', 'team'),
    ...unique(ids, ['desk', 'teams'], 'id'),
    ...teams.flatMap(({ calendar }, i) => missing(calendar, known, 'calendar', ['desk', 'teams', i, 'calendar'])),
    ...teams.flatMap((team, i) => team.watches.flatMap((id, j) => missing(id, watches, 'watch', ['desk', 'teams', i, 'watches', j]))),
  ];
}

function unnamed(ids: string[], key: string, what: string): Finding[] {
  return ids.flatMap((id, i): Finding[] =>
    id === '' ? [{ path: ['desk', key, i, 'name'], message: `no id can be made from this name; give the ${what} an id` }] : [],
  );
}

function checkCalendars({ calendars }: DeskFile): Finding[] {
  const ids = calendars.map(({ id }) => id);
  const taken = ids.flatMap((id, i): Finding[] =>
    id === ALWAYS
      ? [{ path: ['desk', 'calendars', i, 'id'], message: `"${ALWAYS}" is there already and counts every minute; choose another id` }]
      : [],
  );
  return [...taken, ...unique(ids, ['desk', 'calendars'], 'id'), ...calendars.flatMap(checkHours)];
}

function checkHours({ always, hours, holidays }: DeskFile['calendars'][number], i: number): Finding[] {
  const path = ['desk', 'calendars', i];
  const worked = Object.values(hours).some((shifts) => shifts.length > 0);
  if (always && (worked || holidays.length > 0)) return [{ path, message: 'with "always: true" it has neither hours nor holidays' }];
  if (!always && !worked)
    return [{ path, message: 'nobody ever works by it; give it hours such as mon-fri: ["08:00-16:00"], or always: true' }];
  return [...daysTwice(hours, path), ...Object.entries(hours).flatMap(([key, shifts]) => inTheWay(shifts, [...path, 'hours', key]))];
}

function daysTwice(hours: Record<string, string[]>, path: Path): Finding[] {
  const keys = Object.keys(hours);
  return keys.flatMap((key, i) => {
    const day = daysOf(key)?.find((one) => keys.slice(0, i).some((other) => daysOf(other)?.includes(one)));
    if (day === undefined) return [];
    return [{ path: [...path, 'hours', key], key: true, message: `${WEEKDAYS[day]} has its hours above already; name each day once` }];
  });
}

function inTheWay(texts: string[], path: Path): Finding[] {
  const shifts = texts.flatMap((text, j) => ({ text, j, ...(shiftOf(text) ?? { from: 0, to: 0 }) })).sort((a, b) => a.from - b.from);
  return shifts.flatMap(({ text, j, from }, k) => {
    const before = shifts[k - 1];
    if (!before || before.to <= from) return [];
    return [{ path: [...path, j], message: `${quote(text)} begins before ${quote(before.text)} ends` }];
  });
}

function checkTargets({ targets = [], teams, calendars }: DeskFile, watches: readonly string[]): Finding[] {
  const [teamIds, known] = [teams.map(teamId), calendarIds(calendars)];
  return targets.flatMap((target, i): Finding[] => {
    const path = ['desk', 'targets', i];
    const { team, watch, calendar, first, next, resolution } = target;
    return [
      ...(team === undefined ? [] : missing(team, teamIds, 'team', [...path, 'team'])),
      ...(watch === undefined ? [] : missing(watch, watches, 'watch', [...path, 'watch'])),
      ...(calendar === undefined ? [] : missing(calendar, known, 'calendar', [...path, 'calendar'])),
      ...((first ?? next ?? resolution)
        ? []
        : [{ path, message: 'promises nothing; give it first, next or resolution, "none" for no target' }]),
    ];
  });
}

function checkRest({ expectations, sheet = [] }: DeskFile): Finding[] {
  return [...checkCurve(expectations?.curve ?? []), ...unique(sheet.map(questionId), ['desk', 'sheet'], 'id')];
}

/** Whoever expects an answer within half an hour expects one within an hour too. */
function checkCurve(curve: { within: string; share: number }[]): Finding[] {
  return curve.flatMap(({ within, share }, i): Finding[] => {
    const path = ['desk', 'expectations', 'curve', i];
    const before = curve[i - 1];
    if (!before) return [];
    if (durationOf(within)! <= durationOf(before.within)!)
      return [{ path: [...path, 'within'], message: `${quote(within)} is no longer than the step before it; put the soonest first` }];
    if (share < before.share)
      return [
        {
          path: [...path, 'share'],
          message: `${share} is less than ${before.share} of the step before it; more customers expect an answer later`,
        },
      ];
    return [];
  });
}
