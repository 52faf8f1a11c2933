import { isDeaf } from '../sources.ts';
import type { SourceState, State } from '../state.ts';
import { count, sum } from '../windows/ring.ts';
import { HOUR, MINUTE } from '../windows/track.ts';
import { counted, span } from '../words.ts';
import type { Finding, Verdict } from './finding.ts';

/** A source that is not connected for this long is told of. */
const DEAF_FOR = 2 * MINUTE;
/** Posts that ought to have come in a silence before it is believed: by chance it happens once in e^12. */
const MISSED = 12;
const LEAST_SILENCE = 5 * MINUTE;

/** A source that should be heard and is not: not connected, or connected and silent against its habit. */
export function lookForSilence(state: State, subject: string): Verdict {
  const source = state.sources.get(subject);
  if (!source?.listens) return { state: 'calm', why: 'below the minimum' };
  if (isDeaf(source, state.now)) {
    const since = source.deafSince ?? state.now;
    return state.now - since >= DEAF_FOR
      ? { state: 'firing', finding: deaf(state, source, since) }
      : { state: 'calm', why: 'below the minimum' };
  }
  const since = source.lastAt ?? state.now;
  const rate = usualRate(source, since);
  if (source.status !== 'live' || state.now - since < LEAST_SILENCE) return { state: 'calm', why: 'below the minimum' };
  const missed = (rate * (state.now - Math.max(since, source.since))) / MINUTE;
  return missed >= MISSED
    ? { state: 'firing', finding: silent(state, source, since, missed) }
    : { state: 'calm', why: 'within the usual spread' };
}

/** Posts a minute in the two hours before it fell silent; an hour at least must be known. */
function usualRate(source: SourceState, since: number): number {
  const end = Math.floor(since / MINUTE);
  const heard = sum(source.received, end - 120, end);
  const early = sum(source.received, end - 120, end - 60);
  return early > 0 || count(source.received, end - 61) > 0 ? heard / ((2 * HOUR) / MINUTE) : 0;
}

const base = (source: SourceState, since: number): Pick<Finding, 'kind' | 'subject' | 'subjectName' | 'onsetAt' | 'seen' | 'evidence'> => ({
  kind: 'silence',
  subject: source.id,
  subjectName: source.id,
  onsetAt: since,
  seen: 0,
  evidence: [],
});

const deaf = (state: State, source: SourceState, since: number): Finding => ({
  ...base(source, since),
  severity: 'high',
  title: `Blind on ${source.id}`,
  reason: `not connected for ${span(state.now - since)}${source.message ? `: ${source.message}` : ''}`,
  expected: 0,
  windowSeconds: Math.round((state.now - since) / 1000),
  rule: { name: 'silence', settings: { minutes: DEAF_FOR / MINUTE } },
  whyNow: `a source that is away for ${DEAF_FOR / MINUTE} min leaves us blind`,
  whyNotBefore: 'shorter breaks mend themselves',
});

const silent = (state: State, source: SourceState, since: number, missed: number): Finding => ({
  ...base(source, since),
  severity: 'medium',
  title: `${source.id} has fallen silent`,
  reason: `nothing for ${span(state.now - since)} where about ${counted(missed, 'posts')} would be usual, though it is connected`,
  expected: missed,
  windowSeconds: Math.round((state.now - since) / 1000),
  rule: { name: 'silence', settings: { missed: MISSED, minutes: LEAST_SILENCE / MINUTE } },
  whyNow: `${counted(missed, 'posts')} are missing; ${MISSED} are enough to rule out chance`,
  whyNotBefore: `fewer than ${MISSED} were missing`,
});
