import type { Sample } from '../desk/state.ts';
import { deskOf } from '../settings.ts';
import type { State } from '../state.ts';
import { counted, percent, span, times } from '../words.ts';
import { type Ask, counting, DESK, type Detector, OF_DESK } from './detector.ts';
import { calm, type Found, firing, HOLDING, type Verdict } from './finding.ts';

export const BURN: Detector<'burn'> = { every: 10, stirs: false, asks: (pass) => counting(pass, 'burn', [DESK]), look };

/** A short window tells that it is still so: a twelfth of the long one, as in "The Site Reliability Workbook", chapter 5. */
const SHORT = 12;
/** What is no budget at all is counted as this share of late answers. */
const LEAST_BUDGET = 0.001;

interface Burnt {
  /** First answers that were given or due, and those of them that were late. */
  due: number;
  late: number;
  /** When the first of them was late. */
  since: number;
}

/**
 * Late answers use up the month's budget: the share late over the window and over its last twelfth, against the share that may be late.
 * Beyond a share of one nothing can be late, so that a large budget cannot put the bound out of reach.
 */
function look(state: State, { rule }: Ask<'burn'>, holding: boolean): Verdict {
  const budget = Math.max(LEAST_BUDGET, 1 - deskOf(state.settings).inTime);
  const long = burntSince(state, state.now - rule.window);
  const short = burntSince(state, state.now - rule.window / SHORT);
  const reaches = (burnt: Burnt, bound: number): boolean => burnt.late > 0 && shareOf(burnt) >= Math.min(1, bound * budget);
  if (long.due >= rule.minimum && reaches(long, rule.times) && reaches(short, rule.times)) {
    return firing(finding(rule, budget, long, short));
  }
  if (long.due < rule.minimum && !holding) return calm('below the minimum');
  return holding && reaches(long, rule.clear) ? HOLDING : calm('below the multiple');
}

const shareOf = ({ due, late }: Burnt): number => late / Math.max(1, due);

function burntSince({ desk, now }: State, from: number): Burnt {
  const burnt: Burnt = { due: 0, late: 0, since: now };
  for (const sample of desk.figures.get('all')?.samples.values() ?? []) if (sample.at > from && sample.at <= now) count(burnt, sample);
  return burnt;
}

function count(burnt: Burnt, { inTime, at }: Sample): void {
  if (inTime === null) return;
  burnt.due++;
  if (inTime) return;
  burnt.late++;
  burnt.since = Math.min(burnt.since, at);
}

function finding(rule: Ask<'burn'>['rule'], budget: number, long: Burnt, short: Burnt): Found {
  const pace = shareOf(long) / budget;
  return {
    kind: 'burn',
    ...OF_DESK,
    severity: 'high',
    title: 'Late answers use up the budget',
    reason: `${counted(long.late)} of ${counted(long.due)} first answers late in ${span(rule.window)} (${percent(shareOf(long))}), ${times(pace)} what the month allows (${percent(budget)})`,
    onsetAt: long.since,
    seen: long.late,
    expected: budget * long.due,
    windowSeconds: Math.round(rule.window / 1000),
    whyNow: `${times(pace)} the allowed pace over ${span(rule.window)} and ${times(shareOf(short) / budget)} over the last ${span(rule.window / SHORT)}; ${times(rule.times)} in both, of ${rule.minimum} due, open an alert`,
    whyNotBefore: `fewer than ${rule.minimum} were due, or one of the two paces was below ${times(rule.times)}`,
  };
}
