import type { Incident } from '../../shared/incident.ts';
import { QUALITY_INCIDENTS } from '../../shared/quality.ts';
import type { IncidentPlace } from '../core/incidents/find.ts';
import { byOpening } from '../core/incidents/find.ts';
import type { Deps } from './deps.ts';

type Knowing = Pick<Deps, 'engine' | 'history'>;

/** Incidents read from the history at a time. */
const AT_ONCE = 200;
const EVERYTHING = { id: 'all', watches: [], rivals: [] };

/** Incidents that opened since then, newest first; `left`: there were more than are read. What the state holds is newer than the history. */
export async function incidentsSince(deps: Knowing, from: number): Promise<{ incidents: Incident[]; left: boolean }> {
  const { open, closed } = deps.engine.state.alerting;
  const held = [...[...open.values()].map(({ incident }) => incident), ...closed].filter(({ openedAt }) => openedAt >= from);
  const known = new Map(held.map((incident) => [incident.id, incident]));
  let more = true;
  let after: IncidentPlace | undefined;
  while (more && known.size < QUALITY_INCIDENTS) {
    const page = (await deps.history.incidents?.whole({ from, scope: EVERYTHING }, AT_ONCE, after)) ?? [];
    for (const incident of page) if (!known.has(incident.id)) known.set(incident.id, incident);
    const last = page.at(-1);
    more = page.length === AT_ONCE;
    after = last && { opened: last.openedAt, id: last.id };
  }
  return { incidents: [...known.values()].sort(byOpening), left: more };
}
