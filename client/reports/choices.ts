import type { Report } from '../../shared/report.ts';
import { nameOf } from './groups.ts';
import { FILTERS, type Filter } from './view.ts';

export interface Choice {
  id: string;
  name: string;
}

/** Choices that a filter offers at most. */
export const CHOICES_BOUND = 300;

/**
 * What the filters offer: everything that a report of this visit has named. A report that is narrowed to one network names no other
 * one, and yet another must remain to be chosen.
 */
export class Choices {
  #seen: Record<Filter, Map<string, string>> = {
    network: new Map(),
    watch: new Map(),
    language: new Map(),
    team: new Map(),
    agent: new Map(),
  };

  of(report: Report | undefined, chosen: Partial<Record<Filter, string>>): Record<Filter, Choice[]> {
    const offered = FILTERS.map((filter): [Filter, Choice[]] => {
      const ids = (report?.groups[filter] ?? []).map(({ name }) => name);
      for (const id of [chosen[filter] ?? '', ...ids]) this.#add(filter, id, report?.names);
      const choices = [...this.#seen[filter]].map(([id, name]) => ({ id, name }));
      return [filter, choices.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))];
    });
    return Object.assign({ network: [], watch: [], language: [], team: [], agent: [] }, Object.fromEntries(offered));
  }

  #add(filter: Filter, id: string, names: Report['names']): void {
    const seen = this.#seen[filter];
    if (id !== '' && (seen.has(id) || seen.size < CHOICES_BOUND)) seen.set(id, nameOf(filter, id, names));
  }
}
