import type { Report, ReportRow } from '../../shared/report.ts';
import { languageName } from '../format/language.ts';
import type { Filter } from './view.ts';

export const GROUP_WORDS: Record<Filter, { one: string; many: string }> = {
  network: { one: 'Network', many: 'Networks' },
  watch: { one: 'Watch', many: 'Watches' },
  language: { one: 'Language', many: 'Languages' },
  team: { one: 'Team', many: 'Teams' },
  agent: { one: 'Agent', many: 'Agents' },
};

/** What a table of groups can be sorted by. */
export const COLUMNS = ['name', 'cases', 'replies', 'answered', 'first', 'substantive', 'inTime', 'resolved', 'reopened'] as const;
export type ColumnName = (typeof COLUMNS)[number];

export interface Order {
  by: ColumnName;
  down: boolean;
}

/** Most cases first; people by their names, for this is no race. */
export const orderOf = (group: Filter): Order => (group === 'agent' ? { by: 'name', down: false } : { by: 'cases', down: true });

/** What people call a row or a filter's value. */
export function nameOf(group: Filter, id: string, names: Report['names']): string {
  if (group === 'language') return languageName(id);
  if (group === 'network') return id;
  return names?.[group][id] ?? id;
}

function figureOf(row: ReportRow, by: Exclude<ColumnName, 'name'>): number | null {
  if (by === 'cases' || by === 'replies') return row[by];
  return by === 'first' || by === 'substantive' ? row[by].median : row[by].share;
}

/** Sorted by a column; what is not known stands last either way, and equals by their names. */
export function sorted(rows: readonly ReportRow[], { by, down }: Order, name: (row: ReportRow) => string): ReportRow[] {
  const sign = down ? -1 : 1;
  const byName = (a: ReportRow, b: ReportRow): number => name(a).localeCompare(name(b), 'en', { numeric: true });
  if (by === 'name') return [...rows].sort((a, b) => sign * byName(a, b));
  return [...rows].sort((a, b) => {
    const [x, y] = [figureOf(a, by), figureOf(b, by)];
    if (x === null || y === null) return Number(x === null) - Number(y === null) || byName(a, b);
    return sign * (x - y) || byName(a, b);
  });
}
