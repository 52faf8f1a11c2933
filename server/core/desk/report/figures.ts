import { Channel, Substance } from '../../../../shared/reply.ts';
import type { ReportFigures } from '../../../../shared/report.ts';
import { met } from '../expect.ts';
import type { DeskSetting } from '../setting.ts';
import {
  beganNegative,
  type CaseColumns,
  endedPositive,
  is,
  isBot,
  isSigned,
  isTemplate,
  maybe,
  type ReplyColumns,
  wasSentElsewhere,
  wasSentTo,
} from './columns.ts';
import type { ReviewFacts } from './facts.ts';
import { mean, rate, rateOf, spreadOf, sum } from './rates.ts';
import type { Rows } from './rows.ts';
import type { Words } from './words.ts';

type Cases = Rows<CaseColumns>;
type Replies = Rows<ReplyColumns>;

/** What figures are made of: the cases that opened in a period, and our posts of it, with the words that they have as numbers. */
export interface Period {
  cases: Cases;
  replies: Replies;
  words: Words;
}

export interface Reading {
  /** What customers expect. */
  curve: DeskSetting['expectations'];
  /** Until when those without an answer have waited, ms since 1970 UTC. */
  now: number;
}

export const isAnswered = ({ first }: CaseColumns, row: number): boolean => !Number.isNaN(first[row]);
export const isResolved = ({ resolution }: CaseColumns, row: number): boolean => !Number.isNaN(resolution[row]);

/** Rates of what follows an answer (thanked, passed around ...) are of the cases that have one. */
export function figuresOf({ cases, replies }: Period, { curve, now }: Reading): ReportFigures {
  const answered = cases.where(isAnswered);
  const waiting = cases.where((columns, row) => !isAnswered(columns, row));
  const resolved = cases.where(isResolved);
  const people = replies.where((columns, row) => !isBot(columns, row));
  const open = rateOf(waiting, is('open')).count;
  return {
    cases: cases.length,
    answered: rate(answered.length, cases.length),
    substantive: rateOf(cases, ({ substantive }, row) => !Number.isNaN(substantive[row])),
    unanswered: { open, closed: waiting.length - open },
    ...times(cases, people),
    inTime: rateOf(cases, maybe('inTime')),
    expected: met(curve, {
      answered: listed(answered, ({ first }, row) => first[row]!),
      open: listed(waiting, ({ at }, row) => Math.max(0, now - at[row]!)),
    }),
    resolved: rate(resolved.length, cases.length),
    reopened: rateOf(cases, wasReopened),
    repliesPerCase: { mean: mean(answered, repliesIn), perResolved: mean(resolved, repliesIn) },
    passed: rateOf(answered, is('passed')),
    repeatedQuestions: rateOf(answered, is('repeated')),
    sentElsewhere: rateOf(answered, wasSentElsewhere),
    channels: channelsOf(answered),
    promises: promisesOf(cases),
    loops: rateOf(cases, maybe('loopClosed')),
    substances: substancesOf(people),
    replies: {
      people: people.length,
      bots: replies.length - people.length,
      templates: rateOf(people, isTemplate),
      signed: rateOf(people, isSigned),
    },
    rivals: rateOf(cases, is('rivals')),
    ...outcome(answered, waiting),
    stayed: rateOf(cases, maybe('stayed')),
    reviews: reviewsOf(cases),
  };
}

const times = (cases: Cases, people: Replies): Pick<ReportFigures, 'first' | 'firstSubstantive' | 'next' | 'resolution'> => ({
  first: {
    clock: spreadOf(cases, ({ first }, row) => first[row]!),
    business: spreadOf(cases, ({ firstWorked }, row) => firstWorked[row]!),
  },
  firstSubstantive: {
    clock: spreadOf(cases, ({ substantive }, row) => substantive[row]!),
    business: spreadOf(cases, ({ substantiveWorked }, row) => substantiveWorked[row]!),
  },
  next: {
    clock: spreadOf(people, ({ next }, row) => next[row]!),
    business: spreadOf(people, ({ nextWorked }, row) => nextWorked[row]!),
  },
  resolution: {
    clock: spreadOf(cases, ({ resolution }, row) => resolution[row]!),
    business: spreadOf(cases, ({ resolutionWorked }, row) => resolutionWorked[row]!),
  },
});

