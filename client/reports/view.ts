import { dayAt, timeOf } from './days.ts';
import { chosen, isNamed, type Period, spanOf } from './period.ts';

export const FILTERS = ['network', 'watch', 'language', 'team', 'agent'] as const;
export type Filter = (typeof FILTERS)[number];

/** Most letters that the server takes of each. */
const LETTERS: Record<Filter | 'board', number> = { network: 32, watch: 64, language: 8, team: 64, agent: 64, board: 64 };

/** Time as it passes on the wall, or the working time of the team's calendar. */
export type Hours = 'clock' | 'business';

/** What a report shows. All of it stands in the address, so that a report can be kept and sent. */
export interface View {
  period: Period;
  hours: Hours;
  board: string;
  filters: Partial<Record<Filter, string>>;
}

export const DEFAULT_PERIOD = '7';

/** What an address asks for; what it misses or has wrong is as by default. */
export function viewOf(search: string): View {
  const asked = new URLSearchParams(search);
  const given = (name: Filter | 'board'): string => (asked.get(name) ?? '').slice(0, LETTERS[name]);
  const name = asked.get('period');
  const period = isNamed(name) ? name : (chosen(asked.get('from'), asked.get('to')) ?? DEFAULT_PERIOD);
  const filters = Object.fromEntries(FILTERS.map((filter) => [filter, given(filter)]).filter(([, value]) => value !== ''));
  return { period, hours: asked.get('hours') === 'business' ? 'business' : 'clock', board: given('board'), filters };
}

/** The address of a view; what is as by default is left out. */
export function addressOf({ period, hours, board, filters }: View): string {
  const address = new URLSearchParams();
  if (typeof period !== 'string') for (const [name, day] of Object.entries(period)) address.set(name, day);
  else if (period !== DEFAULT_PERIOD) address.set('period', period);
  for (const filter of FILTERS) if (filters[filter]) address.set(filter, filters[filter]);
  if (board !== '') address.set('board', board);
  if (hours === 'business') address.set('hours', hours);
  return address.size > 0 ? `/reports?${address}` : '/reports';
}

/** What the server is asked for: times in ms since 1970 UTC. */
export function queryOf({ period, board, filters }: View, now: number, zone: string): string {
  const { from, to } = timeOf(spanOf(period, dayAt(now, zone)), zone);
  const query = new URLSearchParams({ from: String(from), to: String(to) });
  for (const filter of FILTERS) if (filters[filter]) query.set(filter, filters[filter]);
  if (board !== '') query.set('board', board);
  return query.toString();
}
