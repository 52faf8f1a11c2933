import type { GROUPS, Report, ReportRow } from '../../../../shared/report.ts';
import { Amounts } from './amounts.ts';
import { type CaseColumns, isBot, maybe, type ReplyColumns } from './columns.ts';
import { isResolved, type Period, wasReopened } from './figures.ts';
import { rate, spread } from './rates.ts';
import type { Words } from './words.ts';

/** Rows of a group, those with the most cases; what comes after is left out. */
export const GROUP_ROWS = 100;

type Group = (typeof GROUPS)[number];
type Names<C> = (columns: C, row: number, words: Words) => readonly number[];

/** Under which names something is counted, by ids; a case may stand under several watches and agents. */
const NAMES: Record<Group, { case: Names<CaseColumns>; reply: Names<ReplyColumns> }> = {
  network: both(({ network }, row, words) => words.alone(network[row]!)),
  watch: both(({ watches }, row, words) => words.of(watches[row]!)),
  language: both(({ language }, row, words) => words.alone(language[row]!)),
  team: both(({ team }, row, words) => words.alone(team[row]!)),
  agent: { case: ({ agents }, row, words) => words.of(agents[row]!), reply: ({ agent }, row, words) => words.alone(agent[row]!) },
};

type Both = Pick<CaseColumns & ReplyColumns, 'network' | 'watches' | 'language' | 'team'>;

function both(names: Names<Both>): { case: typeof names; reply: typeof names } {
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
  first: Amounts;
  substantive: Amounts;
}

const counting = (): Counting => ({
  cases: 0,
  replies: 0,
  resolved: 0,
  inTime: { count: 0, of: 0 },
  reopened: { count: 0, of: 0 },
  first: new Amounts(),
  substantive: new Amounts(),
});

function rowsOf({ cases, replies, words }: Period, group: Group): ReportRow[] {
  const names = NAMES[group];
  const rows: Counting[] = [];
  cases.each((columns, row) => {
    for (const name of names.case(columns, row, words)) countCase(rowFor(rows, name), columns, row);
  });
  replies.each((columns, row) => {
    if (!isBot(columns, row)) for (const name of names.reply(columns, row, words)) rowFor(rows, name).replies++;
  });
  return Object.entries(rows)
    .map(([name, row]) => [words.word(Number(name)), row] as const)
    .sort(([a, x], [b, y]) => y.cases - x.cases || (a < b ? -1 : 1))
    .slice(0, GROUP_ROWS)
    .map(rowOf);
}

/** `rows` has holes: it stands by numbers of words. */
function rowFor(rows: Counting[], name: number): Counting {
  rows[name] ??= counting();
  return rows[name];
}

const inTime = maybe('inTime');

function countCase(of: Counting, columns: CaseColumns, row: number): void {
  of.cases++;
  of.first.add(columns.first[row]!);
  of.substantive.add(columns.substantive[row]!);
  if (isResolved(columns, row)) of.resolved++;
  tell(of.inTime, inTime(columns, row));
  tell(of.reopened, wasReopened(columns, row));
}

function tell(of: { count: number; of: number }, is: boolean | null): void {
  if (is !== null) of.of++;
  if (is) of.count++;
}

const rowOf = ([name, { cases, replies, resolved, inTime, reopened, first, substantive }]: readonly [string, Counting]): ReportRow => ({
  name,
  cases,
  replies,
  answered: rate(first.length, cases),
  first: spread(first.values()),
  substantive: spread(substantive.values()),
  inTime: rate(inTime.count, inTime.of),
  resolved: rate(resolved, cases),
  reopened: rate(reopened.count, reopened.of),
});
