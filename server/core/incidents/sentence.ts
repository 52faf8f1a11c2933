import type { Alert } from '../../../shared/alert.ts';
import type { Incident } from '../../../shared/incident.ts';
import type { State } from '../state.ts';
import { clockTime, counted, dayTime, span, times } from '../words.ts';

/** What happened in one sentence made from facts: what, since when, how big, what drives it. */
export function sentenceOf(state: State, alert: Alert): string {
  const since = dayTime(alert.onsetAt, state.now, state.settings.zone);
  // A reason ends with the time it began, which the sentence tells first.
  const [reason = ''] = alert.reason.split(/; since \d/);
  const drivers = alert.surge?.drivers.slice(0, 2).join('; ');
  return `${alert.title} since ${since}: ${reason}${drivers ? `. Driven by ${drivers}` : ''}.`;
}

/** The same once it is over: from when to when, and how big it was. */
export function epilogue({ settings, now }: State, { title, onsetAt, closedAt, peak }: Incident): string {
  const end = closedAt ?? now;
  const lasted = `${dayTime(onsetAt, now, settings.zone)} to ${clockTime(end, settings.zone)} (${span(end - onsetAt)})`;
  const { seen, expected } = peak;
  const size = expected > 0 ? `: at its peak ${counted(seen)} against ${counted(expected)}, ${times(seen / Math.max(expected, 0.5))}` : '';
  return `${title} from ${lasted}${size}.`;
}
