import type { IncidentList } from '../../shared/incident.ts';

/** Incidents that a page shows at most: who looks for older ones narrows the list. */
export const SHOWN_BOUND = 1000;

/** What is shown, and the older ones after it. */
export function withMore(shown: IncidentList, older: IncidentList): IncidentList {
  const incidents = [...shown.incidents, ...older.incidents].slice(0, SHOWN_BOUND);
  return { ...older, incidents, next: incidents.length < SHOWN_BOUND ? older.next : null };
}

/** A newly read first page, with what was read after it before: what one has scrolled to stays. */
export function withOlder(fresh: IncidentList, shown: IncidentList | undefined): IncidentList {
  if (!shown || fresh.next === null) return fresh;
  const ids = new Set(fresh.incidents.map(({ id }) => id));
  const oldest = fresh.incidents.at(-1)?.openedAt ?? Number.NEGATIVE_INFINITY;
  const older = shown.incidents.filter(({ id, state, openedAt }) => !ids.has(id) && state === 'closed' && openedAt <= oldest);
  return older.length === 0 ? fresh : { ...fresh, incidents: [...fresh.incidents, ...older], next: shown.next };
}
