import { isDeaf } from '../sources.ts';
import type { SourceState, State } from '../state.ts';
import { count, sum } from '../windows/ring.ts';
import { HOUR, MINUTE } from '../windows/track.ts';
import { counted, span } from '../words.ts';
import { type Ask, counting, type Detector } from './detector.ts';
import { calm, type Found, firing, type Verdict } from './finding.ts';

/** A connected source may be silent for this long whatever is missing. */
const LEAST_SILENCE = 5 * MINUTE;

export const SILENCE: Detector<'silence'> = {
  every: 1,
  stirs: false,
  asks: (pass) => counting(pass, 'silence', pass.state.sources.keys()),
  look: lookForSilence,
};

/**
 * A source that should be heard and is not: not connected for so many minutes, or connected and silent against its habit. Of `missed`
 * posts that ought to have come a silence happens by chance once in e to the power of that.
 */
function lookForSilence(state: State, { rule, subject }: Ask<'silence'>): Verdict {
  const source = state.sources.get(subject);
  if (!source?.listens) return calm('below the minimum');
  if (isDeaf(source, state.now)) {
    const since = source.deafSince ?? state.now;
    return state.now - since >= rule.minutes * MINUTE ? firing(deaf(state, source, since, rule.minutes)) : calm('below the minimum');
  }
  const since = source.lastAt ?? state.now;
  const rate = usualRate(source, since);
  if (source.status !== 'live' || state.now - since < LEAST_SILENCE) return calm('below the minimum');
  const missed = (rate * (state.now - Math.max(since, source.since))) / MINUTE;
  return missed >= rule.missed ? firing(silent(state, source, { since, missed, enough: rule.missed })) : calm('within the usual spread');
}

/** Posts a minute in the two hours before it fell silent; an hour at least must be known. */
function usualRate(source: SourceState, since: number): number {
  const end = Math.floor(since / MINUTE);
  const heard = sum(source.received, end - 120, end);
  const early = sum(source.received, end - 120, end - 60);
  return early > 0 || count(source.received, end - 61) > 0 ? heard / ((2 * HOUR) / MINUTE) : 0;
}

const base = (source: SourceState, since: number): Pick<Found, 'kind' | 'subject' | 'subjectName' | 'onsetAt' | 'seen' | 'evidence'> => ({
  kind: 'silence',
  subject: source.id,
  subjectName: source.id,
  onsetAt: since,
  seen: 0,
  evidence: [],
});

const deaf = (state: State, source: SourceState, since: number, minutes: number): Found => ({
  ...base(source, since),
  severity: 'high',
  title: `Blind on ${source.id}`,
  reason: `not connected for ${span(state.now - since)}${source.message ? `: ${source.message}` : ''}`,
  expected: 0,
  windowSeconds: Math.round((state.now - since) / 1000),
  whyNow: `a source that is away for ${counted(minutes)} min leaves us blind`,
  whyNotBefore: 'shorter breaks mend themselves',
});

const silent = (
  state: State,
  source: SourceState,
  { since, missed, enough }: { since: number; missed: number; enough: number },
): Found => ({
  ...base(source, since),
  severity: 'medium',
  title: `${source.id} has fallen silent`,
  reason: `nothing for ${span(state.now - since)} where about ${counted(missed, 'posts')} would be usual, though it is connected`,
  expected: missed,
  windowSeconds: Math.round((state.now - since) / 1000),
  whyNow: `${counted(missed, 'posts')} are missing; ${enough} are enough to rule out chance`,
  whyNotBefore: `fewer than ${enough} were missing`,
});
