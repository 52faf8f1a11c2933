import type { Rate, ReportFigures } from '../../shared/report.ts';
import { lasting, sooner } from '../format/lasting.ts';
import { percent, times, UNKNOWN, whole } from '../format/number.ts';
import { apart, counted, FEW, interval, share } from '../format/share.ts';
import type { Term } from './definitions.ts';
import type { Hours } from './view.ts';

/** One figure beside that of the period before, in words. */
export interface Figure {
  term: Term;
  /** Instead of the term's own name. */
  name?: string;
  value: string;
  /** Of how many it is, and how sure: under or beside the value. */
  note: string;
  range: string;
  /** Null: nothing is known of the period before. */
  before: string | null;
  /** A difference that is more than chance; `good` is null where neither way is better. */
  change: { words: string; good: boolean | null } | null;
}

/** Of the period, and of the one before. */
export type Both = [now: ReportFigures, before: ReportFigures | null];
type RateName = { [K in keyof ReportFigures]: ReportFigures[K] extends Rate ? K : never }[keyof ReportFigures];

/** What more of it means. */
type More = 'better' | 'worse' | 'neither';

function ofRate(term: Term, now: Rate, before: Rate | undefined, more: More, name?: string): Figure {
  const way = before && apart(now, before);
  return {
    term,
    ...(name === undefined ? {} : { name }),
    value: share(now),
    note: noteOf(now),
    range: now.of === 0 ? '' : interval(now),
    before: before ? share(before) : null,
    change: way ? { words: way, good: more === 'neither' ? null : (way === 'more') === (more === 'better') } : null,
  };
}

function noteOf(rate: Rate): string {
  if (rate.of === 0) return 'none to tell it of';
  return rate.of < FEW ? 'too few for a share' : counted(rate);
}

const rateFigure = ([now, before]: Both, name: RateName & Term, more: More): Figure => ofRate(name, now[name], before?.[name], more);

function plain(term: Term, value: string, note: string, before: string | null, name?: string): Figure {
  return { term, ...(name === undefined ? {} : { name }), value, note, range: '', before, change: null };
}

const casesFigure = ([now, before]: Both): Figure => {
  const { open, closed } = now.unanswered;
  const waiting = open + closed === 0 ? 'all answered' : `${whole(open)} still wait, ${whole(closed)} closed unanswered`;
  return plain('cases', whole(now.cases), now.cases === 0 ? '' : waiting, before && whole(before.cases));
};

const expectedFigure = ([now, before]: Both): Figure =>
  plain(
    'expected',
    now.expected === null ? UNKNOWN : `${percent(now.expected)}%`,
    now.expected === null ? 'none to tell it of' : `as quick as expected${now.cases < FEW ? '; few cases' : ''}`,
    before && (before.expected === null ? UNKNOWN : `${percent(before.expected)}%`),
  );

/** The figures a manager looks at first. */
export const keyFigures = (both: Both): Figure[] => [
  casesFigure(both),
  rateFigure(both, 'answered', 'better'),
  rateFigure(both, 'substantive', 'better'),
  rateFigure(both, 'inTime', 'better'),
  expectedFigure(both),
  rateFigure(both, 'resolved', 'better'),
  rateFigure(both, 'reopened', 'worse'),
  rateFigure(both, 'stayed', 'better'),
];

/** How long something took, at the median and the 90th percentile. */
export interface TimesRow {
  term: Term;
  n: number;
  median: string;
  p90: string;
  before: { median: string; p90: string } | null;
  /** Of the medians; null where they are alike or of too few. */
  change: { words: string; good: boolean } | null;
}

export const TIMES = ['first', 'firstSubstantive', 'next', 'resolution'] as const;

export function timesRows([now, before]: Both, hours: Hours): TimesRow[] {
  return TIMES.map((term) => {
    const [spread, old] = [now[term][hours], before?.[term][hours]];
    const diff = old && spread.n >= FEW && old.n >= FEW ? sooner(spread.median, old.median) : null;
    return {
      term,
      n: spread.n,
      median: lasting(spread.median),
      p90: lasting(spread.p90),
      before: old ? { median: lasting(old.median), p90: lasting(old.p90) } : null,
      change: diff && { words: diff.words, good: diff.quicker },
    };
  });
}

