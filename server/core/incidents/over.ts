import type { Alert } from '../../../shared/alert.ts';
import { CHILDREN_BOUND } from '../../../shared/incident.ts';
import { CLOSED_INCIDENTS, type OpenIncident } from '../state.ts';
import { MINUTE } from '../windows/track.ts';
import { counted, times } from '../words.ts';
import { isAside } from './belong.ts';
import { alertsOf, keyOf, lead, worstOf } from './lead.ts';
import { announce, keep, note, type Telling } from './news.ts';
import { STEADY_AFTER, settleState } from './returns.ts';
import { epilogue, sentenceOf } from './sentence.ts';

/** An alert of it closed. With the last one the incident closes, unless it comes and goes. */
export function rest(telling: Telling, open: OpenIncident, alert: Alert): void {
  const { state } = telling;
  const { incident } = open;
  for (const one of incident.alerts) if (one.id === alert.id) one.closedAt = state.now;
  open.keys = [...new Set([...open.keys, keyOf(alert)])].slice(-CHILDREN_BOUND);
  const left = alertsOf(state, incident).filter(({ id }) => id !== alert.id);
  const goesOn = left.filter((one) => !isAside(incident, one));
  if (goesOn.length > 0) {
    if (incident.lead.alert === alert.id) handOver(telling, open, goesOn);
    settleState(telling, open, alert);
    return;
  }
  open.restSince = state.now;
  incident.state = 'clearing';
  const after = left.length > 0 ? `; left of it: ${left.map(({ title }) => title.toLowerCase()).join(', ')}` : '';
  if (!incident.flapping) finish(telling, open, `${alert.timeline.at(-1)?.note ?? 'back to usual'}${after}`);
  else keep(telling, incident);
}

/** What led it is over: the worst of what goes on leads until the end, when it is called by what was worst again. */
function handOver({ state }: Telling, open: OpenIncident, left: readonly Alert[]): void {
  const { incident } = open;
  open.main ??= { lead: incident.lead, title: incident.title, peak: incident.peak };
  const worst = worstOf(left);
  lead(incident, worst);
  incident.sentence = sentenceOf(state, worst);
}

/** At each minute: what kept still for long enough no longer flaps, and is over if none of its alerts is open. */
export function settleIncidents(telling: Telling): void {
  const { now, alerting } = telling.state;
  for (const open of [...alerting.open.values()]) {
    const { incident, restSince } = open;
    const stillSince = restSince ?? incident.resumedAt.at(-1) ?? incident.openedAt;
    if (now - stillSince < STEADY_AFTER) continue;
    if (incident.flapping) note(telling, incident, 'steady', `no longer comes and goes since ${STEADY_AFTER / MINUTE} min`);
    incident.flapping = false;
    if (restSince !== null) finish(telling, open, 'back to usual, and it stayed so');
  }
}

/** The incident is over. Whoever closes it by hand is named. */
export function finish(telling: Telling, open: OpenIncident, why: string, who?: string): void {
  const { state } = telling;
  const { incident } = open;
  Object.assign(incident, open.main);
  const { seen, expected } = incident.peak;
  const size = expected > 0 ? `; at its peak ${counted(seen)} against ${counted(expected)}, ${times(seen / Math.max(expected, 0.5))}` : '';
  incident.state = 'closed';
  incident.closedAt = state.now;
  incident.calmAt ??= open.restSince ?? state.now;
  incident.sentence = epilogue(state, incident);
  incident.silenced = null;
  note(telling, incident, 'closed', who === undefined ? why : `${who}: ${why}`, who);
  announce(telling, open, 'closed', why.includes('at its peak') ? why : `${why}${size}`, false);
  state.alerting.open.delete(incident.id);
  state.alerting.closed = [...state.alerting.closed, incident].slice(-CLOSED_INCIDENTS);
}
