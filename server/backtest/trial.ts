import type { Alert } from '../../shared/alert.ts';
import type { Planned, Rule } from '../../shared/rule.ts';
import type { Effect } from '../core/effect.ts';
import type { Entry, Stored } from '../core/entry.ts';
import { type Parts, partsFor } from '../core/parts.ts';
import { defaultRules } from '../core/rules/defaults.ts';
import { alertingOf, type Settings } from '../core/settings.ts';
import { emptyState, type State } from '../core/state.ts';
import { step } from '../core/step.ts';

/** Alerts that a trial holds on to, newest. */
export const RAISED_KEPT = 2_000;

/** What is tried: settings and plans of today, and the rules of one kind of which `rule` is watched. */
export interface Trying {
  settings: Settings;
  rules: Rule[];
  rule: string;
  planned: Planned[];
}

/** What the rule raised. `count` has also what is not held on to any more; `openings` are the times of all. */
export interface Raised {
  count: number;
  alerts: Alert[];
  openings: number[];
}

export interface Trial {
  hear(stored: Stored): void;
  raised(from: number): Raised;
}

/** A fold of the past with one rule: the product's own functions, but no more of them than that kind of rule needs. */
export function trial(trying: Trying, kind: Rule['kind'], at: number): Trial {
  const state = emptyState();
  const parts = partsFor(kind);
  const alerts = new Map<string, Alert>();
  step(state, { seq: 0, entry: { kind: 'settings', id: 'c:trial', at, settings: settingsFor(trying) } }, parts);
  putInForce(state, trying);
  const perform = (effects: readonly Effect[]): void => {
    for (const effect of effects) if (effect.kind === 'alert' && effect.alert.rule.name === trying.rule) note(alerts, effect.alert);
  };
  return {
    hear({ seq, entry }) {
      if (!concerns(entry, parts)) return;
      if (endsSecond(state, entry.at)) perform(step(state, tickAfter(state), parts));
      perform(step(state, { seq, entry }, parts));
    },
    raised: (from) => raised([...alerts.values()], from),
  };
}

/** Only what is counted matters: one scope, no channels, and the rules come from `putInForce`. */
function settingsFor({ settings }: Trying): Settings {
  const all = settings.scopes.filter(({ id }) => id === 'all');
  const alerting = { ...alertingOf(settings), rules: [], channels: [], routes: [], digests: [], silences: [], planned: [] };
  return { ...settings, scopes: all, alerting };
}

function putInForce({ alerting, settings }: State, { rules, planned }: Trying): void {
  for (const rule of defaultRules(settings)) alerting.rules.set(rule.id, { ...rule, enabled: false });
  for (const rule of rules) alerting.rules.set(rule.id, rule);
  for (const one of planned) alerting.planned.set(one.id, one);
}

/** What people did about alerts then is no part of a trial, nor are the settings of then. */
function concerns(entry: Entry, parts: Parts): boolean {
  switch (entry.kind) {
    case 'settings':
    case 'delivery':
      return false;
    case 'action':
      return parts.has('desk') && 'case' in entry.action;
    case 'engagement':
      return parts.has('viral');
    default:
      return true;
  }
}

/**
 * Ticks between posts are not read one by one, but what a post stirred is looked at when its second is over, as it was when the server's
 * clock ticked.
 */
const endsSecond = (state: State, at: number): boolean => state.stirred.size > 0 && secondAfter(state.now) < at;
const secondAfter = (at: number): number => (Math.floor(at / 1000) + 1) * 1000;
const tickAfter = ({ seq, now }: State): Stored => ({ seq, entry: { kind: 'tick', id: 't:trial', at: secondAfter(now) } });

function note(alerts: Map<string, Alert>, alert: Alert): void {
  alerts.set(alert.id, alert);
}

function raised(alerts: readonly Alert[], from: number): Raised {
  const after = alerts.filter(({ openedAt }) => openedAt >= from);
  return { count: after.length, alerts: after.slice(-RAISED_KEPT), openings: after.map(({ openedAt }) => openedAt) };
}
