import type { GROUPS, Report, ReportRow } from '../../../../shared/report.ts';
import type { CaseFacts, ReplyFacts } from './facts.ts';
import { type Period, wasReopened } from './figures.ts';
import { rateOf, spreadOf } from './rates.ts';

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

function rowsOf({ cases, replies }: Period, group: Group): ReportRow[] {
  const parts = new Map<string, CaseFacts[]>();
  for (const one of cases) for (const name of NAMES[group].case(one)) partOf(parts, name).push(one);
  const answers = new Map<string, number>();
  for (const one of replies) {
    if (!one.bot) for (const name of NAMES[group].reply(one)) answers.set(name, (answers.get(name) ?? 0) + 1);
  }
  for (const name of answers.keys()) partOf(parts, name);
  return [...parts]
    .sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))
    .slice(0, GROUP_ROWS)
    .map(([name, part]) => rowOf(name, part, answers.get(name) ?? 0));
}

function partOf(parts: Map<string, CaseFacts[]>, name: string): CaseFacts[] {
  const part = parts.get(name) ?? [];
  parts.set(name, part);
  return part;
}

const rowOf = (name: string, cases: CaseFacts[], replies: number): ReportRow => ({
  name,
  cases: cases.length,
  replies,
  answered: rateOf(cases, ({ first }) => first !== null),
  first: spreadOf(cases, ({ first }) => first),
  substantive: spreadOf(cases, ({ substantive }) => substantive),
  inTime: rateOf(cases, ({ inTime }) => inTime),
  resolved: rateOf(cases, ({ resolution }) => resolution !== null),
  reopened: rateOf(cases, wasReopened),
});
