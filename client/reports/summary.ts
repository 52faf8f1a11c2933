import type { Report, ReportFigures } from '../../shared/report.ts';
import { lasting } from '../format/lasting.ts';
import { percent, whole } from '../format/number.ts';
import { FEW } from '../format/share.ts';
import type { Hours } from './view.ts';

/** Less of a change in the number of cases is told as the same. */
const LIKE = 0.05;

/** What it is compared with, in words. While a period runs it may only be told to have more than a whole one. */
export interface Beside {
  than: string;
  running: boolean;
}

/** What happened, in one sentence; where cases are few they are counted, and nothing is compared. */
export function summary({ figures, before }: Pick<Report, 'figures' | 'before'>, hours: Hours, { than, running }: Beside): string {
  if (figures.cases === 0) return figures.replies.people === 0 ? 'Nobody wrote to us in this time.' : onlyReplies(figures);
  return `${volume(figures, before, { than, running })}; ${answers(figures, hours)}${punctuality(figures)}.`;
}

const cases = (n: number): string => `${whole(n)} ${n === 1 ? 'case' : 'cases'}`;

const onlyReplies = ({ replies }: ReportFigures): string =>
  `No new case opened in this time; ${replies.people === 1 ? 'one reply' : `${whole(replies.people)} replies`} went to earlier ones.`;

function volume({ cases: now }: ReportFigures, before: ReportFigures | null, { than, running }: Beside): string {
  const opened = `${cases(now)} opened${running ? ' so far' : ''}`;
  if (before === null || before.cases < FEW || now < FEW) return opened;
  const change = now / before.cases - 1;
  if (running) return change < LIKE ? opened : `${opened}, already ${percent(change)}% more than in ${than}`;
  if (Math.abs(change) < LIKE) return `${opened}, about as many as in ${than}`;
  return `${opened}, ${percent(Math.abs(change))}% ${change > 0 ? 'more' : 'fewer'} than in ${than}`;
}

function answers(figures: ReportFigures, hours: Hours): string {
  const { answered, first, firstSubstantive } = figures;
  if (answered.count === 0) return answered.of === 1 ? 'it has no answer' : 'none of them has an answer';
  const part = answered.of < FEW ? counted(answered) : `${percent(answered.share)}% were answered`;
  const [median, real] = [first[hours].median, firstSubstantive[hours].median];
  if (median === null) return part;
  const half = answered.count === 1 ? 'after' : 'half of those within';
  return `${part}, ${half} ${lasting(median)}${hours === 'business' ? ' of working time' : ''}${real === null ? ', none of them with substance yet' : withSubstance(figures, real)}`;
}

/** Of fewer cases than were answered at all: the time alone would make empty answers look good. */
function withSubstance({ answered, substantive }: ReportFigures, median: number): string {
  if (answered.count === 1) return `, with substance after ${lasting(median)}`;
  const part = substantive.of < FEW ? whole(substantive.count) : `${percent(substantive.share)}%`;
  return `; ${part} with substance, ${substantive.count === 1 ? 'after' : 'half of those within'} ${lasting(median)}`;
}

function counted({ count, of }: { count: number; of: number }): string {
  if (count === of) return of === 1 ? 'it was answered' : 'all were answered';
  return `${whole(count)} ${count === 1 ? 'was' : 'were'} answered`;
}

function punctuality({ inTime }: ReportFigures): string {
  if (inTime.of === 0) return '';
  return inTime.of < FEW ? `; ${whole(inTime.count)} of ${whole(inTime.of)} in time` : `; ${percent(inTime.share)}% in time`;
}
