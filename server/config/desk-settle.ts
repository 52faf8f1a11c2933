import { hinted } from '../core/analysis/language/language.ts';
import {
  ALWAYS,
  type CalendarSetting,
  type DeskSetting,
  defaultDesk,
  type PersonSetting,
  type SheetSetting,
  type Shift,
  type TargetSetting,
  type TeamSetting,
} from '../core/desk/setting.ts';
import type { DeskFile } from './desk.ts';
import { daysOf, durationOf, shiftOf } from './desk-words.ts';
import { slug } from './names.ts';

type Named = { id?: string; name: string };

export const personId = (person: Named): string => person.id ?? slug(person.name);
export const teamId = (team: Named): string => team.id ?? slug(team.name);
/** A question that no id can be made from is known by its place. */
export const questionId = ({ id, question }: { id?: string; question: string }, place: number): string =>
  id ?? (slug(question) || `question-${place + 1}`);
export const calendarIds = (calendars: { id: string }[]): string[] => [...calendars.map(({ id }) => id), ALWAYS];

/** What the fold needs of the desk, from a file that was found right. `zone` is that of the file, `rivals` are competitors' handles. */
export function deskSettingOf(file: DeskFile, zone: string, rivals: string[]): DeskSetting {
  const usual = defaultDesk();
  return {
    calendars: file.calendars.map((calendar) => calendarOf(calendar, zone)),
    teams: file.teams.map(teamOf),
    people: file.people.map(personOf),
    targets: file.targets?.map(targetOf) ?? usual.targets,
    automatic: { accounts: plain(file.automatic.accounts), signatures: file.automatic.signatures.map((one) => one.toUpperCase()) },
    rivals: plain(rivals),
    again: durationOf(file.again ?? '') ?? usual.again,
    resolveAfter: durationOf(file.resolveAfter ?? '') ?? usual.resolveAfter,
    lapseAfter: durationOf(file.lapseAfter ?? '') ?? usual.lapseAfter,
    inTime: file.inTime ?? usual.inTime,
    expectations: file.expectations?.curve.map(({ within, share }) => ({ within: durationOf(within) ?? 0, share })) ?? usual.expectations,
    expectationsSource: file.expectations?.source ?? usual.expectationsSource,
    sheet:
      file.sheet?.map((question, place): SheetSetting => ({ id: questionId(question, place), question: question.question })) ?? usual.sheet,
  };
}

/** In small letters without `@`, each once. */
export const plain = (handles: string[]): string[] => [...new Set(handles.map((handle) => handle.replace(/^@/, '').toLowerCase()))];

/** `nb` and `pt-BR` as posts are counted: `no`, `pt`. */
const spoken = (languages: string[]): string[] => [...new Set(languages.map((tag) => hinted(tag) ?? tag.toLowerCase()))];

function calendarOf({ id, zone, always, hours, holidays }: DeskFile['calendars'][number], usual: string): CalendarSetting {
  const dates = holidays.map((holiday) => (typeof holiday === 'string' ? holiday : holiday.date));
  return { id, zone: zone ?? usual, always, hours: always ? [] : weekOf(hours), holidays: dates };
}

function weekOf(hours: Record<string, string[]>): Shift[][] {
  const week: Shift[][] = Array.from({ length: 7 }, () => []);
  for (const [key, texts] of Object.entries(hours)) {
    for (const day of daysOf(key) ?? []) week[day] = texts.flatMap((text) => shiftOf(text) ?? []).sort((a, b) => a.from - b.from);
  }
  return week;
}

const teamOf = (team: DeskFile['teams'][number]): TeamSetting => ({ ...team, id: teamId(team), languages: spoken(team.languages) });

const personOf = ({ team, ...person }: DeskFile['people'][number]): PersonSetting => ({
  id: personId(person),
  name: person.name,
  initials: person.initials.map((one) => one.toUpperCase()),
  languages: spoken(person.languages),
  team: team ?? null,
});

/** `none`, and what is left out, is no target. */
function targetOf({ first, next, resolution, network, language, ...target }: NonNullable<DeskFile['targets']>[number]): TargetSetting {
  const granted = (text = 'none') => durationOf(text);
  return {
    ...target,
    ...(network === undefined ? {} : { network: network.toLowerCase() }),
    ...(language === undefined ? {} : { language: spoken([language])[0] }),
    first: granted(first),
    next: granted(next),
    resolution: granted(resolution),
  };
}
