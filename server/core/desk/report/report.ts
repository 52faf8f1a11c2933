import type { AccountResponses, Report, ReportQuery } from '../../../../shared/report.ts';
import type { CaseFacts, ReplyFacts } from './facts.ts';
import { figuresOf, type Period, type Reading } from './figures.ts';
import { groupsOf } from './groups.ts';
import { seriesOf } from './series.ts';

/** Where facts of a time come from: `from` included, `to` not. */
export interface FactsOfTime {
  cases(from: number, to: number): Iterable<CaseFacts>;
  replies(from: number, to: number): Iterable<ReplyFacts>;
}

/** What a report depends on besides the facts. */
export interface ReportBasis extends Reading {
  /** Zone of its days. */
  zone: string;
  /** Watches that it is limited to; empty: all. */
  scope: readonly string[];
}

type Known = Pick<CaseFacts, 'network' | 'watches' | 'language' | 'team'>;

function narrowed({ network, watch, language, team }: ReportQuery, scope: readonly string[]): (one: Known) => boolean {
  return (one) =>
    (network === undefined || one.network === network) &&
    (language === undefined || one.language === language) &&
    (team === undefined || one.team === team) &&
    (watch === undefined || one.watches.includes(watch)) &&
    (scope.length === 0 || one.watches.some((each) => scope.includes(each)));
}

function periodOf(facts: FactsOfTime, query: ReportQuery, scope: readonly string[]): Period {
  const { from, to, agent } = query;
  const isIn = narrowed(query, scope);
  const cases: CaseFacts[] = [];
  for (const one of facts.cases(from, to)) if (isIn(one) && (agent === undefined || one.agents.includes(agent))) cases.push(one);
  const replies: ReplyFacts[] = [];
  for (const one of facts.replies(from, to)) if (isIn(one) && (agent === undefined || one.agent === agent)) replies.push(one);
  return { cases, replies };
}

/** The whole report, with the time of the same length before for comparison. */
export function reportOf(facts: FactsOfTime, query: ReportQuery, basis: ReportBasis, accounts: AccountResponses[]): Report {
  const { from, to } = query;
  const period = periodOf(facts, query, basis.scope);
  const earlier = periodOf(facts, { ...query, from: from - (to - from), to: from }, basis.scope);
  const known = earlier.cases.length > 0 || earlier.replies.length > 0;
  return {
    query,
    zone: basis.zone,
    figures: figuresOf(period, basis),
    before: known ? figuresOf(earlier, basis) : null,
    series: seriesOf(period.cases, query, basis.zone),
    groups: groupsOf(period),
    accounts,
  };
}
