import type { Level, PulseSlice } from '../../../shared/slices.ts';
import { isSurge } from '../alerts/same.ts';
import { trends } from '../detectors/trend.ts';
import { isRival } from '../settings.ts';
import { deafness } from '../sources.ts';
import type { Scope, State } from '../state.ts';
import { band, seasonal, surprise } from '../windows/baseline.ts';
import { sum, values } from '../windows/ring.ts';
import { DAY, expectedRecent, HOUR, lately, MINUTE, recent, type Track } from '../windows/track.ts';
import { openAlerts } from './alerts.ts';
import { WATCHES_SHOWN, watchesOf } from './watches.ts';

/** Deviations and multiples that make a level, over the last 15 minutes. */
const BUSY = { score: 3, times: 1.4 };
const QUIET = { score: -3, times: 0.5 };
const WINDOW = 15;
const DRIVERS = 3;

export function pulse(state: State, scope: Scope): PulseSlice {
  const { total } = scope.series;
  const alerts = openAlerts(state, scope);
  const surge = alerts.find((alert) => isSurge(alert.kind) && alert.state === 'open' && !isRival(state.settings, alert.subject));
  const { deaf } = deafness(state);
  const level = levelOf(state, scope, surge !== undefined);
  const worst = alerts[0];
  return {
    level,
    minute: withUsual(lastMinute(scope, state.now), total.rate, total.dispersion),
    hour: withUsual(recent(total, state.now, 59), usualHour(total, state.now), total.dispersion),
    day: withUsual(lastDay(total, state.now), usualDay(total, state.now), total.dispersion),
    multiple: multiple(scope, state.now),
    since: surge?.onsetAt ?? null,
    drivers: level === 'surging' || level === 'busy' ? trends(scope, DRIVERS).map((trend) => trend.name) : [],
    watches: watchesOf(state, scope)
      .slice(0, WATCHES_SHOWN)
      .map(({ watch, series }) => ({
        id: watch.id,
        name: watch.name,
        kind: watch.kind,
        rank: watch.rank,
        count: lately(series.total.minutes, state.now),
      })),
    worst: worst ? { id: worst.id, title: worst.title, severity: worst.severity, kind: worst.kind } : null,
    blind: deaf.map((source) => source.id),
  };
}

/** Mentions in the 60 seconds up to now. */
export const lastMinute = (scope: Scope, now: number): number => sum(scope.seconds, Math.floor(now / 1000) - 59, Math.floor(now / 1000));

function withUsual(value: number, usual: number | null, dispersion: number): PulseSlice['minute'] {
  if (usual === null) return { count: value, usual: null, low: null, high: null };
  const { low, high } = band(usual, dispersion);
  return { count: value, usual: round(usual), low: round(low), high: round(high) };
}
const round = (value: number): number => Math.round(value * 10) / 10;

/** Earlier days tell best; before there are any, the expectations of the last hour's minutes. */
function usualHour(track: Track, now: number): number | null {
  const season = seasonal(track, now - HOUR / 2);
  if (season !== null) return season;
  const bucket = Math.floor(now / MINUTE);
  const known = values(track.expected, bucket - 59, bucket).filter((rate) => rate > 0);
  return known.length === 0 ? null : (known.reduce((total, rate) => total + rate, 0) * 60) / known.length;
}

const lastDay = (track: Track, now: number): number => sum(track.minutes, Math.floor((now - DAY) / MINUTE) + 1, Math.floor(now / MINUTE));

/** The mean of the earlier days that are known whole, at most a week of them. */
function usualDay(track: Track, now: number): number | null {
  const end = Math.floor(now / HOUR);
  const days = [1, 2, 3, 4, 5, 6, 7].filter((day) => isKnownDay(track, end - 24 * (day + 1)));
  return days.length
    ? days.reduce((total, day) => total + sum(track.hours, end - 24 * (day + 1), end - 24 * day - 1), 0) / days.length
    : null;
}

/** Counted all along, or filled in afterwards with something in most of its hours. */
function isKnownDay(track: Track, from: number): boolean {
  if (from * HOUR >= track.since) return true;
  return values(track.hours, from, from + 23).filter((heard) => heard > 0).length >= 18;
}

/** The strongest of the last minute, five and fifteen minutes: a surge that has just begun shows in the shortest first. */
function multiple(scope: Scope, now: number): number | null {
  const { total } = scope.series;
  if (total.rate === null) return null;
  const ratios = [5, 15].map((window) => recent(total, now, window) / Math.max(expectedRecent(total, now, window) ?? 0, 0.5));
  return round(Math.max(lastMinute(scope, now) / Math.max(total.rate, 0.5), ...ratios));
}

function levelOf(state: State, scope: Scope, surging: boolean): Level {
  const { total } = scope.series;
  if (surging) return 'surging';
  if (deafness(state).all) return 'blind';
  const expected = expectedRecent(total, state.now, WINDOW);
  if (expected === null) return 'learning';
  const seen = recent(total, state.now, WINDOW);
  const score = surprise(seen, expected, total.dispersion);
  if (score >= BUSY.score && seen >= BUSY.times * expected) return 'busy';
  if (score <= QUIET.score && seen <= QUIET.times * expected) return deafness(state).deaf.length ? 'blind' : 'quiet';
  return 'usual';
}
