import type { CalendarSetting, Shift } from '../../server/core/desk/setting.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const at = (iso: string): number => Date.parse(iso.endsWith('Z') ? iso : `${iso}Z`);
export const shift = (from: string, to: string): Shift => ({ from: minutes(from), to: minutes(to) });
export const minutes = (wall: string): number => Number(wall.slice(0, 2)) * 60 + Number(wall.slice(3));
export const daily = (...shifts: Shift[]): Shift[][] => Array.from({ length: 7 }, () => shifts);
export const weekdays = (...shifts: Shift[]): Shift[][] => [[], shifts, shifts, shifts, shifts, shifts, []];
export const calendar = (zone: string, hours: Shift[][], holidays: string[] = []): CalendarSetting => ({
  id: 'desk',
  zone,
  always: false,
  hours,
  holidays,
});
