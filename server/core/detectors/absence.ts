import type { State } from '../state.ts';
import { sum } from '../windows/ring.ts';
import { HOUR, knownFrom, MINUTE, MINUTES_KEPT, type Track } from '../windows/track.ts';
import { clockTime, counted, span } from '../words.ts';
import { endedLately, type Window } from './day-window.ts';
import { type Ask, type Detector, each, nameOf, oursOf } from './detector.ts';
import { calm, type Found, firing, type Verdict } from './finding.ts';

export const ABSENCE: Detector<'absence'> = {
  every: 1,
  stirs: false,
  asks: (pass) => each(pass, 'absence', () => oursOf(pass.state)),
  look,
};

/** What was missing and did not come within this time is no news any more. */
const LASTS = 2 * HOUR;

/** Too little was said between two times of the day; it is over when it is said, or after a while. */
function look(state: State, { rule, subject }: Ask<'absence'>): Verdict {
  const track = subject === 'all' ? state.scopes.get('all')?.series.total : state.watches.get(subject)?.total;
  if (!track) return calm('learning');
  const window = endedLately(state.settings.zone, state.now, rule, LASTS);
  if (window === null) return calm('not the time for it');
  // Who began to listen in the middle of it cannot tell.
  if (knownFrom(track) > window.from) return calm('learning');
  const seen = heardSince(track, window.from, state.now);
  return seen >= rule.minimum ? calm('within the usual spread') : firing(finding(state, rule, subject, window, seen));
}

/** Mentions from that minute on. Of minutes that are forgotten the whole hours are known, and may count a few too many. */
function heardSince(track: Track, from: number, now: number): number {
  const last = Math.floor(now / MINUTE);
  const known = Math.max(last - MINUTES_KEPT + 1, 0);
  const first = Math.floor(from / MINUTE);
  if (first >= known) return sum(track.minutes, first, last);
  return sum(track.hours, Math.floor(from / HOUR), Math.floor(now / HOUR));
}

const SEEN = ['no mention', 'one mention'];

function finding(state: State, rule: Ask<'absence'>['rule'], subject: string, window: Window, seen: number): Found {
  const name = nameOf(state, subject);
  const { zone } = state.settings;
  const when = `${clockTime(window.from, zone)} and ${clockTime(window.to, zone)}`;
  return {
    kind: 'absence',
    subject,
    subjectName: name,
    severity: 'medium',
    title: `${rule.name}: ${name}`,
    reason: `${SEEN[seen] ?? counted(seen, 'mentions')} between ${when} and until now, where ${counted(rule.minimum)} or more were awaited`,
    onsetAt: window.from,
    seen,
    expected: rule.minimum,
    windowSeconds: Math.round((state.now - window.from) / 1000),
    evidence: [],
    whyNow: `${clockTime(window.to, zone)} has passed; it is over when they come, or after ${span(LASTS)}`,
    whyNotBefore: `until ${clockTime(window.to, zone)} they could still come`,
  };
}
