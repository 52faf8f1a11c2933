import type { GROUPS, Report, ReportRow } from '../../../../shared/report.ts';
import type { CaseFacts, ReplyFacts } from './facts.ts';
import { type Period, wasReopened } from './figures.ts';
import { rate, spreadOf } from './rates.ts';

/** Rows of a group, those with the most cases; what comes after is left out. */
export const GROUP_ROWS = 100;

type Group = (typeof GROUPS)[number];
type Named = Pick<CaseFacts, 'network' | 'watches' | 'language' | 'team'>;

/** Under which names something is counted, by ids; a case may stand under several watches and agents. */
const NAMES: Record<Group, { case(one: CaseFacts): readonly string[]; reply(one: ReplyFacts): readonly string[] }> = {
  network: both(({ network }) => [network]),
  watch: both(({ watches }) => watches),
  language: both(({ language }) => [language]),
  team: both(({ team }) => (team === null ? [] : [team])),
  agent: { case: ({ agents }) => agents, reply: ({ agent }) => (agent === null ? [] : [agent]) },
};

function both(names: (one: Named) => readonly string[]): { case: typeof names; reply: typeof names } {
  return { case: names, reply: names };
}

export const groupsOf = (period: Period): Report['groups'] => ({
  network: rowsOf(period, 'network'),
  watch: rowsOf(period, 'watch'),
  language: rowsOf(period, 'language'),
  team: rowsOf(period, 'team'),
  agent: rowsOf(period, 'agent'),
});

/** A row while it is counted, in one pass over all cases. */
interface Counting {
  cases: number;
  replies: number;
  resolved: number;
  inTime: { count: number; of: number };
  reopened: { count: number; of: number };
  first: number[];
  substantive: number[];
}

const counting = (): Counting => ({
  cases: 0,
  replies: 0,
  resolved: 0,
  inTime: { count: 0, of: 0 },
  reopened: { count: 0, of: 0 },
  first: [],
  substantive: [],
});

function rowsOf({ cases, replies }: Period, group: Group): ReportRow[] {
  const rows = new Map<string, Counting>();
  for (const one of cases) for (const name of NAMES[group].case(one)) countCase(rowFor(rows, name), one);
  for (const one of replies) if (!one.bot) for (const name of NAMES[group].reply(one)) rowFor(rows, name).replies++;
  return [...rows]
    .sort(([a, x], [b, y]) => y.cases - x.cases || (a < b ? -1 : 1))
    .slice(0, GROUP_ROWS)
    .map(rowOf);
}

function rowFor(rows: Map<string, Counting>, name: string): Counting {
  const known = rows.get(name);
  if (known) return known;
  const row = counting();
  rows.set(name, row);
  return row;
}

function countCase(row: Counting, one: CaseFacts): void {
  row.cases++;
  if (one.first !== null) row.first.push(one.first);
  if (one.substantive !== null) row.substantive.push(one.substantive);
  if (one.resolution !== null) row.resolved++;
  tell(row.inTime, one.inTime);
  tell(row.reopened, wasReopened(one));
}

function tell(of: { count: number; of: number }, is: boolean | null): void {
  if (is !== null) of.of++;
  if (is) of.count++;
}

const itself = (value: number): number => value;

const rowOf = ([name, { cases, replies, resolved, inTime, reopened, first, substantive }]: [string, Counting]): ReportRow => ({
  name,
  cases,
  replies,
  answered: rate(first.length, cases),
  first: spreadOf(first, itself),
  substantive: spreadOf(substantive, itself),
  inTime: rate(inTime.count, inTime.of),
  resolved: rate(resolved, cases),
  reopened: rate(reopened.count, reopened.of),
});
