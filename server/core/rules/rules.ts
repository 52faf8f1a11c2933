import type { AlertKind } from '../../../shared/alert.ts';
import type { Rule, RuleOf, RuleOrigin } from '../../../shared/rule.ts';
import { alertingOf, type Settings } from '../settings.ts';
import type { State } from '../state.ts';
import { defaultRules } from './defaults.ts';

export interface RuleInForce {
  rule: Rule;
  origin: RuleOrigin;
  /** What counts again when the desk's version goes; null: nothing. */
  beneath: Rule | null;
}

/** What was in force when it was last asked for, and what it follows from. */
interface Known {
  settings: Settings;
  alerting: Settings['alerting'];
  own: readonly Rule[];
  rules: readonly RuleInForce[];
}

const known = new WeakMap<State['alerting']['rules'], Known>();

/**
 * Every rule, in the order in which they are asked: those limited to some watches before those for all, then those of the desk's own making,
 * those of the file, the defaults. A rule of the desk stands above one of the same id. The same list is given until something changes: it
 * is asked for each second, and settings and rules are replaced whole, never changed in place.
 */
export function rulesInForce({ alerting: { rules: own }, settings }: State): readonly RuleInForce[] {
  const before = known.get(own);
  if (before && before.settings === settings && before.alerting === settings.alerting && areThose(own, before.own)) return before.rules;
  const rules = inOrder(own, settings);
  known.set(own, { settings, alerting: settings.alerting, own: [...own.values()], rules });
  return rules;
}

function areThose(own: ReadonlyMap<string, Rule>, those: readonly Rule[]): boolean {
  if (own.size !== those.length) return false;
  let i = 0;
  for (const rule of own.values()) if (rule !== those[i++]) return false;
  return true;
}

function inOrder(own: ReadonlyMap<string, Rule>, settings: Settings): RuleInForce[] {
  const file = alertingOf(settings).rules;
  const ids = new Set(file.map(({ id }) => id));
  const beneath: RuleInForce[] = [
    ...file.map((rule) => ({ rule, origin: 'file' as const, beneath: null })),
    ...defaultRules(settings).flatMap((rule) => (ids.has(rule.id) ? [] : [{ rule, origin: 'default' as const, beneath: null }])),
  ];
  const there = new Set(beneath.map(({ rule }) => rule.id));
  const made = [...own.values()].filter(({ id }) => !there.has(id)).map((rule) => ({ rule, origin: 'desk' as const, beneath: null }));
  const changed = beneath.map((one): RuleInForce => {
    const rule = own.get(one.rule.id);
    return rule ? { rule, origin: 'desk', beneath: one.rule } : one;
  });
  return [...made, ...changed].sort((a, b) => Number(a.rule.watches.length === 0) - Number(b.rule.watches.length === 0));
}

const isOf = <K extends AlertKind>(rule: Rule, kind: K): rule is RuleOf<K> => rule.kind === kind;

/** Enabled rules of a kind, in their order. */
export const rulesOf = <K extends AlertKind>(state: State, kind: K): RuleOf<K>[] =>
  rulesInForce(state).flatMap(({ rule }) => (rule.enabled && isOf(rule, kind) ? [rule] : []));

/**
 * The rule that counts for a subject (a watch, `all`, a source): the first of its kind that names it, or that names none. One that is
 * switched off hides those after it, so that a watch can be left out. Null: the kind is not looked for there.
 */
export function ruleFor<K extends AlertKind>(state: State, kind: K, subject: string): RuleOf<K> | null {
  for (const { rule } of rulesInForce(state)) {
    if (!isOf(rule, kind) || (rule.watches.length > 0 && !rule.watches.includes(subject))) continue;
    return rule.enabled ? rule : null;
  }
  return null;
}
