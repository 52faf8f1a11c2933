import { type Case, type Priority, waitsForUs } from '../../../shared/case.ts';
import { whoIs } from '../desk/names.ts';
import { firstDue } from '../desk/waits.ts';
import { deskOf } from '../settings.ts';
import type { State } from '../state.ts';
import { counted, span } from '../words.ts';
import { type Ask, counting, DESK, type Detector, OF_DESK } from './detector.ts';
import { calm, type Found, firing, HOLDING, type Verdict } from './finding.ts';

export const BREACH: Detector<'breach'> = { every: 10, stirs: false, asks: (pass) => counting(pass, 'breach', [DESK]), look };

const PRIORITIES: readonly Priority[] = ['urgent', 'high', 'normal', 'low'];
/** An open alert stays while so much of its minimum is there. */
const STAYS = 0.5;
/** So many times the minimum is one severity more. */
const MANY = 3;
/** People that are named. */
const NAMED = 4;

/** A case that waits, and since when it is over its time. */
interface Over {
  one: Case;
  due: number;
}

/** Cases that wait for us beyond their time. */
function look(state: State, { rule }: Ask<'breach'>, holding: boolean): Verdict {
  const over = overTime(state, PRIORITIES.slice(0, PRIORITIES.indexOf(rule.priority) + 1));
  if (over.length >= rule.minimum) return firing(finding(state, rule, over));
  return holding && over.length >= STAYS * rule.minimum ? HOLDING : calm('below the minimum');
}

/** Those that are over their time the longest come first. */
function overTime({ desk, now }: State, priorities: readonly Priority[]): Over[] {
  const over: Over[] = [];
  for (const one of desk.cases.values()) {
    if (!priorities.includes(one.priority) || one.snoozedUntil !== null || !waitsForUs(one.status)) continue;
    const due = firstDue(one)?.due ?? null;
    if (due !== null && due <= now) over.push({ one, due });
  }
  return over.sort((a, b) => a.due - b.due);
}

function finding(state: State, rule: Ask<'breach'>['rule'], over: readonly Over[]): Found {
  const longest = state.now - over[0]!.due;
  const which = rule.priority === 'urgent' ? 'urgent cases' : `cases of priority ${rule.priority} or more`;
  return {
    kind: 'breach',
    ...OF_DESK,
    severity: over.length >= MANY * rule.minimum ? 'high' : 'medium',
    title: `${rule.priority === 'urgent' ? 'Urgent cases' : 'Cases'} wait over their time`,
    reason: [
      `${counted(over.length)} ${which} wait over their time, the longest for ${span(longest)}`,
      ownersOf(
        state,
        over.map(({ one }) => one),
      ),
    ].join('; '),
    // Before the last of the minimum was due there were too few.
    onsetAt: over[rule.minimum - 1]!.due,
    seen: over.length,
    expected: 0,
    windowSeconds: Math.max(1, Math.round(longest / 1000)),
    whyNow: `${counted(over.length)} are over their time; ${rule.minimum} open an alert`,
    whyNotBefore: `until then fewer than ${rule.minimum} were`,
  };
}

/** "2 with Mara, 1 with nobody": who has them, most first. */
export function ownersOf({ settings }: State, cases: readonly Case[]): string {
  const by = new Map<string, number>();
  for (const { owner } of cases) {
    const who = whoIs(deskOf(settings), owner) ?? 'nobody';
    by.set(who, (by.get(who) ?? 0) + 1);
  }
  const ranked = [...by].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const told = ranked.slice(0, NAMED).map(([who, count]) => `${count} with ${who}`);
  const others = ranked.slice(NAMED).reduce((sum, [, count]) => sum + count, 0);
  return [...told, ...(others > 0 ? [`${others} with others`] : [])].join(', ');
}
