import type { BacktestResult, Tried } from '../../../shared/backtest.ts';
import { counted, span } from '../words.ts';

/** Differences below this, in ms, are none. */
const AT_ONCE = 30_000;

/** What a test of a rule says, in plain words, the most telling first. */
export const judged = (result: BacktestResult): string[] =>
  [alertsWords(result), foundWords(result), missedWords(result), soonerWords(result), noiseWords(result), loadWords(result)].filter(
    (words) => words !== null,
  );

const rounded = ({ aWeek }: Tried): string => (Math.round(aWeek * 10) / 10).toString();
/** "1.4 alerts a week". */
const aWeek = (tried: Tried): string => `${rounded(tried)} ${rounded(tried) === '1' ? 'alert' : 'alerts'} a week`;

function alertsWords({ present, changed, days }: BacktestResult): string {
  const within = days < 1 ? span(days * 86_400_000) : counted(days, 'days');
  if (changed.count === 0 && (!present || present.count === 0)) return `no alert in ${within}${present ? ', as now' : ''}`;
  if (!present) return `${aWeek(changed)} (${changed.count} in ${within})`;
  if (present.count === changed.count) return `${aWeek(changed)}, as now`;
  return `${aWeek(changed)} instead of ${rounded(present)}`;
}

/** "all 5", "the one". */
const every = (of: number): string => (of === 1 ? 'the one' : `all ${of}`);
/** "2 of 5", "the one". */
const part = (some: number, of: number): string => (of === 1 ? 'the one' : `${some} of ${of}`);

function foundWords({ present, changed }: BacktestResult): string | null {
  const { found, of } = changed.useful;
  if (of === 0) return 'nothing of its kind was marked useful yet, so what it would miss is not known';
  const before = present && present.useful.found !== found ? ` (now it finds ${present.useful.found})` : '';
  const what = `that people called useful${before}`;
  return found === of ? `finds ${every(of)} ${what}` : `misses ${part(of - found, of)} ${what}`;
}

function missedWords({ present, changed }: BacktestResult): string | null {
  const { found, of } = changed.misses;
  if (of === 0) return null;
  const before = present && present.misses.found !== found ? ` (now ${present.misses.found})` : '';
  const what = `that people said ${of === 1 ? 'was' : 'were'} missed${before}`;
  return found === 0 ? `finds none of the ${of} ${what}` : `finds ${part(found, of)} ${what}`;
}

function soonerWords({ sooner, present }: BacktestResult): string | null {
  if (sooner === null || !present) return null;
  if (Math.abs(sooner) < AT_ONCE) return 'finds them at the same time as now';
  return `finds them ${lasting(Math.abs(sooner))} ${sooner > 0 ? 'sooner' : 'later'} than now`;
}

const lasting = (ms: number): string => (ms < 60_000 ? `${Math.round(ms / 1000)} s` : span(ms));

function noiseWords({ present, changed }: BacktestResult): string | null {
  const { raised, of } = changed.noise;
  if (of === 0) return null;
  const before = present && present.noise.raised !== raised ? ` (now ${present.noise.raised})` : '';
  const what = `that people called noise${before}`;
  return raised === 0 ? `raises none of the ${of} ${what}` : `still raises ${part(raised, of)} ${what}`;
}

function loadWords({ changed, accepted }: BacktestResult): string | null {
  const { average, worst } = changed.load;
  if (average > accepted.average)
    return `that is more than a person takes on: ${counted(average)} in ten minutes on average, ${counted(accepted.average)} is accepted`;
  return worst > accepted.upset ? `at worst ${worst} in ten minutes, where ${accepted.upset} is accepted` : null;
}
