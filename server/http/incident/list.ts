import type { IncidentList } from '../../../shared/incident.ts';
import { byOpening, type IncidentPlace, type IncidentQuery, incidentLine, isAfter, isAsked } from '../../core/incidents/find.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../refusal.ts';

export interface ListAsked {
  query: IncidentQuery;
  state: 'open' | 'closed' | 'all';
  limit: number;
  before?: string;
}

/** Where a page of the list ended: among the open ones or among those that are over. */
interface Place extends IncidentPlace {
  open: boolean;
}

const written = ({ open, opened, id }: Place): string => `${open ? 'o' : 'c'}.${opened}.${id}`;

function placeOf(before: string | undefined): Place | undefined {
  if (before === undefined) return undefined;
  const [, kind, opened, id] = /^([oc])\.(-?\d{1,16})\.(\d{1,16})$/.exec(before) ?? [];
  if (kind === undefined || opened === undefined || id === undefined) {
    throw new Refusal(400, 'before: it is not the `next` of an answer', { field: 'before' });
  }
  return { open: kind === 'o', opened: Number(opened), id };
}

/** Open ones first, then those that are over, each newest first. */
export async function incidentList({ engine, history }: Deps, { query, state: wanted, limit, before }: ListAsked): Promise<IncidentList> {
  const place = placeOf(before);
  const { alerting, now } = engine.state;
  const open = wanted === 'closed' || place?.open === false ? [] : [...alerting.open.values()].map(({ incident }) => incident);
  const going = open
    .filter((one) => isAsked(one, query) && isAfter(one, place))
    .sort(byOpening)
    .map(incidentLine);
  const left = limit - going.length;
  // One more than there is room for tells whether there is a next page.
  const over =
    wanted === 'open' || left < 0 ? [] : await overOnes({ engine, history }, query, left + 1, place?.open === false ? place : undefined);
  const found = [...going, ...over];
  const incidents = found.slice(0, limit);
  const last = incidents.at(-1);
  const more = found.length > limit && last !== undefined;
  return { incidents, next: more ? written({ open: last.state !== 'closed', opened: last.openedAt, id: last.id }) : null, now };
}

/** What the state holds is newer than what the history has of the same incident. */
async function overOnes(
  { engine, history }: Pick<Deps, 'engine' | 'history'>,
  query: IncidentQuery,
  limit: number,
  place: IncidentPlace | undefined,
) {
  const { open, closed } = engine.state.alerting;
  const held = new Set([...open.keys(), ...closed.map(({ id }) => id)]);
  const fresh = closed.filter((one) => isAsked(one, query) && isAfter(one, place)).map(incidentLine);
  const kept = (await history.incidents?.find(query, limit + fresh.length, place)) ?? [];
  return [...fresh, ...kept.filter(({ id }) => !held.has(id))].sort(byOpening).slice(0, limit);
}
