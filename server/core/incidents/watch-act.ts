import type { WatchAction } from '../../../shared/action.ts';
import { RULES_BOUND } from '../../../shared/rule.ts';
import type { Effect } from '../effect.ts';
import { deliverAgain, testChannel } from '../routing/asked.ts';
import { MISSES_KEPT, PLANNED_KEPT, SILENCES_KEPT, type State } from '../state.ts';
import { answer } from './act.ts';
import { settleSilences } from './silences.ts';

/** Does what somebody decides about alerting as a whole. */
export function actOnAlerting(state: State, action: WatchAction, effects: Effect[]): void {
  answer(state, action.id, done(state, action, effects));
  settleSilences({ state, effects });
}

function done(state: State, action: WatchAction, effects: Effect[]): string | null {
  const { alerting, now } = state;
  switch (action.type) {
    case 'rule':
      if (!alerting.rules.has(action.rule.id) && alerting.rules.size >= RULES_BOUND) return `there are ${RULES_BOUND} rules already`;
      alerting.rules.set(action.rule.id, action.rule);
      return null;
    case 'rule-back':
      return alerting.rules.delete(action.rule) ? null : 'that rule was not made at the desk';
    case 'silence': {
      const { id, by, matcher, reason, until, maintenance } = action;
      const from = action.from ?? now;
      if (until <= Math.max(from, now)) return 'until: it would be over before it begins';
      forgetOver(alerting.silences, now);
      if (alerting.silences.size >= SILENCES_KEPT) return `there are ${SILENCES_KEPT} silences already`;
      alerting.silences.set(id, { id, by, matcher, reason, from, until, maintenance });
      return null;
    }
    case 'silence-end': {
      const silence = alerting.silences.get(action.silence);
      if (!silence || silence.until <= now) return 'that silence is over';
      if (silence.from >= now) alerting.silences.delete(silence.id);
      else silence.until = now;
      return null;
    }
    case 'planned': {
      const { id, by, name, watches, from, until, times } = action;
      if (until <= Math.max(from, now)) return 'until: it would be over before it begins';
      forgetOver(alerting.planned, now);
      if (alerting.planned.size >= PLANNED_KEPT) return `there are ${PLANNED_KEPT} planned events already`;
      alerting.planned.set(id, { id, by, name, watches, from, until, times });
      return null;
    }
    case 'planned-end':
      return alerting.planned.delete(action.planned) ? null : 'that event was not planned at the desk';
    case 'miss': {
      const { id, by, happenedAt, mention, watches, note } = action;
      alerting.misses.set(id, { id, by, at: now, happenedAt, mention, watches, note });
      for (const oldest of alerting.misses.keys()) {
        if (alerting.misses.size <= MISSES_KEPT) break;
        alerting.misses.delete(oldest);
      }
      return null;
    }
    case 'miss-back':
      return alerting.misses.delete(action.miss) ? null : 'that is not recorded any more';
    case 'test-channel':
      return testChannel(state, action, effects);
    case 'deliver-again':
      return deliverAgain(state, action, effects);
  }
}

/** How long what is over is still shown. */
const SHOWN_AFTER = 7 * 86_400_000;

function forgetOver(all: Map<string, { id: string; until: number }>, now: number): void {
  for (const { id, until } of all.values()) if (now - until > SHOWN_AFTER) all.delete(id);
}
