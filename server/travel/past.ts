import type { Past, PastIncidents } from '../http/deps.ts';

/** How far the looking back is: what its clock says, in ms since 1970 UTC, and the last entry that it knows. */
export interface Known {
  now(): number;
  seq(): number;
}

/**
 * The history as it was then: what came in later is left out. Cases and incidents are kept there as they are today, so one that changed
 * since is not told from there; those that were open then are in the state. Reports are of today and are not told.
 */
export function pastUpTo(past: Past, known: Known): Past {
  const heard = ({ mention }: { mention: { receivedAt: number } }): boolean => mention.receivedAt <= known.now();
  const unchanged = (one: { seq: number }): boolean => one.seq <= known.seq();
  const { report: _today, corrections: _later, incidents, ...rest } = past;
  return {
    ...rest,
    search: async (query) => {
      const answer = await past.search({ ...query, to: Math.min(query.to ?? Number.POSITIVE_INFINITY, known.now() + 1) });
      return { ...answer, found: answer.found.filter(heard) };
    },
    get: async (id) => {
      const found = await past.get(id);
      return found && heard(found) ? found : undefined;
    },
    getMany: async (ids) => (await past.getMany(ids)).filter(heard),
    case: async (id) => {
      const found = await past.case(id);
      return found && unchanged(found) ? found : undefined;
    },
    casesOf: async (network, customer, limit) => (await past.casesOf(network, customer, limit)).filter(unchanged),
    ...(incidents ? { incidents: incidentsUpTo(incidents, known, heard, unchanged) } : {}),
  };
}

type Heard = (found: { mention: { receivedAt: number } }) => boolean;

/** Lines of incidents do not tell when they last changed, so whole ones are asked for first. */
function incidentsUpTo(past: PastIncidents, known: Known, heard: Heard, unchanged: (one: { seq: number }) => boolean): PastIncidents {
  const whole: PastIncidents['whole'] = async (query, limit, after) => (await past.whole(query, limit, after)).filter(unchanged);
  return {
    get: async (id) => {
      const found = await past.get(id);
      return found && unchanged(found) ? found : undefined;
    },
    whole,
    find: async (query, limit, after) => {
      const lines = await past.find(query, limit, after);
      const then = new Set((await whole(query, limit, after)).map(({ id }) => id));
      return lines.filter(({ id }) => then.has(id));
    },
    posts: async (about, after, limit) => {
      const page = await past.posts({ ...about, to: Math.min(about.to, known.now() + 1) }, after, limit);
      return { ...page, posts: page.posts.filter(heard) };
    },
    read: (about) => past.read({ ...about, to: Math.min(about.to, known.now() + 1), until: known.now() }),
  };
}
