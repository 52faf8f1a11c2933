import type { DeskSlice } from '../../../shared/care.ts';
import { censusOf } from '../desk/census.ts';
import type { Sample } from '../desk/state.ts';
import { monthKey } from '../desk/targets.ts';
import { deskOf } from '../settings.ts';
import type { Scope, State } from '../state.ts';
import { HOUR } from '../windows/track.ts';

/** Where the cases stand, what was promised, and how many late answers this month still allows. */
export function desk(state: State, scope: Scope): DeskSlice {
  const { open, waitingUs, waitingCustomer, unclaimed, snoozed, breached, promises, today, stayed } = censusOf(state, scope);
  return {
    open,
    waitingUs,
    waitingCustomer,
    unclaimed,
    snoozed,
    breached,
    promises,
    today,
    stayed: { n: stayed.n, share: stayed.n > 0 ? Math.round((stayed.kept / stayed.n) * 1000) / 1000 : null },
    budget: budget(state, scope),
    revision: state.desk.revision,
  };
}

/**
 * A month may have as many late answers as the goal leaves: one in ten at a goal of 90%. It grows with what comes in; `burn` is the share
 * that was late in the last hour over the share that may be.
 */
function budget(state: State, scope: Scope): DeskSlice['budget'] {
  const figures = state.desk.figures.get(scope.setting.id);
  const late = 1 - deskOf(state.settings).inTime;
  const thisMonth = figures?.month.key === monthKey(state.settings.zone, state.now);
  const { due, late: used } = figures && thisMonth ? figures.month : { due: 0, late: 0 };
  return {
    allowed: tenths(due * late),
    used,
    left: due > 0 ? tenths(due * late - used) : null,
    burn: late > 0 ? burn([...(figures?.samples.values() ?? [])], state.now - HOUR, late) : null,
  };
}

function burn(samples: readonly Sample[], since: number, allowed: number): number | null {
  const lately = samples.filter(({ at, inTime }) => at >= since && inTime !== null);
  if (lately.length === 0) return null;
  return tenths(lately.filter(({ inTime }) => inTime === false).length / lately.length / allowed);
}

const tenths = (value: number): number => Math.round(value * 10) / 10;
