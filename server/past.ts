import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { MentionEntry } from './core/entry.ts';
import { HISTORY_FILE, type History, HistoryCorrupt, openHistory } from './history/history.ts';
import type { Found, Past } from './http/deps.ts';

/** A history that is damaged is made anew from the journal: it holds nothing of its own, and a wall must not wait for it. */
export async function openPast(folder: string, log: Logger): Promise<History> {
  return openHistory({ folder }).catch(async (error) => {
    if (!(error instanceof HistoryCorrupt)) throw error;
    log.error({ error: error.message }, 'the history is made anew from the journal');
    for (const suffix of ['', '-wal', '-shm']) await rm(join(folder, HISTORY_FILE + suffix), { force: true });
    return openHistory({ folder });
  });
}

/** The history as the HTTP routes ask for it; a place in a search is a text to whoever asks. */
export const pastOf = (history: Pick<History, 'search' | 'get' | 'getMany' | 'case' | 'casesOf' | 'report' | 'corrections'>): Past => ({
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
});

const found = ({ mention, analysis }: MentionEntry): Found => ({ mention, analysis });
