import type { Rule } from '../../../shared/rule.ts';
import { span } from '../words.ts';
import type { Finding, Found } from './finding.ts';

/** Fields that every rule has: which rule it is, not by which figures it finds. */
const COMMON: ReadonlySet<string> = new Set(['id', 'name', 'kind', 'enabled', 'watches', 'severity', 'hold']);
const AMOUNTS: ReadonlySet<string> = new Set(['hold', 'window']);
const TIMES_OF_DAY: ReadonlySet<string> = new Set(['from', 'by']);
/** Names of a list that are told. */
const LISTED = 5;

const two = (n: number): string => String(n).padStart(2, '0');

/** "09:30" of minutes after midnight. */
export const timeOfDay = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

/** The figures of a rule as people read them: amounts of time and times of day in words, lists shortened, what is not set left out. */
export function settingsOf(rule: Rule): Record<string, number | string> {
  const told = Object.entries(rule).flatMap(([name, value]): [string, number | string][] => {
    if (COMMON.has(name) || value === null) return [];
    const words = wordsOf(name, value);
    return words === '' ? [] : [[name, words]];
  });
  return { ...Object.fromEntries(told), ...(rule.hold > 0 ? { hold: span(rule.hold) } : {}) };
}

function wordsOf(name: string, value: string | boolean | number | (string | number)[]): number | string {
  if (typeof value === 'number') {
    if (AMOUNTS.has(name)) return span(value);
    return TIMES_OF_DAY.has(name) ? timeOfDay(value) : value;
  }
  if (!Array.isArray(value)) return String(value);
  const more = value.length - LISTED;
  return [...value.slice(0, LISTED), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

/** The finding with the rule by which it was found, which may say how severe it is. */
export function ruled({ bounds, ...found }: Found, rule: Rule): Finding {
  return {
    ...found,
    severity: rule.severity ?? found.severity,
    rule: { name: rule.id, settings: { ...settingsOf(rule), ...bounds } },
  };
}