const mean = (value: number | null): string => (value === null ? UNKNOWN : times(value));

export function qualityFigures(both: Both): Figure[] {
  const [now, before] = both;
  const { promises, replies } = now;
  const kept = ofRate('promises', promises.kept, before?.promises.kept, 'better');
  const perCase = plain(
    'repliesPerCase',
    mean(now.repliesPerCase.mean),
    `${mean(now.repliesPerCase.perResolved)} per resolved one`,
    before && mean(before.repliesPerCase.mean),
  );
  return [
    perCase,
    rateFigure(both, 'repeatedQuestions', 'worse'),
    rateFigure(both, 'passed', 'worse'),
    rateFigure(both, 'sentElsewhere', 'worse'),
    {
      ...kept,
      note:
        promises.made === 0
          ? 'none made'
          : `${whole(promises.kept.count)} of ${whole(promises.kept.of)}; ${whole(promises.open)} still open`,
    },
    rateFigure(both, 'loops', 'better'),
    ofRate('templates', replies.templates, before?.replies.templates, 'neither'),
    ofRate('signed', replies.signed, before?.replies.signed, 'neither'),
    plain('bots', whole(replies.bots), `beside ${whole(replies.people)} by people`, before && whole(before.replies.bots)),
    rateFigure(both, 'rivals', 'worse'),
  ];
}

export function outcomeFigures(both: Both): Figure[] {
  const [now, before] = both;
  return [
    rateFigure(both, 'thanked', 'better'),
    rateFigure(both, 'complainedAgain', 'worse'),
    ofRate('turned', now.turned.answered, before?.turned.answered, 'better', 'Turned positive, answered'),
    ofRate('turned', now.turned.unanswered, before?.turned.unanswered, 'neither', 'Turned positive, unanswered'),
    sentimentFigure(both),
  ];
}

/** `−0.42`, `+0.10`, `0`. */
export function score(value: number | null): string {
  if (value === null) return UNKNOWN;
  const shown = Math.abs(value).toFixed(2);
  if (shown === '0.00') return '0';
  return `${value < 0 ? '\u2212' : '+'}${shown}`;
}

function sentimentFigure([{ sentiment }, before]: Both): Figure {
  const said = (s: ReportFigures['sentiment']): string => (s.n === 0 ? UNKNOWN : `${score(s.before)} → ${score(s.after)}`);
  const note = sentiment.n === 0 ? 'none to tell it of' : `of ${whole(sentiment.n)}${sentiment.n < FEW ? ', few' : ''}`;
  return plain('sentiment', said(sentiment), note, before && said(before.sentiment));
}

/** Whether those we answered turned more often than those we did not, as far as it can be told. */
export function turnedWords({ turned: { answered, unanswered } }: ReportFigures): string {
  if (answered.of === 0) return 'Nobody whom we answered began negative.';
  if (unanswered.of === 0) return 'Everybody who began negative was answered: there is nobody to compare with.';
  const way = apart(answered, unanswered);
  if (way === 'more') return 'Those we answered turned positive more often than those we did not.';
  if (way === 'less') return 'Those we answered turned positive less often than those we did not.';
  return 'The ranges of those we answered and those we did not overlap: the difference may be chance.';
}

/** `questions`: the words of the sheet by their ids; one that is no longer on it stands under its id. */
export function reviewFigures([now, before]: Both, questions: Readonly<Record<string, string>> = {}): Figure[] {
  const { reviews } = now;
  const scores = Object.entries(reviews.scores).map(([question, value]) =>
    plain(
      'reviews',
      `${percent(value)}%`,
      `${whole(reviews.n)} ${reviews.n === 1 ? 'reply' : 'replies'}`,
      before && (before.reviews.scores[question] === undefined ? UNKNOWN : `${percent(before.reviews.scores[question])}%`),
      questions[question] ?? question,
    ),
  );
  return [...scores, ofRate('agreed', reviews.agreed, before?.reviews.agreed, 'better')];
}
