import type { IncidentList } from '../../shared/incident.ts';

/** A newly read first page, with what was read after it before: what one has scrolled to stays. */
export function withOlder(fresh: IncidentList, shown: IncidentList | undefined): IncidentList {
  if (!shown || fresh.next === null) return fresh;
  const ids = new Set(fresh.incidents.map(({ id }) => id));
  const oldest = fresh.incidents.at(-1)?.openedAt ?? Number.NEGATIVE_INFINITY;
  const older = shown.incidents.filter(({ id, state, openedAt }) => !ids.has(id) && state === 'closed' && openedAt <= oldest);
  return older.length === 0 ? fresh : { ...fresh, incidents: [...fresh.incidents, ...older], next: shown.next };
}
