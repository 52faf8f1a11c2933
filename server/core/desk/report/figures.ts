import { Channel, Substance } from '../../../../shared/reply.ts';
import type { ReportFigures } from '../../../../shared/report.ts';
import { met } from '../expect.ts';
import type { DeskSetting } from '../setting.ts';
import type { CaseFacts, ReplyFacts, ReviewFacts } from './facts.ts';
import { mean, rate, rateOf, spreadOf, sum } from './rates.ts';

/** What figures are made of: the cases that opened in a period, and our posts of it. */
export interface Period {
  cases: CaseFacts[];
  replies: ReplyFacts[];
}

export interface Reading {
  /** What customers expect. */
  curve: DeskSetting['expectations'];
  /** Until when those without an answer have waited, ms since 1970 UTC. */
  now: number;
}

/** Rates of what follows an answer (thanked, passed around ...) are of the cases that have one. */
export function figuresOf({ cases, replies }: Period, { curve, now }: Reading): ReportFigures {
  const answered = cases.filter(({ first }) => first !== null);
  const waiting = cases.filter(({ first }) => first === null);
  const resolved = cases.filter(({ resolution }) => resolution !== null);
  const people = replies.filter(({ bot }) => !bot);
  return {
    cases: cases.length,
    answered: rate(answered.length, cases.length),
    substantive: rateOf(cases, ({ substantive }) => substantive !== null),
    unanswered: { open: waiting.filter(({ open }) => open).length, closed: waiting.filter(({ open }) => !open).length },
    first: { clock: spreadOf(cases, ({ first }) => first), business: spreadOf(cases, ({ firstWorked }) => firstWorked) },
    firstSubstantive: {
      clock: spreadOf(cases, ({ substantive }) => substantive),
      business: spreadOf(cases, ({ substantiveWorked }) => substantiveWorked),
    },
    next: { clock: spreadOf(people, ({ next }) => next), business: spreadOf(people, ({ nextWorked }) => nextWorked) },
    resolution: {
      clock: spreadOf(cases, ({ resolution }) => resolution),
      business: spreadOf(cases, ({ resolutionWorked }) => resolutionWorked),
    },
    inTime: rateOf(cases, ({ inTime }) => inTime),
    expected: met(curve, {
      answered: answered.map(({ first }) => first ?? 0),
      open: waiting.map(({ at }) => Math.max(0, now - at)),
    }),
    resolved: rate(resolved.length, cases.length),
    reopened: rateOf(cases, wasReopened),
    repliesPerCase: { mean: mean(answered, ({ replies: count }) => count), perResolved: mean(resolved, ({ replies: count }) => count) },
    passed: rateOf(answered, ({ passed }) => passed),
    repeatedQuestions: rateOf(answered, ({ repeated }) => repeated),
    sentElsewhere: rateOf(answered, ({ sentTo }) => sentTo.length > 0),
    channels: channelsOf(answered),
    promises: promisesOf(cases),
    loops: rateOf(cases, ({ loopClosed }) => loopClosed),
    substances: substancesOf(people),
    replies: {
      people: people.length,
      bots: replies.length - people.length,
      templates: rateOf(people, ({ template }) => template),
      signed: rateOf(people, ({ signed }) => signed),
    },
    rivals: rateOf(cases, ({ rivals }) => rivals),
    ...outcome(answered, waiting),
    stayed: rateOf(cases, ({ stayed }) => stayed),
    reviews: reviewsOf(cases.flatMap(({ reviews }) => reviews)),
  };
}

/** Of the cases that were ever resolved. */
export const wasReopened = ({ resolution, reopened }: CaseFacts): boolean | null =>
  resolution === null && reopened === 0 ? null : reopened > 0;

type Outcome = Pick<ReportFigures, 'sentiment' | 'thanked' | 'complainedAgain' | 'turned'>;

/** Sentiment is of those who wrote again after they were answered or at least once more: one post has no before and after. */
function outcome(answered: readonly CaseFacts[], waiting: readonly CaseFacts[]): Outcome {
  const again = answered.filter(({ wrote }) => wrote > 1);
  return {
    sentiment: { n: again.length, before: mean(again, ({ firstScore }) => firstScore), after: mean(again, ({ lastScore }) => lastScore) },
    thanked: rateOf(answered, ({ thanked }) => thanked),
    complainedAgain: rateOf(answered, ({ complainedAgain }) => complainedAgain),
    turned: { answered: rateOf(answered, turned), unanswered: rateOf(waiting, turned) },
  };
}

/** Of those who began negative, also those who never wrote again: who is silent was not won. */
const turned = ({ firstLabel, lastLabel, wrote }: CaseFacts): boolean | null =>
  firstLabel === 'negative' ? wrote > 1 && lastLabel === 'positive' : null;

const counts = <K extends string>(names: readonly K[], found: Iterable<K>): Record<K, number> => {
  const all = Object.fromEntries(names.map((name) => [name, 0])) as Record<K, number>;
  for (const name of found) all[name]++;
  return all;
};

const channelsOf = (cases: readonly CaseFacts[]): ReportFigures['channels'] =>
  counts(
    Channel.options,
    cases.flatMap(({ sentTo }) => [...new Set(sentTo)]),
  );

const substancesOf = (replies: readonly ReplyFacts[]): ReportFigures['substances'] =>
  counts(
    Substance.options,
    replies.map(({ substance }) => substance),
  );

function promisesOf(cases: readonly CaseFacts[]): ReportFigures['promises'] {
  const made = sum(cases, ({ promises }) => promises.made);
  const kept = sum(cases, ({ promises }) => promises.kept);
  const settled = kept + sum(cases, ({ promises }) => promises.broken);
  return { made, kept: rate(kept, settled), open: made - settled };
}

function reviewsOf(reviews: readonly ReviewFacts[]): ReportFigures['reviews'] {
  const questions = [...new Set(reviews.flatMap(({ scores }) => Object.keys(scores)))].sort();
  const score = (question: string): number => {
    const given = reviews.flatMap(({ scores }) => scores[question] ?? []);
    return mean(given, (value) => value) ?? 0;
  };
  return {
    n: reviews.length,
    scores: Object.fromEntries(questions.map((question) => [question, score(question)])),
    agreed: rateOf(reviews, ({ substance, heard }) => (substance === null || heard === null ? null : substance === heard)),
  };
}