const repliesIn = ({ replies }: CaseColumns, row: number): number => replies[row]!;

function listed(cases: Cases, value: (columns: CaseColumns, row: number) => number): number[] {
  const values: number[] = [];
  cases.each((columns, row) => {
    values.push(value(columns, row));
  });
  return values;
}

/** Of the cases that were ever resolved. */
export const wasReopened = (columns: CaseColumns, row: number): boolean | null =>
  !isResolved(columns, row) && columns.reopened[row] === 0 ? null : columns.reopened[row]! > 0;

type Outcome = Pick<ReportFigures, 'sentiment' | 'thanked' | 'complainedAgain' | 'turned'>;

/** Sentiment is of those who wrote again after they were answered or at least once more: one post has no before and after. */
function outcome(answered: Cases, waiting: Cases): Outcome {
  const again = answered.where(({ wrote }, row) => wrote[row]! > 1);
  return {
    sentiment: {
      n: again.length,
      before: mean(again, ({ firstScore }, row) => firstScore[row]!),
      after: mean(again, ({ lastScore }, row) => lastScore[row]!),
    },
    thanked: rateOf(answered, is('thanked')),
    complainedAgain: rateOf(answered, is('complainedAgain')),
    turned: { answered: rateOf(answered, turned), unanswered: rateOf(waiting, turned) },
  };
}

/** Of those who began negative, also those who never wrote again: who is silent was not won. */
const turned = (columns: CaseColumns, row: number): boolean | null =>
  beganNegative(columns, row) ? columns.wrote[row]! > 1 && endedPositive(columns, row) : null;

function channelsOf(cases: Cases): ReportFigures['channels'] {
  const found = Channel.options.map((_, channel) => rateOf(cases, (columns, row) => wasSentTo(columns, row, channel)).count);
  return Object.fromEntries(Channel.options.map((name, i) => [name, found[i]!])) as ReportFigures['channels'];
}

function substancesOf(replies: Replies): ReportFigures['substances'] {
  const found: number[] = Substance.options.map(() => 0);
  replies.each(({ substance }, row) => {
    found[substance[row]!]!++;
  });
  return Object.fromEntries(Substance.options.map((name, i) => [name, found[i]!])) as ReportFigures['substances'];
}

function promisesOf(cases: Cases): ReportFigures['promises'] {
  const made = sum(cases, (columns, row) => columns.made[row]!);
  const kept = sum(cases, (columns, row) => columns.kept[row]!);
  const settled = kept + sum(cases, (columns, row) => columns.broken[row]!);
  return { made, kept: rate(kept, settled), open: made - settled };
}

function reviewsOf(cases: Cases): ReportFigures['reviews'] {
  const reviews: ReviewFacts[] = [];
  cases.each(({ reviews: some }, row) => {
    if (some.size > 0) reviews.push(...(some.get(row) ?? []));
  });
  const questions = [...new Set(reviews.flatMap(({ scores }) => Object.keys(scores)))].sort();
  const told = reviews.filter(({ substance, heard }) => substance !== null && heard !== null);
  return {
    n: reviews.length,
    scores: Object.fromEntries(questions.map((question) => [question, score(reviews, question)])),
    agreed: rate(told.filter(({ substance, heard }) => substance === heard).length, told.length),
  };
}

function score(reviews: readonly ReviewFacts[], question: string): number {
  const given = reviews.flatMap(({ scores }) => scores[question] ?? []);
  return given.reduce((total, value) => total + value, 0) / Math.max(1, given.length);
}
