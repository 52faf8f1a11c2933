import type { RuleOf } from '../../../shared/rule.ts';
import type { State } from '../state.ts';
import { seasonal } from '../windows/baseline.ts';
import { DAY, HOUR, isLearnt, knownFrom, recent, type Track } from '../windows/track.ts';
import { counted, percent } from '../words.ts';
import { type Ask, type Detector, each, nameOf } from './detector.ts';
import { evidenceOf } from './evidence.ts';
import { calm, type Found, firing, HOLDING, type Verdict } from './finding.ts';

export const SHARE: Detector<'share'> = {
  every: 60,
  stirs: false,
  asks: (pass) => each(pass, 'share', () => sides(pass.state, 'ours').slice(0, 1)),
  look,
};

/** An open alert stays while the share stands so much of the drop below its usual. */
const STAYS = 0.5;
/** Without an earlier day at this hour the last day is what is usual, of which so much at least must be known. */
const KNOWN = 6 * HOUR;
const HOUR_MINUTES = HOUR / 60_000;

const sides = ({ settings }: State, kind: 'ours' | 'competitor'): string[] =>
  settings.watches.flatMap((watch) => (watch.kind === kind ? [watch.id] : []));

/** What is said of us, and of us and rivals: mentions within an hour now, and as is usual. */
interface Shares {
  ours: number;
  whole: number;
  usual: number;
}

/** Our share of what is said of us and of rivals over the last hour, against its usual at this hour, or of the last day. */
function look(state: State, { rule, subject }: Ask<'share'>, holding: boolean): Verdict {
  const shares = sharesOf(state, rule, subject);
  if (shares === null) return calm('learning');
  if (shares.whole < rule.minimum && !holding) return calm('below the minimum');
  const fell = shares.usual - shares.ours / Math.max(1, shares.whole);
  if (shares.whole >= rule.minimum && fell >= rule.drop) return firing(finding(state, rule, subject, shares));
  return holding && fell >= STAYS * rule.drop ? HOLDING : calm('within the usual spread');
}

/** A rule that names a watch asks for its share alone; the one for all for that of all that is ours. */
function sharesOf(state: State, rule: RuleOf<'share'>, subject: string): Shares | null {
  const ours = tracks(state, rule.watches.length > 0 ? [subject] : sides(state, 'ours'));
  const rivals = tracks(state, sides(state, 'competitor'));
  if (ours.length === 0 || rivals.length === 0 || ![...ours, ...rivals].every((track) => isLearnt(track, state.now))) return null;
  const hour = (track: Track): number => recent(track, state.now, HOUR_MINUTES - 1);
  const [seen, theirs] = [sum(ours, hour), sum(rivals, hour)];
  const usual = usualShare(state, ours, rivals);
  return usual === null ? null : { ours: seen, whole: seen + theirs, usual };
}

const tracks = (state: State, ids: readonly string[]): Track[] => ids.flatMap((id) => state.watches.get(id)?.total ?? []);
const sum = (all: readonly Track[], of: (track: Track) => number): number => all.reduce((total, track) => total + of(track), 0);

function usualShare({ now }: State, ours: readonly Track[], rivals: readonly Track[]): number | null {
  const all = [...ours, ...rivals];
  if (all.every((track) => seasonal(track, now - HOUR / 2) !== null)) {
    return part(
      sum(ours, (track) => seasonal(track, now - HOUR / 2) ?? 0),
      sum(all, (track) => seasonal(track, now - HOUR / 2) ?? 0),
    );
  }
  if (!all.every((track) => now - knownFrom(track) >= KNOWN)) return null;
  const before = (track: Track): number => recent(track, now, DAY / 60_000 - 1) - recent(track, now, HOUR_MINUTES - 1);
  return part(sum(ours, before), sum(all, before));
}

const part = (count: number, whole: number): number | null => (whole > 0 ? count / whole : null);

function finding(state: State, rule: RuleOf<'share'>, subject: string, { ours, whole, usual }: Shares): Found {
  const name = nameOf(state, subject);
  const share = ours / whole;
  return {
    kind: 'share',
    subject,
    subjectName: name,
    severity: 'medium',
    title: `Our share of voice falls: ${name}`,
    reason: `${percent(share)} of ${counted(whole, 'mentions')} of us and rivals in an hour, where ${percent(usual)} is usual`,
    onsetAt: state.now - HOUR,
    seen: ours,
    expected: usual * whole,
    windowSeconds: HOUR / 1000,
    evidence: evidenceOf(state, subject, { negative: false, onsetAt: state.now - HOUR }),
    whyNow: `${percent(usual - share)} of all fewer than usual; ${percent(rule.drop)}, of ${counted(rule.minimum, 'mentions')} an hour, open an alert`,
    whyNotBefore: `until then it had fallen by less than ${percent(rule.drop)}, or fewer than ${counted(rule.minimum)} were said`,
  };
}
