import type { Severity } from '../../../shared/alert.ts';
import type { Series, State } from '../state.ts';
import { surprise } from '../windows/baseline.ts';
import { count, sum } from '../windows/ring.ts';
import { expectedRecent, MINUTE, recent, type Track } from '../windows/track.ts';
import { clockTime, counted, languageName, percent, times } from '../words.ts';
import { evidenceOf } from './evidence.ts';
import type { Calm, Finding, Verdict } from './finding.ts';
import { loudest, type Spoken } from './spoken.ts';
import { isRareEnough, surgeOf } from './surge.ts';

/** Windows a surge is looked for in, in whole minutes: a short one is quick, a longer one sees what builds slowly. */
const WINDOWS = [5, 15];
/** Deviations above the expected that open an alert, and that keep one open. */
const OPEN_AT = 5;
const HOLD_AT = 2;
/** A held alert needs to stay this many times above the expected. */
const HOLD_TIMES = 1.4;
/** How far back the beginning of a surge is looked for, in minutes. */
const ONSET_BACK = 60;
/** A minute belongs to a surge when it and those before it, so many, hold this many times the expected, and more than a few posts. */
const RUN = 4;
const RISEN = 1.4;

type SpikeKind = 'spike' | 'negative-spike';

interface Look {
  /** Set where it is one language's. */
  language?: string;
  window: number;
  seen: number;
  expected: number;
  score: number;
}

/** Watches that stirred; without any watch, everything that is heard. */
export function spikeSubjects(state: State, stirred: readonly string[]): readonly string[] {
  return state.settings.watches.length ? stirred.filter((id) => state.watches.has(id)) : ['all'];
}

const seriesOf = (state: State, subject: string): Series | undefined =>
  subject === 'all' ? state.scopes.get('all')?.series : state.watches.get(subject);

/** Volume (or its negative part) far above what is usual, in a window of 5 or 15 minutes; or that of one language of it. */
export const lookForSpike =
  (kind: SpikeKind) =>
  (state: State, subject: string, holding: boolean): Verdict => {
    const series = seriesOf(state, subject);
    const track = kind === 'spike' ? series?.total : series?.negative;
    if (!series || !track || track.rate === null) return { state: 'calm', why: 'learning' };
    const best = strongest(track, state.now);
    const verdict = lookAtAll(state, kind, track, best, holding);
    if (verdict === 'firing') return firing(state, kind, subject, series, track, best);
    const spoken = kind === 'spike' && verdict !== 'holding' ? surgingLanguage(state, series, best) : null;
    if (spoken) return firing(state, kind, subject, series, track, spoken);
    return verdict === 'holding' ? { state: 'holding' } : { state: 'calm', why: verdict };
  };

function lookAtAll(state: State, kind: SpikeKind, track: Track, best: Look, holding: boolean): 'firing' | 'holding' | Calm {
  const { minimum, times: multiple } = bounds(state, kind);
  if (holding && best.score >= HOLD_AT && best.seen >= HOLD_TIMES * best.expected) {
    return best.score >= OPEN_AT && best.seen >= minimum ? 'firing' : 'holding';
  }
  if (best.seen < minimum) return 'below the minimum';
  if (best.seen < multiple * best.expected) return 'below the multiple';
  if (best.score < OPEN_AT) return 'within the usual spread';
  return isRareEnough(track, state.now) ? 'firing' : 'not rare enough';
}

/** Several languages are looked at, so that one must stand out further; and as far beyond the whole, which else explains it. */
const LANGUAGE_OPEN_AT = 6;
const BEYOND_ALL = 1.5;

/** A language of several that surges though the whole does not. */
function surgingLanguage(state: State, series: Series, all: Look): Spoken | null {
  const spoken = series.spoken.size > 1 ? loudest(state, series) : null;
  const { minimum, times: multiple } = bounds(state, 'spike');
  if (!spoken || spoken.score < LANGUAGE_OPEN_AT || spoken.seen < minimum) return null;
  const ratio = ratioOf(spoken);
  return ratio >= multiple && ratio >= BEYOND_ALL * ratioOf(all) ? spoken : null;
}

const ratioOf = ({ seen, expected }: Look): number => seen / Math.max(expected, 0.5);

/** Posts that are angry are a part of all: fewer of them are enough. */
const NEGATIVE_PART = 0.6;

const bounds = ({ settings: { spike } }: State, kind: SpikeKind): { minimum: number; times: number } =>
  kind === 'spike' ? spike : { ...spike, minimum: Math.round(spike.minimum * NEGATIVE_PART) };

