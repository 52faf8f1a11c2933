import type { Priority } from '../../../shared/case.ts';
import { DAY, HOUR, MINUTE } from '../windows/track.ts';

/** Minutes of a day from midnight, `to` excluded; `to` may be beyond 1440 where a shift goes on past midnight. */
export interface Shift {
  from: number;
  to: number;
}

/** When a team works. Holidays have no shift of their own day; what goes on from the evening before does. */
export interface CalendarSetting {
  id: string;
  zone: string;
  /** Every minute counts: hours and holidays are then empty. */
  always: boolean;
  /** By weekday, from Sunday (0) on. */
  hours: Shift[][];
  /** Days off as `2026-12-25`, or `12-25` for every year. */
  holidays: string[];
}

export interface TeamSetting {
  id: string;
  name: string;
  calendar: string;
  languages: string[];
  /** New cases about these watches go to the team, if it has any. */
  watches: string[];
}

export interface PersonSetting {
  id: string;
  name: string;
  /** As they sign, in upper case. */
  initials: string[];
  languages: string[];
  team: string | null;
}

/** What was promised to customers. The first whose conditions all hold counts; those absent hold for all. Times in ms; null: no target. */
export interface TargetSetting {
  network?: string;
  watch?: string;
  language?: string;
  team?: string;
  priority?: Priority;
  first: number | null;
  next: number | null;
  resolution: number | null;
  /** Id; absent: the calendar of the case's team, and `always` without a team or for urgent cases. */
  calendar?: string;
}

/** A question of the review sheet. */
export interface SheetSetting {
  id: string;
  question: string;
}

export interface DeskSetting {
  calendars: CalendarSetting[];
  teams: TeamSetting[];
  people: PersonSetting[];
  targets: TargetSetting[];
  /** Accounts (lower case) and signatures (upper case) that are bots: their replies stop no clock. */
  automatic: { accounts: string[]; signatures: string[] };
  /** Competitors' accounts, lower case. */
  rivals: string[];
  /** A customer who writes anew within this time goes on with their case. */
  again: number;
  /** An answered case is resolved after this long without a word; one that nobody answered lapses. */
  resolveAfter: number;
  lapseAfter: number;
  /** Share of cases to be answered in time, 0 to 1: the rest is the month's budget of late answers. */
  inTime: number;
  /** What customers expect, in order of `within` (ms); `share` is 0 to 1 of all customers. */
  expectations: { within: number; share: number }[];
  /** Who says so. */
  expectationsSource: string;
  sheet: SheetSetting[];
}

export const ALWAYS = 'always';

export const always = (zone = 'UTC'): CalendarSetting => ({ id: ALWAYS, zone, always: true, hours: [], holidays: [] });

export const defaultDesk = (): DeskSetting => ({
  calendars: [],
  teams: [],
  people: [],
  targets: [
    { priority: 'urgent', first: 15 * MINUTE, next: 15 * MINUTE, resolution: 8 * HOUR },
    { first: HOUR, next: HOUR, resolution: DAY },
  ],
  automatic: { accounts: [], signatures: [] },
  rivals: [],
  again: 3 * DAY,
  resolveAfter: 3 * DAY,
  lapseAfter: 7 * DAY,
  inTime: 0.9,
  expectations: [
    { within: 30 * MINUTE, share: 0.32 },
    { within: 60 * MINUTE, share: 0.42 },
    { within: DAY, share: 0.67 },
  ],
  expectationsSource: 'The Social Habit, 2012: customers who contacted a brand on a social network',
  sheet: [
    { id: 'solved', question: 'Does it move the matter on?' },
    { id: 'right', question: 'Is what it says right, and clear?' },
    { id: 'tone', question: 'Is the tone right for this person?' },
  ],
});
