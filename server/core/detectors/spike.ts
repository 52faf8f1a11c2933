import type { Severity } from '../../../shared/alert.ts';
import type { RuleOf } from '../../../shared/rule.ts';
import type { Series, State } from '../state.ts';
import { seasonal, surprise } from '../windows/baseline.ts';
import { count, sum } from '../windows/ring.ts';
import { expectedRecent, MINUTE, recent, type Track } from '../windows/track.ts';
import { clockTime, counted, languageName, percent, times } from '../words.ts';
import { counting, type Detector, nameOf, type Pass } from './detector.ts';
import { evidenceOf } from './evidence.ts';
import { type Calm, calm, type Found, firing, HOLDING, type Verdict } from './finding.ts';
import { plannedOver, plannedWords } from './planned.ts';
import { loudest, type Spoken } from './spoken.ts';
import { isRareEnough, surgeOf } from './surge.ts';

/** Windows a surge is looked for in, in whole minutes: a short one is quick, a longer one sees what builds slowly. */
const WINDOWS = [5, 15];
/** Deviations above the expected that open an alert, and that keep one open. */
const OPEN_AT = 5;
const HOLD_AT = 2;
/** How far back the beginning of a surge is looked for, in minutes. */
const ONSET_BACK = 60;
/** A minute belongs to a surge when it and those before it, so many, hold this many times the expected, and more than a few posts. */
const RUN = 4;
const RISEN = 1.4;

type SpikeKind = 'spike' | 'negative-spike' | 'rival';
type SpikeRule = RuleOf<SpikeKind>;
type SpikeAsk = Pick<Heard, 'rule' | 'subject'>;

interface Look {
  /** Set where it is one language's. */
  language?: string;
  window: number;
  seen: number;
  /** What is announced is in it. */
  expected: number;
  score: number;
}

/** What a surge is looked for in. */
interface Heard {
  state: State;
  rule: SpikeRule;
  subject: string;
  series: Series;
  track: Track;
}

/** Watches that stirred, ours or competitors'; without any watch, everything that is heard. */
function subjectsOf({ state, stirred, rivals }: Pass, theirs: boolean): readonly string[] {
  if (state.settings.watches.length === 0) return theirs ? [] : ['all'];
  return (stirred ?? [...state.watches.keys()]).filter((id) => state.watches.has(id) && rivals.has(id) === theirs);
}

const seriesOf = (state: State, subject: string): Series | undefined =>
  subject === 'all' ? state.scopes.get('all')?.series : state.watches.get(subject);

/** Volume (or its negative part) far above what is usual, in a window of 5 or 15 minutes; or that of one language of it. */
function lookForSpike(state: State, { rule, subject }: SpikeAsk, holding: boolean): Verdict {
  const series = seriesOf(state, subject);
  const track = rule.kind === 'negative-spike' ? series?.negative : series?.total;
  if (!series || !track || track.rate === null) return calm('learning');
  const heard = { state, rule, subject, series, track };
  const best = strongest(heard);
  const verdict = lookAtAll(heard, best, holding);
  if (verdict === 'firing') return firing(finding(heard, best));
  const spoken = rule.kind !== 'negative-spike' && verdict !== 'holding' ? surgingLanguage(heard, best) : null;
  if (spoken) return firing(finding(heard, spoken));
  return verdict === 'holding' ? HOLDING : calm(verdict);
}

const looks = { every: 1, stirs: true, look: lookForSpike };
export const SPIKE: Detector<'spike'> = { ...looks, asks: (pass) => counting(pass, 'spike', subjectsOf(pass, false)) };
export const NEGATIVE_SPIKE: Detector<'negative-spike'> = {
  ...looks,
  asks: (pass) => counting(pass, 'negative-spike', subjectsOf(pass, false)),
};
export const RIVAL: Detector<'rival'> = { ...looks, asks: (pass) => counting(pass, 'rival', subjectsOf(pass, true)) };

function lookAtAll({ state, rule, track }: Heard, best: Look, holding: boolean): 'firing' | 'holding' | Calm {
  if (holding && best.score >= HOLD_AT && best.seen >= rule.clear * best.expected) {
    return best.score >= OPEN_AT && best.seen >= rule.minimum ? 'firing' : 'holding';
  }
  if (best.seen < rule.minimum) return 'below the minimum';
  // Looking for earlier days costs more: it is done where the rest would open an alert.
  if (best.seen < rule.times * best.expected) return 'below the multiple';
  if (best.seen < askedTimes(rule, track, state.now) * best.expected) return 'below the multiple';
  if (best.score < OPEN_AT) return 'within the usual spread';
  return isRareEnough(track, state.now) ? 'firing' : 'not rare enough';
}

/** Until an earlier day is known, a morning that begins looks like a surge of the night: it must then be so many times further. */
const FIRST_DAY = 1.5;

const askedTimes = ({ times: asked }: Heard['rule'], track: Track, now: number): number =>
  asked * (seasonal(track, now) === null ? FIRST_DAY : 1);

/** Several languages are looked at, so that one must stand out further; and as far beyond the whole, which else explains it. */
const LANGUAGE_OPEN_AT = 6;
const BEYOND_ALL = 1.5;

