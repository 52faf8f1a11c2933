import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { MentionEntry } from './core/entry.ts';
import { HISTORY_FILE, type History, HistoryCorrupt, openHistory } from './history/history.ts';
import type { Found, Past, PastIncidents } from './http/deps.ts';

/** A history that is damaged is made anew from the journal: it holds nothing of its own, and a wall must not wait for it. */
export async function openPast(folder: string, log: Logger): Promise<History> {
  return openHistory({ folder }).catch(async (error) => {
    if (!(error instanceof HistoryCorrupt)) throw error;
    log.error({ error: error.message }, 'the history is made anew from the journal');
    for (const suffix of ['', '-wal', '-shm']) await rm(join(folder, HISTORY_FILE + suffix), { force: true });
    return openHistory({ folder });
  });
}

type Read = 'search' | 'get' | 'getMany' | 'case' | 'casesOf' | 'report' | 'corrections';
type ReadIncidents = 'incident' | 'incidents' | 'incidentLines' | 'incidentPosts' | 'readIncident';

/** The history as the HTTP routes ask for it; a place in a search is a text to whoever asks. */
export const pastOf = (history: Pick<History, Read | ReadIncidents>): Past => ({
  async search({ q, before, ...query }) {
    const { mentions, next } = await history.search({
      ...query,
      ...(q === undefined ? {} : { text: q }),
      ...(before === undefined ? {} : { before: Number(before) }),
    });
    return { found: mentions.map(found), ...(next === undefined ? {} : { next: String(next) }) };
  },
  async get(id) {
    const entry = await history.get(id);
    return entry ? found(entry) : undefined;
  },
  getMany: async (ids) => (await history.getMany(ids)).map(found),
  case: async (id) => (await history.case(id)) ?? undefined,
  casesOf: (network, customer, limit) => history.casesOf(network, customer, limit),
  report: (query, basis) => history.report(query, basis),
  corrections: (after) => history.corrections(after),
  incidents: {
    get: async (id) => (await history.incident(id)) ?? undefined,
    find: (query, limit, after) => history.incidentLines(query, limit, after),
    whole: (query, limit, after) => history.incidents(query, limit, after),
    posts: async (about, after, limit) => {
      const { posts, next } = await history.incidentPosts(about, after, limit);
      return { posts: posts.map(found), next };
    },
    read: shared(history),
  },
});

/** Whoever asks for an incident while a reading of it up to nearly the same time, in ms, is under way gets that one. */
const SHARED_FOR = 5000;

function shared(history: Pick<History, 'readIncident'>): PastIncidents['read'] {
  /** As many as there are callers that wait. */
  const underWay = new Map<string, ReturnType<PastIncidents['read']>>();
  return (about) => {
    const name = JSON.stringify({ ...about, to: Math.floor(about.to / SHARED_FOR) });
    const known = underWay.get(name);
    if (known) return known;
    const reading = history.readIncident(about).finally(() => underWay.delete(name));
    underWay.set(name, reading);
    return reading;
  };
}

const found = ({ mention, analysis }: MentionEntry): Found => ({ mention, analysis });
