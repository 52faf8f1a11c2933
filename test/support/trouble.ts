import type { Journal } from '../../server/journal/journal.ts';

/** A journal of which some methods do something else while `trouble` holds them. */
export function troubled(journal: Journal, trouble: Partial<Journal>): Journal {
  return new Proxy(journal, {
    get(target, key: keyof Journal) {
      const method = trouble[key] ?? target[key];
      return typeof method === 'function' ? method.bind(target) : method;
    },
  });
}
