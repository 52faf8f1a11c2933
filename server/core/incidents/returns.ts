import type { Alert } from '../../../shared/alert.ts';
import type { Incident } from '../../../shared/incident.ts';
import type { OpenIncident } from '../state.ts';
import { HOUR, MINUTE } from '../windows/track.ts';
import { alertsOf } from './lead.ts';
import { note, type Telling } from './news.ts';

/** It flaps when it came back so often within so long, and is steady again after it kept still for as long as it takes to close. */
const FLAPS = { times: 3, within: 2 * HOUR };
export const STEADY_AFTER = 30 * MINUTE;
/** Returns that are remembered. */
const RETURNS = 20;

/** What returns so often is told once more, as a state; what it does then rings no more until it keeps still. */
export function countReturn(telling: Telling, incident: Incident): void {
  const { now } = telling.state;
  incident.resumedAt = [...incident.resumedAt, now].slice(-RETURNS);
  const lately = incident.resumedAt.filter((at) => now - at <= FLAPS.within).length;
  if (lately < FLAPS.times || incident.flapping) return;
  incident.flapping = true;
  note(
    telling,
    incident,
    'flapping',
    `back ${lately} times within two hours: told once, until it keeps still for ${STEADY_AFTER / MINUTE} min`,
  );
}

/** An incident clears when all of its alerts do, and is open again when one is. */
export function settleState(telling: Telling, { incident }: OpenIncident, alert: Alert): void {
  const alerts = alertsOf(telling.state, incident);
  const state = alerts.some((one) => one.state === 'open') ? 'open' : 'clearing';
  if (state === incident.state) return;
  incident.state = state;
  incident.calmAt = state === 'clearing' ? telling.state.now : null;
  note(telling, incident, state === 'clearing' ? 'clearing' : 'resumed', alert.timeline.at(-1)?.note ?? '');
  if (state === 'open') countReturn(telling, incident);
}
