import { defaultRules } from '../../server/core/rules/defaults.ts';
import { type AlertingSetting, defaultAlerting, defaultSettings, type Settings } from '../../server/core/settings.ts';
import type { Alert, AlertKind } from '../../shared/alert.ts';
import type { Rule, RuleOf } from '../../shared/rule.ts';
import type { Tale } from './tale.ts';

const isOf = <K extends AlertKind>(rule: Rule, kind: K): rule is RuleOf<K> => rule.kind === kind;

/** The default rule of a kind, with what the test is about. */
export function ruleOf<K extends AlertKind>(kind: K, over: Partial<Omit<RuleOf<K>, 'kind'>> = {}): RuleOf<K> {
  for (const rule of defaultRules(defaultSettings())) if (isOf(rule, kind)) return { ...rule, ...over };
  throw new Error(`no default rule of ${kind}`);
}

/** Settings with these rules in the file, and what else is decided about alerts. */
export const ruled = (rules: Rule[], over: Partial<AlertingSetting> = {}): Partial<Settings> => ({
  alerting: { ...defaultAlerting(), rules, ...over },
});

/** Copies of the alerts as they opened, in their order. */
export const openedIn = (tale: Tale): Alert[] =>
  tale.fold().effects.flatMap((effect) => (effect.kind === 'alert' && effect.change === 'opened' ? [effect.alert] : []));

export const openedOf = (tale: Tale, kind: AlertKind): Alert[] => openedIn(tale).filter((alert) => alert.kind === kind);