function strongest(track: Track, now: number): Look {
  const looks = WINDOWS.map((window) => {
    const seen = recent(track, now, window);
    const expected = expectedRecent(track, now, window) ?? 0;
    return { window, seen, expected, score: surprise(seen, expected, track.dispersion) };
  });
  return looks.reduce((best, look) => (look.score > best.score ? look : best));
}

const firing = (state: State, kind: SpikeKind, subject: string, series: Series, track: Track, look: Look): Verdict => ({
  state: 'firing',
  finding: finding(state, kind, subject, series, track, look),
});

function finding(state: State, kind: SpikeKind, subject: string, series: Series, track: Track, look: Look): Finding {
  const watch = state.settings.watches.find(({ id }) => id === subject);
  const name = watch?.name ?? 'Everything heard';
  const ratio = ratioOf(look);
  const negative = recent(series.negative, state.now, look.window) / Math.max(1, recent(series.total, state.now, look.window));
  const onsetAt = onset(track, state.now);
  const surge = surgeOf(state, subject, track, { ratio, onsetAt });
  const within = look.language === undefined ? '' : ` in ${languageName(look.language)}`;
  const noun = kind === 'spike' ? 'mentions' : 'negative mentions';
  return {
    kind,
    subject,
    subjectName: name,
    severity: severity(kind, ratio, negative, watch?.kind === 'competitor'),
    title: kind === 'spike' ? `${name} is surging${within}` : `Negative surge: ${name}`,
    reason: `${counted(look.seen, noun)}${within} in ${look.window} min, ${times(ratio)} the usual ${counted(look.expected)}; ${percent(negative)} negative`,
    onsetAt,
    seen: look.seen,
    expected: look.expected,
    windowSeconds: look.window * 60,
    evidence: evidenceOf(state, subject, kind === 'negative-spike'),
    surge,
    rule: { name: kind, settings: { ...bounds(state, kind), deviations: OPEN_AT } },
    whyNow: `${look.score.toFixed(1)} deviations above what is expected; ${OPEN_AT} open an alert, from ${bounds(state, kind).minimum} mentions and ${times(state.settings.spike.times)} usual on; ${surge.multiple}; ${surge.rarity}`,
    whyNotBefore: whyNotBefore(state, kind, track, look),
  };
}

/** What the same window held a minute earlier, and which bound that did not pass. */
function whyNotBefore(state: State, kind: SpikeKind, track: Track, look: Look): string {
  if (look.language !== undefined)
    return `until then ${languageName(look.language)} was within its usual, and all languages together still are`;
  const { minimum, times: multiple } = bounds(state, kind);
  const bucket = Math.floor(state.now / MINUTE);
  let seen = 0;
  for (let i = bucket - look.window - 1; i < bucket; i++) seen += count(track.minutes, i);
  const at = clockTime(bucket * MINUTE, state.settings.zone);
  const expected = Math.max(look.expected, 0.5);
  if (seen < minimum) return `until ${at} there were ${seen}, below the minimum of ${minimum}`;
  if (seen < multiple * expected) return `until ${at} it was ${times(seen / expected)} usual, below ${times(multiple)}`;
  const score = surprise(seen, look.expected, track.dispersion);
  return score < OPEN_AT
    ? `until ${at} it stood ${score.toFixed(1)} deviations above, below ${OPEN_AT}`
    : `it passed every bound in the minute of ${at}`;
}

function severity(kind: SpikeKind, ratio: number, negative: number, rival: boolean): Severity {
  if (rival) return 'medium';
  if (ratio >= 10 || (ratio >= 4 && negative >= 0.4) || (kind === 'negative-spike' && ratio >= 6)) return 'critical';
  if (ratio >= 3 || kind === 'negative-spike') return 'high';
  return 'medium';
}

/**
 * The first minute of the present run above what was expected; a single quiet minute does not end the run. Minutes that were filled
 * in afterwards had no expectation when they began, and are held against the present one.
 */
function onset(track: Track, now: number): number {
  const bucket = Math.floor(now / MINUTE);
  let first = bucket;
  for (let i = bucket; i > bucket - ONSET_BACK; i--) {
    const usual = count(track.expected, i) || (track.rate ?? 0);
    const run = sum(track.minutes, i - RUN + 1, i);
    if (run <= Math.max(3, RUN * usual * RISEN)) break;
    if (count(track.minutes, i) > usual) first = i;
  }
  return first * MINUTE;
}
