import type { Case } from '../../../shared/case.ts';
import { deskOf } from '../settings.ts';
import type { State } from '../state.ts';
import { retarget } from './clocks.ts';
import { targetFor } from './targets.ts';

/** The case got another team or priority: what is still running is measured by its targets. What has stopped stays as it was. */
export function retargetAll(state: State, one: Case): void {
  const desk = deskOf(state.settings);
  const target = targetFor(desk, one);
  for (const clock of one.clocks) {
    const granted = target[clock.kind];
    if (clock.stoppedAt === null && granted !== null) retarget(desk, clock, granted, target.calendar, state.now);
  }
}
