import type { Priority } from '../../../shared/case.ts';
import { fold } from '../analysis/text/fold.ts';
import {
  ALWAYS,
  always,
  type CalendarSetting,
  type DeskSetting,
  type PersonSetting,
  type TargetSetting,
  type TeamSetting,
} from './setting.ts';

export { dayStart, monthKey } from './calendar/date.ts';

/** What of a case decides about its targets and its team. */
interface Placed {
  network: string;
  watches: string[];
  language: string;
}

interface Aimed extends Placed {
  team: string | null;
  priority: Priority;
}

/** Amounts of working time in ms, and the id of the calendar that they are counted in; null: no target. */
export interface Target {
  first: number | null;
  next: number | null;
  resolution: number | null;
  calendar: string;
}

const EVERY_MINUTE = always();

/** A calendar by its id. One that nobody set up counts every minute. */
export const calendarOf = ({ calendars }: DeskSetting, id: string): CalendarSetting =>
  calendars.find((one) => one.id === id && id !== ALWAYS) ?? EVERY_MINUTE;

/** The first target whose conditions all hold. Without one nothing was promised. */
export function targetFor(desk: DeskSetting, one: Aimed): Target {
  const found = desk.targets.find((target) => holds(target, one));
  const calendar = calendarOf(desk, found?.calendar ?? usual(desk, one)).id;
  return { first: found?.first ?? null, next: found?.next ?? null, resolution: found?.resolution ?? null, calendar };
}

const holds = (target: TargetSetting, one: Aimed): boolean =>
  (target.network === undefined || target.network === one.network) &&
  (target.watch === undefined || one.watches.includes(target.watch)) &&
  (target.language === undefined || target.language === base(one.language)) &&
  (target.team === undefined || target.team === one.team) &&
  (target.priority === undefined || target.priority === one.priority);

/** What is urgent waits for no office hours, and without a team there are none. */
function usual({ teams }: DeskSetting, { team, priority }: Aimed): string {
  if (priority === 'urgent') return ALWAYS;
  return teams.find(({ id }) => id === team)?.calendar ?? ALWAYS;
}

/** `pt` of `pt-BR`. */
const base = (language: string): string => language.split('-')[0]!.toLowerCase();

/**
 * The team that a new case goes to: the one that has one of its watches, of several such the one that speaks its language. Where no team
 * has them, the first of those without watches that speaks its language. Null: a person decides.
 */
export function teamFor({ teams }: DeskSetting, one: Placed): string | null {
  const having = teams.filter(({ watches }) => watches.some((watch) => one.watches.includes(watch)));
  if (having.length > 0) return (speaking(having, one.language) ?? having[0]!).id;
  return (
    speaking(
      teams.filter(({ watches }) => watches.length === 0),
      one.language,
    )?.id ?? null
  );
}

/** A team that says nothing of languages takes what no other speaks. */
const speaking = (teams: TeamSetting[], language: string): TeamSetting | undefined =>
  teams.find(({ languages }) => languages.includes(base(language))) ?? teams.find(({ languages }) => languages.length === 0);

/**
 * Whose signature it is, by initials or by name, whole or first: their id. When several sign so, it is the only one of them who speaks
 * `language`, themselves or with their team; null when that settles nothing, and for nobody's.
 */
export function personBySignature(desk: DeskSetting, signature: string, language?: string): string | null {
  const sign = plain(signature);
  if (sign === '') return null;
  const signers = byRank(desk.people, sign);
  if (signers.length <= 1) return signers[0]?.id ?? null;
  const speakers = language === undefined ? [] : signers.filter((person) => speaks(desk, person, base(language)));
  return speakers.length === 1 ? speakers[0]!.id : null;
}

/** Initials go before names, and whole names before first ones. */
function byRank(people: PersonSetting[], sign: string): PersonSetting[] {
  const ways: ((person: PersonSetting) => boolean)[] = [
    ({ initials }) => initials.some((one) => plain(one) === sign),
    ({ name }) => plain(name) === sign,
    ({ name }) => plain(name.trim().split(/\s+/)[0] ?? '') === sign,
  ];
  for (const way of ways) {
    const found = people.filter(way);
    if (found.length > 0) return found;
  }
  return [];
}

const plain = (text: string): string => fold(text).trim();

function speaks({ teams }: DeskSetting, { languages, team }: PersonSetting, language: string): boolean {
  if (languages.length > 0) return languages.includes(language);
  return teams.find(({ id }) => id === team)?.languages.includes(language) ?? false;
}
