import type { AlertKind } from '../../../shared/alert.ts';
import type { Rule, RuleOf, RuleOrigin } from '../../../shared/rule.ts';
import { alertingOf } from '../settings.ts';
import type { State } from '../state.ts';
import { defaultRules } from './defaults.ts';

export interface RuleInForce {
  rule: Rule;
  origin: RuleOrigin;
  /** What counts again when the desk's version goes; null: nothing. */
  beneath: Rule | null;
}

/**
 * Every rule, in the order in which they are asked: those limited to some watches before those for all, then those of the desk's own making,
 * those of the file, the defaults. A rule of the desk stands above one of the same id.
 */
export function rulesInForce(state: State): RuleInForce[] {
  const { alerting, settings } = state;
  const file = alertingOf(settings).rules;
  const ids = new Set(file.map(({ id }) => id));
  const beneath: RuleInForce[] = [
    ...file.map((rule) => ({ rule, origin: 'file' as const, beneath: null })),
    ...defaultRules(settings).flatMap((rule) => (ids.has(rule.id) ? [] : [{ rule, origin: 'default' as const, beneath: null }])),
  ];
  const known = new Map(beneath.map((one) => [one.rule.id, one]));
  const own = [...alerting.rules.values()]
    .filter(({ id }) => !known.has(id))
    .map((rule) => ({ rule, origin: 'desk' as const, beneath: null }));
  const changed = beneath.map((one): RuleInForce => {
    const rule = alerting.rules.get(one.rule.id);
    return rule ? { rule, origin: 'desk', beneath: one.rule } : one;
  });
  return [...own, ...changed].sort((a, b) => Number(a.rule.watches.length === 0) - Number(b.rule.watches.length === 0));
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
