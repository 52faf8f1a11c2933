import type { Case } from '../../../shared/case.ts';
import type { CasePromise } from '../../../shared/turn.ts';
import { customerTurns, hasSubstance, isThanks, replies } from '../desk/facts.ts';
import type { State } from '../state.ts';
import { DAY } from '../windows/track.ts';
import { counted, dayTime, span } from '../words.ts';
import { ownersOf } from './breach.ts';
import { type Ask, counting, DESK, type Detector, OF_DESK } from './detector.ts';
import { calm, type Found, firing, HOLDING, type Verdict } from './finding.ts';

export const PROMISE: Detector<'promise'> = { every: 10, stirs: false, asks: (pass) => counting(pass, 'promise', [DESK]), look };

/** An open alert stays while so much of its minimum is there. */
const STAYS = 0.5;

interface Broken {
  one: Case;
  at: number;
}

/** Promises that were broken within a day and are not made good yet. */
function look(state: State, { rule }: Ask<'promise'>, holding: boolean): Verdict {
  const broken = brokenLately(state);
  if (broken.length >= rule.minimum) return firing(finding(state, rule, broken));
  return holding && broken.length >= STAYS * rule.minimum ? HOLDING : calm('below the minimum');
}

/** Those broken first come first. */
function brokenLately({ desk, now }: State): Broken[] {
  const broken: Broken[] = [];
  for (const one of desk.cases.values()) {
    if (one.promises.length === 0 || SETTLED.has(one.status)) continue;
    for (const promise of one.promises) {
      const at = promise.settledAt ?? promise.due;
      if (promise.state === 'broken' && now - at < DAY && !isMadeGood(one, promise)) broken.push({ one, at });
    }
  }
  return broken.sort((a, b) => a.at - b.at);
}

const SETTLED: ReadonlySet<Case['status']> = new Set(['resolved', 'dismissed', 'merged']);

/** Late, but done: a reply with substance since it was due, or the customer's thanks. */
const isMadeGood = (one: Case, { due }: CasePromise): boolean =>
  replies(one).some((turn) => turn.postedAt > due && hasSubstance(turn)) ||
  customerTurns(one).some((turn) => turn.postedAt > due && isThanks(turn));

function finding(state: State, rule: Ask<'promise'>['rule'], broken: readonly Broken[]): Found {
  const first = broken[0]!.at;
  const cases = [...new Set(broken.map(({ one }) => one))];
  return {
    kind: 'promise',
    ...OF_DESK,
    severity: 'medium',
    title: 'Promises to customers were broken',
    reason: [
      `${counted(broken.length, 'promises')} broken within a day and not made good, the first at ${dayTime(first, state.now, state.settings.zone)}`,
      `${counted(cases.length)} ${cases.length === 1 ? 'case' : 'cases'}: ${ownersOf(state, cases)}`,
    ].join('; '),
    // Before the last of the minimum was broken there were too few.
    onsetAt: broken[rule.minimum - 1]!.at,
    seen: broken.length,
    expected: 0,
    windowSeconds: DAY / 1000,
    whyNow: `${counted(broken.length)} stand broken, the oldest for ${span(state.now - first)}; ${rule.minimum} open an alert`,
    whyNotBefore: `until then fewer than ${rule.minimum} did`,
  };
}
