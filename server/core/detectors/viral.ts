import type { Severity } from '../../../shared/alert.ts';
import { viralOf } from '../settings.ts';
import type { Held, State } from '../state.ts';
import { chanceOf } from '../viral/look.ts';
import { usualAt } from '../viral/model.ts';
import { likelihood } from '../viral/reasons.ts';
import { crossing, harm, subjectOf } from '../viral/standing.ts';
import type { Noted } from '../viral/state.ts';
import { counted, dayTime, percent } from '../words.ts';
import { type Ask, counting, type Detector, nameOf } from './detector.ts';
import { EVIDENCE_KEPT, evidence } from './evidence.ts';
import { calm, type Found, firing, HOLDING, type Verdict } from './finding.ts';

interface Spreading {
  noted: Noted;
  held: Held;
  /** That it becomes as large as the rule says. */
  chance: number;
}

export const VIRAL: Detector<'viral'> = {
  every: 1,
  stirs: false,
  asks: (pass) => counting(pass, 'viral', subjectsOf(pass.state)),
  look: lookForViral,
};

/** Watches of ours that a post spreads about. Rivals' are no business of an alert. */
function subjectsOf(state: State): Set<string> {
  const subjects = new Set<string>();
  for (const id of state.viral.noted.keys()) {
    const held = state.held.get(id);
    const subject = held ? subjectOf(state, held) : null;
    if (subject !== null) subjects.add(subject);
  }
  return subjects;
}

/** Posts against us that are likely to become large: one alert a watch, about the worst of them, with the others as evidence. */
function lookForViral(state: State, ask: Ask<'viral'>, holding: boolean): Verdict {
  const spreading = spreadingAbout(state, ask, holding ? Math.min(ask.rule.clear, ask.rule.level) : ask.rule.level);
  const [worst] = spreading;
  if (!worst) return calm('below the minimum');
  return worst.chance >= ask.rule.level ? firing(finding(state, ask, spreading)) : HOLDING;
}

/** Below so many reposts and answers chance alone may be at work. */
const LEAST = 8;

/** Those at least as likely as `bound`: first those that open an alert, and of these the worst. */
function spreadingAbout(state: State, { rule, subject }: Ask<'viral'>, bound: number): Spreading[] {
  const opens = ({ chance }: Spreading): number => Number(chance >= rule.level);
  return [...state.viral.noted.values()]
    .flatMap((noted) => {
      const held = state.held.get(noted.mention);
      return held && !held.retracted ? [{ noted, held, chance: chanceOf(state, noted, held, rule.size) }] : [];
    })
    .filter(({ noted, held, chance }) => {
      const isAbout = subjectOf(state, held) === subject && harm(held, subject) > 0;
      return isAbout && noted.count >= LEAST && chance >= bound;
    })
    .sort(
      (a, b) =>
        opens(b) - opens(a) ||
        impact(b, subject, rule.size) - impact(a, subject, rule.size) ||
        (a.noted.mention < b.noted.mention ? -1 : 1),
    );
}

/** Followers from which an author alone carries a post far. */
const WELL_KNOWN = 100_000;

/** How bad it is: how likely, times how far, times how much it is against us. Only its order and its bounds have a meaning. */
function impact({ noted, held, chance }: Spreading, subject: string, size: number): number {
  const far = 1 + Math.log10(Math.max(1, noted.expected / size));
  const known = (held.mention.author.followers ?? 0) >= WELL_KNOWN ? 0.5 : 0;
  return chance * (far + known) * harm(held, subject);
}

const CRITICAL = 1;
const HIGH = 0.5;

function severity(worst: Spreading, subject: string, size: number): Severity {
  const weight = impact(worst, subject, size);
  if (weight >= CRITICAL) return 'critical';
  return weight >= HIGH ? 'high' : 'medium';
}

function finding(state: State, { rule, subject }: Ask<'viral'>, spreading: readonly Spreading[]): Found {
  const worst = spreading[0]!;
  const name = nameOf(state, subject);
  const age = Math.max(1, (worst.noted.at - worst.noted.startedAt) / 1000);
  return {
    kind: 'viral',
    subject,
    subjectName: name,
    severity: severity(worst, subject, rule.size),
    title: `A complaint is going viral: ${name}`,
    reason: reason(state, worst, rule.size, spreading.length - 1),
    onsetAt: worst.noted.startedAt,
    seen: worst.noted.count,
    expected: usualAt(age),
    windowSeconds: Math.round(age),
    evidence: spreading.slice(0, EVIDENCE_KEPT).map(({ held }) => evidence(held)),
    bounds: { hours: 24 },
    ...why(state, worst, rule),
  };
}

/** When it became as large as that; null: it is not. What was noted is of the size that the config means by large. */
function crossed({ settings }: State, { crossedAt, count, at }: Noted, size: number): number | null {
  if (count < size) return null;
  return size === viralOf(settings).size && crossedAt !== null ? crossedAt : at;
}

/** The words of the post stay out of it: a post that is taken back leaves only its evidence to be emptied. */
function reason(state: State, { noted, held, chance }: Spreading, size: number, others: number): string {
  const { expected, low, high, reasons } = noted;
  const since = crossed(state, noted, size);
  const passed = since === null ? `${likelihood(chance, size)} within a day` : `past ${counted(size)} since ${at(state, since)}`;
  const caution = isCalibrated(state, held) ? '' : ', uncalibrated';
  const foretold = `about ${round(expected)} expected (${round(low)} to ${round(high)}${caution})`;
  const more = others > 0 ? [`and ${counted(others)} more like it`] : [];
  return [passed, foretold, ...reasons, ...more].join('; ');
}

/** To two digits: more would claim what is not known. */
const round = (size: number): string => counted(Number(size.toPrecision(2)));

const at = ({ settings, now }: State, when: number): string => dayTime(when, now, settings.zone);

const isCalibrated = ({ viral }: State, { mention }: Held): boolean => (viral.streams.get(mention.network)?.weights ?? null) !== null;

/** A look takes place every few seconds; what it said before tells why there was no alert then. */
function why(state: State, { noted, chance }: Spreading, { level, size }: Ask<'viral'>['rule']): Pick<Found, 'whyNow' | 'whyNotBefore'> {
  const isCrossed = noted.count >= size;
  // What was noted of earlier and later moments is of the size that the config means by large.
  const isNoted = size === viralOf(state.settings).size;
  const when = isNoted ? crossing(state, noted) : null;
  const soon = !isCrossed && when !== null ? `; as it grows it gets there about ${at(state, when)}` : '';
  const told = isCrossed ? `it has reached ${counted(size)}` : `it is ${likelihood(chance, size)}`;
  return {
    whyNow: `${told} within a day, an alert opens at ${percent(level)}${soon}`,
    whyNotBefore:
      !isNoted || noted.before === null || noted.before >= level
        ? 'too little had come of it before to tell'
        : `a look earlier it was ${likelihood(noted.before, size)}, below ${percent(level)}`,
  };
}