/** A language of several that surges though the whole does not. */
function surgingLanguage({ state, rule, subject, series }: Heard, all: Look): Spoken | null {
  const spoken = series.spoken.size > 1 ? loudest(state, series, (window) => plannedOver(state, subject, window), rule.minimum) : null;
  if (!spoken || spoken.score < LANGUAGE_OPEN_AT || spoken.seen < rule.minimum) return null;
  const ratio = ratioOf(spoken);
  return ratio >= rule.times && ratio >= BEYOND_ALL * ratioOf(all) ? spoken : null;
}

const ratioOf = ({ seen, expected }: Look): number => seen / Math.max(expected, 0.5);

function strongest({ state, subject, track }: Heard): Look {
  const looks = WINDOWS.map((window) => {
    const seen = recent(track, state.now, window);
    const expected = (expectedRecent(track, state.now, window) ?? 0) * plannedOver(state, subject, window);
    return { window, seen, expected, score: surprise(seen, expected, track.dispersion) };
  });
  return looks.reduce((best, look) => (look.score > best.score ? look : best));
}

function finding(heard: Heard, look: Look): Found {
  const { state, rule, subject, series, track } = heard;
  const { kind } = rule;
  const name = nameOf(state, subject);
  const ratio = ratioOf(look);
  const negative = recent(series.negative, state.now, look.window) / Math.max(1, recent(series.total, state.now, look.window));
  const announced = plannedOver(state, subject, look.window);
  const onsetAt = onset(track, state.now, announced);
  const surge = surgeOf(state, subject, track, { ratio: ratio * announced, onsetAt });
  const within = look.language === undefined ? '' : ` in ${languageName(look.language)}`;
  const noun = kind === 'negative-spike' ? 'negative mentions' : 'mentions';
  return {
    kind,
    subject,
    subjectName: name,
    severity: severity(kind, ratio, negative),
    title: kind === 'negative-spike' ? `Negative surge: ${name}` : `${name} is surging${within}`,
    reason: `${counted(look.seen, noun)}${within} in ${look.window} min, ${times(ratio)} the ${announced > 1 ? 'announced' : 'usual'} ${counted(look.expected)}; ${percent(negative)} negative`,
    onsetAt,
    seen: look.seen,
    expected: look.expected,
    windowSeconds: look.window * 60,
    evidence: evidenceOf(state, subject, { negative: kind === 'negative-spike', onsetAt }),
    surge,
    bounds: { deviations: OPEN_AT },
    whyNow: `${look.score.toFixed(1)} deviations above what is expected; ${OPEN_AT} open an alert, from ${rule.minimum} mentions and ${times(askedTimes(rule, track, state.now))} usual on; ${surge.multiple}; ${surge.rarity}${plannedWords(state, subject)}`,
    whyNotBefore: `${whyNotBefore(heard, look)}${plannedWords(state, subject)}`,
  };
}

/** What the same window held a minute earlier, and which bound that did not pass. */
function whyNotBefore({ state, rule, track }: Heard, look: Look): string {
  if (look.language !== undefined)
    return `until then ${languageName(look.language)} was within its usual, and all languages together still are`;
  const bucket = Math.floor(state.now / MINUTE);
  let seen = 0;
  for (let i = bucket - look.window - 1; i < bucket; i++) seen += count(track.minutes, i);
  const at = clockTime(bucket * MINUTE, state.settings.zone);
  const expected = Math.max(look.expected, 0.5);
  if (seen < rule.minimum) return `until ${at} there were ${seen}, below the minimum of ${rule.minimum}`;
  const asked = askedTimes(rule, track, state.now);
  if (seen < asked * expected) return `until ${at} it was ${times(seen / expected)} usual, below ${times(asked)}`;
  const score = surprise(seen, look.expected, track.dispersion);
  return score < OPEN_AT
    ? `until ${at} it stood ${score.toFixed(1)} deviations above, below ${OPEN_AT}`
    : `it passed every bound in the minute of ${at}`;
}

/** However many speak of us, without anger it need not take over the wall. */
function severity(kind: SpikeKind, ratio: number, negative: number): Severity {
  if (kind === 'rival') return 'medium';
  const angry = (ratio >= 10 && negative >= 0.2) || (ratio >= 4 && negative >= 0.4);
  if (angry || (kind === 'negative-spike' && ratio >= 6)) return 'critical';
  if (ratio >= 3 || kind === 'negative-spike') return 'high';
  return 'medium';
}

/**
 * The first minute of the present run above what was expected (`announced` times of the usual); a single quiet minute does not end the
 * run. Minutes that were filled in afterwards had no expectation when they began, and are held against the present one.
 */
function onset(track: Track, now: number, announced: number): number {
  const bucket = Math.floor(now / MINUTE);
  let first = bucket;
  for (let i = bucket; i > bucket - ONSET_BACK; i--) {
    const usual = announced * (count(track.expected, i) || (track.rate ?? 0));
    const run = sum(track.minutes, i - RUN + 1, i);
    if (run <= Math.max(3, RUN * usual * RISEN)) break;
    if (count(track.minutes, i) > usual) first = i;
  }
  return first * MINUTE;
}
