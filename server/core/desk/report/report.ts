import type { AccountResponses, Report, ReportQuery } from '../../../../shared/report.ts';
import type { CaseColumns, ReplyColumns } from './columns.ts';
import { figuresOf, type Period, type Reading } from './figures.ts';
import { groupsOf } from './groups.ts';
import { type Columns, Rows, type Told } from './rows.ts';
import { seriesOf } from './series.ts';
import type { Words } from './words.ts';

/** Where facts come from: columns that hold those of a time, `from` included and `to` not, and may hold others. */
export interface FactsOfTime {
  cases(from: number, to: number): Iterable<CaseColumns>;
  replies(from: number, to: number): Iterable<ReplyColumns>;
  /** What the numbers in the columns stand for. */
  words: Words;
}

/** What a report depends on besides the facts. */
export interface ReportBasis extends Reading {
  /** Zone of its days. */
  zone: string;
  /** Watches that it is limited to; empty: all. */
  scope: readonly string[];
}

type Known = Columns & Pick<CaseColumns, 'network' | 'watches' | 'language' | 'team'>;

/** No column holds this number. */
const UNKNOWN = -1;

/** Whether a row has what the query and the scope ask for. */
function narrowed({ from, to, network, watch, language, team }: ReportQuery, scope: readonly string[], words: Words): Told<Known, boolean> {
  const number = (word: string | undefined): number | null => (word === undefined ? null : (words.known(word) ?? UNKNOWN));
  const [ofNetwork, ofWatch, ofLanguage, ofTeam] = [number(network), number(watch), number(language), number(team)];
  const within = new Set(scope.map((each) => words.known(each)));
  return (columns, row) =>
    columns.at[row]! >= from &&
    columns.at[row]! < to &&
    (ofNetwork === null || columns.network[row] === ofNetwork) &&
    (ofLanguage === null || columns.language[row] === ofLanguage) &&
    (ofTeam === null || columns.team[row] === ofTeam) &&
    (ofWatch === null || words.of(columns.watches[row]!).includes(ofWatch)) &&
    (scope.length === 0 || words.of(columns.watches[row]!).some((each) => within.has(each)));
}

function periodOf(facts: FactsOfTime, query: ReportQuery, scope: readonly string[]): Period {
  const { from, to } = query;
  const { words } = facts;
  // Words are known once the columns that have them are read.
  const [cases, replies] = [[...facts.cases(from, to)], [...facts.replies(from, to)]];
  const isIn = narrowed(query, scope, words);
  if (query.agent === undefined) return { cases: Rows.of(cases, isIn), replies: Rows.of(replies, isIn), words };
  const agent = words.known(query.agent) ?? UNKNOWN;
  return {
    cases: Rows.of(cases, (columns, row) => isIn(columns, row) && words.of(columns.agents[row]!).includes(agent)),
    replies: Rows.of(replies, (columns, row) => isIn(columns, row) && columns.agent[row] === agent),
    words,
  };
}

/** The whole report, with the time of the same length before for comparison. */
export function reportOf(facts: FactsOfTime, query: ReportQuery, basis: ReportBasis, accounts: AccountResponses[]): Report {
  const before = beforeOf(facts, query, basis);
  const period = periodOf(facts, query, basis.scope);
  return {
    query,
    zone: basis.zone,
    figures: figuresOf(period, basis),
    before,
    series: seriesOf(period.cases, query, basis.zone),
    groups: groupsOf(period),
    accounts,
  };
}

/** Null when nothing is known of that time. */
function beforeOf(facts: FactsOfTime, query: ReportQuery, basis: ReportBasis): Report['before'] {
  const from = query.from - (query.to - query.from);
  const earlier = periodOf(facts, { ...query, from, to: query.from }, basis.scope);
  return earlier.cases.length > 0 || earlier.replies.length > 0 ? figuresOf(earlier, basis) : null;
}
