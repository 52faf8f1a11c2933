import type { MentionEntry } from './core/entry.ts';
import type { History } from './history/history.ts';
import type { Found, Past } from './http/deps.ts';

/** The history as the HTTP routes ask for it; a place in a search is a text to whoever asks. */
export const pastOf = (history: Pick<History, 'search' | 'get'>): Past => ({
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
});

const found = ({ mention, analysis }: MentionEntry): Found => ({ mention, analysis });
