import type { AlertKind } from '../../../shared/alert.ts';
import type { Rule } from '../../../shared/rule.ts';
import { HOLDING_KEPT, type State } from '../state.ts';
import { clockTime, span } from '../words.ts';
import type { Finding } from './finding.ts';

/** Two rules may ask about one subject, each with its own hold. */
const placeOf = (kind: AlertKind, rule: Rule, subject: string): string => `${kind}:${rule.id}:${subject}`;

/**
 * Whether the finding must wait, since it is not there for as long as its rule asks; otherwise it is told, with the wait in its words.
 * When too many wait, new ones get their place once others have theirs behind them.
 */
export function isHeldBack(state: State, rule: Rule, finding: Finding): boolean {
  if (rule.hold === 0) return false;
  const { holding } = state.alerting;
  const place = placeOf(finding.kind, rule, finding.subject);
  const since = holding.get(place);
  if (since === undefined) {
    if (holding.size < HOLDING_KEPT) holding.set(place, state.now);
    return true;
  }
  if (state.now - since < rule.hold) return true;
  holding.delete(place);
  finding.whyNow += `; it has been so without a break since ${clockTime(since, state.settings.zone)}, and ${span(rule.hold)} of that are asked for`;
  return false;
}

/** It is not so any more: it begins to wait anew. */
export function loseHold({ alerting }: State, kind: AlertKind, rule: Rule, subject: string): void {
  if (rule.hold > 0) alerting.holding.delete(placeOf(kind, rule, subject));
}

/** After all that there is of a kind was asked (`asked`: the rules and subjects): what was not lost its place. */
export function forgetHolds({ alerting }: State, kind: AlertKind, asked: readonly { rule: Rule; subject: string }[]): void {
  if (alerting.holding.size === 0) return;
  const places = new Set(asked.map(({ rule, subject }) => placeOf(kind, rule, subject)));
  for (const place of alerting.holding.keys()) if (place.startsWith(`${kind}:`) && !places.has(place)) alerting.holding.delete(place);
}
