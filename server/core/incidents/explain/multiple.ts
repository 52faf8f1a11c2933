import type { Alert } from '../../../../shared/alert.ts';
import type { Incident } from '../../../../shared/incident.ts';
import { times } from '../../words.ts';

/** Against what is usual: as its leading alert says while it goes on, at its peak once it is over. Null where nothing is usual. */
export function multipleOf({ state, peak, seen, expected }: Incident, lead: Alert | undefined): string | null {
  if (state !== 'closed' && lead?.surge) return lead.surge.multiple;
  const [most, usual] = state === 'closed' ? [peak.seen, peak.expected] : [seen, expected];
  if (usual <= 0) return null;
  return `${times(most / Math.max(usual, 0.5))} the usual${state === 'closed' ? ' at its peak' : ''}`;
}
