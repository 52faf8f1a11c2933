import type { AlertKind } from '../../shared/alert.ts';
import type { Rule } from '../../shared/rule.ts';

/** How a number is typed: amounts of time in minutes, shares in percent, times of the day as a clock. */
export type Unit = 'count' | 'times' | 'percent' | 'minutes' | 'clock';

export interface Field {
  key: string;
  label: string;
  /** Behind the field. */
  after: string;
  unit: Unit;
  /** In the unit in which it is typed. */
  min: number;
  max: number;
  step: number;
}

const MINUTE = 60_000;
const MILLION = 1_000_000;

const count = (key: string, label: string, after: string, min = 1, max = MILLION): Field => ({
  key,
  label,
  after,
  unit: 'count',
  min,
  max,
  step: 1,
});
const times = (key: string, label: string, after: string, min = 1): Field => ({
  key,
  label,
  after,
  unit: 'times',
  min,
  max: 1000,
  step: 0.1,
});
const share = (key: string, label: string, after: string): Field => ({ key, label, after, unit: 'percent', min: 0, max: 100, step: 1 });
const minutes = (key: string, label: string, min: number, max = 10_080): Field => ({
  key,
  label,
  after: 'min',
  unit: 'minutes',
  min,
  max,
  step: 1,
});
const clock = (key: string, label: string, min: number, max: number): Field => ({
  key,
  label,
  after: '',
  unit: 'clock',
  min,
  max,
  step: 1,
});

const HOLD = minutes('hold', 'It must last', 0, 1440);
const SURGE = [
  count('minimum', 'At least', 'mentions in the window'),
  times('times', 'And at least', 'times the usual'),
  times('clear', 'Clears below', 'times the usual'),
  HOLD,
];

const FIELDS: Record<AlertKind, Field[]> = {
  spike: SURGE,
  'negative-spike': SURGE,
  rival: SURGE,
  trend: [
    count('people', 'At least', 'people'),
    times('times', 'And at least', 'times as many as usual'),
    share('negative', 'Negative posts', '% or more'),
    HOLD,
  ],
  viral: [
    count('size', 'Large means', 'shares and answers in a day', 10),
    share('level', 'Opens at a chance of', '%'),
    share('clear', 'Clears below', '%'),
    HOLD,
  ],
  breach: [count('minimum', 'At least', 'cases over their time'), HOLD],
  burn: [
    times('times', 'At least', 'times as fast as allowed'),
    times('clear', 'Clears below', 'times', 0),
    minutes('window', 'Looked at over', 1),
    count('minimum', 'With at least', 'answers due'),
    HOLD,
  ],
  promise: [count('minimum', 'At least', 'broken within a day'), HOLD],
  influencer: [count('followers', 'At least', 'followers', 1, 1_000 * MILLION), HOLD],
  urgent: [count('minimum', 'At least', 'people'), minutes('window', 'Within', 1), HOLD],
  silence: [
    { key: 'minutes', label: 'Away for', after: 'min', unit: 'count', min: 0.5, max: 1440, step: 0.5 },
    count('missed', 'Or silent though', 'posts ought to have come'),
    HOLD,
  ],
  share: [share('drop', 'Falls by', 'points below its usual'), count('minimum', 'With at least', 'posts an hour'), HOLD],
  absence: [
    clock('from', 'Counted from', 0, 1439),
    clock('by', 'Must be there by', 1, 1440),
    count('minimum', 'At least', 'mentions'),
    HOLD,
  ],
};

export const fieldsOf = (kind: AlertKind): Field[] => FIELDS[kind];

const SCALE: Record<Unit, number> = { count: 1, times: 1, percent: 0.01, minutes: MINUTE, clock: 1 };

/** What stands in the rule, as it is typed. */
export function typed(rule: Rule, { key, unit }: Field): number {
  const value: unknown = Object.entries(rule).find(([name]) => name === key)?.[1];
  return typeof value === 'number' ? round(value / SCALE[unit]) : 0;
}

/** The rule with what was typed; what is no number changes nothing. */
export function withTyped(rule: Rule, { key, unit }: Field, value: number): Rule {
  if (!Number.isFinite(value)) return rule;
  const scaled = round(value * SCALE[unit]);
  return { ...rule, [key]: unit === 'minutes' || key === 'minimum' ? Math.round(scaled) : scaled };
}

const round = (value: number): number => Math.round(value * 1e6) / 1e6;

/** `08:30` for 510 and back; `24:00` is the end of the day. */
export const clockOf = (at: number): string => `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
export function clockRead(words: string): number {
  const [, hour, minute] = /^(\d\d?):(\d\d)$/.exec(words.trim()) ?? [];
  return hour === undefined || minute === undefined ? Number.NaN : Number(hour) * 60 + Number(minute);
}
