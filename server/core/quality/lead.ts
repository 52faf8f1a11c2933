import type { Incident, IncidentEvent, Miss } from '../../../shared/incident.ts';
import { sharesAny } from './marks.ts';

/** What people do about an incident shows that they know of it. */
const BY_PEOPLE: ReadonlySet<IncidentEvent['what']> = new Set([
  'acknowledged',
  'passed-on',
  'status',
  'note',
  'check',
  'exception',
  'marked',
]);

/**
 * When people first knew: the first thing that somebody did about the incident, or recorded as missed of what it is about. Null: nobody did
 * anything.
 */
export function firstHeardOf(incident: Incident, misses: readonly Miss[]): number | null {
  const done = incident.events.filter(({ what, who }) => who !== undefined && BY_PEOPLE.has(what)).map(({ at }) => at);
  const recorded = misses.filter((miss) => isOf(incident, miss)).map(({ at }) => at);
  const times = [...done, ...recorded, ...(incident.firstAcknowledgedAt === null ? [] : [incident.firstAcknowledgedAt])];
  return times.length ? Math.min(...times) : null;
}

const isOf = ({ subjects, onsetAt, closedAt }: Incident, { happenedAt, watches }: Miss): boolean =>
  happenedAt >= onsetAt && happenedAt <= (closedAt ?? Number.POSITIVE_INFINITY) && sharesAny(watches, subjects);
