import type { Alert } from '../../../shared/alert.ts';
import type { State } from '../state.ts';
import { dayTime } from '../words.ts';

/** What happened in one sentence made from facts: what, since when, how big, what drives it. */
export function sentenceOf(state: State, alert: Alert): string {
  const since = dayTime(alert.onsetAt, state.now, state.settings.zone);
  // A reason ends with the time it began, which the sentence tells first.
  const [reason = ''] = alert.reason.split(/; since \d/);
  const drivers = alert.surge?.drivers.slice(0, 2).join('; ');
  return `${alert.title} since ${since}: ${reason}${drivers ? `. Driven by ${drivers}` : ''}.`;
}
