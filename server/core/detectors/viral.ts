import type { Severity } from '../../../shared/alert.ts';
import { viralOf } from '../settings.ts';
import type { Held, State } from '../state.ts';
import { usualAt } from '../viral/model.ts';
import { likelihood } from '../viral/reasons.ts';
import { crossing, harm, standingOf, subjectOf } from '../viral/standing.ts';
import type { Noted } from '../viral/state.ts';
import { counted, dayTime, percent } from '../words.ts';
import { EVIDENCE_KEPT, evidence } from './evidence.ts';
import type { Finding, Verdict } from './finding.ts';

interface Spreading {
  noted: Noted;
  held: Held;
}

/** Watches of ours that a post spreads about, and those whose alert is open. Rivals' are no business of an alert. */
export function viralSubjects(state: State): string[] {
  const subjects = new Set<string>();
  for (const id of state.viral.noted.keys()) {
    const held = state.held.get(id);
    const subject = held ? subjectOf(state, held) : null;
    if (subject !== null) subjects.add(subject);
  }
  return [...subjects];
}

/** Posts against us that are likely to become large: one alert a watch, about the worst of them, with the others as evidence. */
export function lookForViral(state: State, subject: string): Verdict {
  const spreading = spreadingAbout(state, subject);
  if (spreading.length === 0) return { state: 'calm', why: 'below the minimum' };
  const [worst] = spreading;
  return worst!.noted.probability >= viralOf(state.settings).level
    ? { state: 'firing', finding: finding(state, subject, spreading) }
    : { state: 'holding' };
}

/** The worst first. */
function spreadingAbout(state: State, subject: string): Spreading[] {
  return [...state.viral.noted.values()]
    .flatMap((noted) => {
      const held = state.held.get(noted.mention);
      return held && !held.retracted ? [{ noted, held }] : [];
    })
    .filter(({ noted, held }) => subjectOf(state, held) === subject && standingOf(state, noted, held) === 'alert')
    .sort((a, b) => impact(state, subject, b) - impact(state, subject, a) || (a.noted.mention < b.noted.mention ? -1 : 1));
}

/** Followers from which an author alone carries a post far. */
const WELL_KNOWN = 100_000;

/** How bad it is: how likely, times how far, times how much it is against us. Only its order and its bounds have a meaning. */
function impact(state: State, subject: string, { noted, held }: Spreading): number {
  const far = 1 + Math.log10(Math.max(1, noted.expected / viralOf(state.settings).size));
  const known = (held.mention.author.followers ?? 0) >= WELL_KNOWN ? 0.5 : 0;
  return noted.probability * (far + known) * harm(held, subject);
}

const CRITICAL = 1;
const HIGH = 0.5;

function severity(state: State, subject: string, worst: Spreading): Severity {
  const weight = impact(state, subject, worst);
  if (weight >= CRITICAL) return 'critical';
  return weight >= HIGH ? 'high' : 'medium';
}

function finding(state: State, subject: string, spreading: readonly Spreading[]): Finding {
  const worst = spreading[0]!;
  const name = state.settings.watches.find(({ id }) => id === subject)?.name ?? 'Everything heard';
  const age = Math.max(1, (worst.noted.at - worst.noted.startedAt) / 1000);
  return {
    kind: 'viral',
    subject,
    subjectName: name,
    severity: severity(state, subject, worst),
    title: `A complaint is going viral: ${name}`,
    reason: reason(state, worst, spreading.length - 1),
    onsetAt: worst.noted.startedAt,
    seen: worst.noted.count,
    expected: usualAt(age),
    windowSeconds: Math.round(age),
    evidence: spreading.slice(0, EVIDENCE_KEPT).map(({ held }) => evidence(held)),
    rule: { name: 'viral', settings: { ...viralOf(state.settings), hours: 24 } },
    ...why(state, worst.noted),
  };
}

/** The words of the post stay out of it: a post that is taken back leaves only its evidence to be emptied. */
function reason(state: State, { noted, held }: Spreading, others: number): string {
  const { size } = viralOf(state.settings);
  const { crossedAt, probability, expected, low, high, reasons } = noted;
  const passed =
    crossedAt === null ? `${likelihood(probability, size)} within a day` : `past ${counted(size)} since ${at(state, crossedAt)}`;
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
function why(state: State, noted: Noted): Pick<Finding, 'whyNow' | 'whyNotBefore'> {
  const { level, size } = viralOf(state.settings);
  const when = crossing(state, noted);
  const soon = noted.crossedAt === null && when !== null ? `; as it grows it gets there about ${at(state, when)}` : '';
  const told = noted.crossedAt === null ? `it is ${likelihood(noted.probability, size)}` : `it has reached ${counted(size)}`;
  return {
    whyNow: `${told} within a day, an alert opens at ${percent(level)}${soon}`,
    whyNotBefore:
      noted.before === null || noted.before >= level
        ? 'too little had come of it before to tell'
        : `a look earlier it was ${likelihood(noted.before, size)}, below ${percent(level)}`,
  };
}
