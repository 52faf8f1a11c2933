import type { Incident } from '../../../shared/incident.ts';
import type { Delivery } from '../../../shared/notify.ts';
import type { Effect } from '../effect.ts';
import { alertingOf } from '../settings.ts';
import type { State } from '../state.ts';
import { deliver, letGo, toldElsewhere } from './deliveries.ts';
import { countRing } from './quiet.ts';

/** Incidents that a summary names; what is beyond is counted. */
const NAMED = 20;

/**
 * At the end of a channel's quiet hours, or when its cap has room again: one summary tells what was held back. What still goes on and nobody
 * has yet rings as well, so that it can be taken; a single one needs no summary.
 */
export function tellWhatWasHeld(state: State, effects: Effect[]): void {
  const due = [...state.alerting.deliveries.values()].filter((one) => one.state === 'held' && (one.nextAt ?? 0) <= state.now);
  const groups = Map.groupBy(due, ({ channel, person, heldBy }) => `${channel}/${person ?? '-'}/${heldBy}`);
  for (const group of groups.values()) tellGroup(state, group, effects);
}

function tellGroup(state: State, group: readonly Delivery[], effects: Effect[]): void {
  const [first] = group;
  if (!first) return;
  const incidents = group.flatMap((delivery) => incidentOf(state, delivery) ?? []);
  const single = group.length === 1;
  if (!single && incidents.length > 0) summarise(state, first, group, incidents, effects);
  for (const delivery of group) {
    const incident = incidentOf(state, delivery);
    // Of what was told before, the news since; of what is new, all, if somebody still has to take it.
    const goesOn = single || delivery.sent > 0 || (incident?.state === 'open' && incident.owner === null && group.length <= FEW);
    if (goesOn && incident) {
      letGo(state, delivery, effects);
      const channel = alertingOf(state.settings).channels.find(({ id }) => id === delivery.channel);
      if (channel && delivery.rings) countRing(state, channel);
    } else toldElsewhere(delivery);
  }
}

/** More than so many would be a flood of their own: the summary is enough. */
const FEW = 3;

function summarise(state: State, first: Delivery, group: readonly Delivery[], incidents: readonly Incident[], effects: Effect[]): void {
  const { channel, person, heldBy = 'quiet' } = first;
  const ids = incidents.map(({ id }) => id);
  deliver(
    state,
    {
      channel,
      person,
      about: {
        kind: 'summary',
        why: heldBy,
        incidents: ids.slice(0, NAMED),
        more: Math.max(0, ids.length - NAMED),
        from: Math.min(...group.map(({ decidedAt }) => decidedAt)),
        to: state.now,
      },
      why: heldBy === 'quiet' ? 'its quiet hours are over' : 'more came than the channel may tell at a time',
      version: 1,
      rings: false,
    },
    effects,
  );
}

function incidentOf({ alerting }: State, { about }: Delivery): Incident | undefined {
  if (about.kind !== 'incident') return undefined;
  return alerting.open.get(about.incident)?.incident ?? alerting.closed.find(({ id }) => id === about.incident);
}
