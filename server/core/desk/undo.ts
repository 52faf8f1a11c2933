import type { CaseAction } from '../../../shared/action.ts';
import type { Case } from '../../../shared/case.ts';
import { type Change, tell, touch } from './change.ts';
import { gather } from './facts.ts';
import { unmerge } from './merge.ts';
import { resettle, settleAll } from './settle.ts';
import type { Undo } from './state.ts';

/** What a person decides of a case; the rest follows from its posts. */
const DECIDED = [
  'status',
  'since',
  'owner',
  'assignedAt',
  'team',
  'tags',
  'priority',
  'snoozedUntil',
  'resolvedAt',
  'anew',
  'reopened',
  'stayed',
  'linked',
  'clocks',
  'promises',
  'reviews',
  'ticket',
] as const;

/** A word that was said stays said, and what went to a helpdesk is there. */
const FINAL: ReadonlySet<CaseAction['type']> = new Set(['note', 'sent', 'undo', 'split']);

/** The case as it is before an action; null when that cannot be undone. */
export function remember(one: Case, { id, by, type }: CaseAction): Undo | null {
  if (FINAL.has(type)) return null;
  const before: Partial<Case> = {};
  for (const field of DECIDED) Object.assign(before, { [field]: structuredClone(one[field]) });
  if (type === 'correct') before.turns = structuredClone(one.turns);
  return { action: id, by, before, type };
}

/** Takes back the newest action on the case, as long as nothing was posted since. */
export function undo(change: Change, one: Case, { by, id, action }: Extract<CaseAction, { type: 'undo' }>): string | null {
  const { state } = change;
  const last = state.desk.undo.get(one.id);
  if (!last) return 'there is nothing to undo: something was posted since, or it was undone already';
  if (last.action !== action) return 'something else was done to the case since';
  state.desk.undo.delete(one.id);
  for (const event of one.events) if (event.action === action) event.undone = true;
  if (last.type === 'merge') unmerge(change, one, last.before);
  else Object.assign(one, last.before);
  tell(one, state.now, 'undone', last.type, by, id);
  if (last.type === 'correct') resettle(change, one);
  else {
    gather(one);
    settleAll(change, one, state.now);
  }
  touch(change, one);
  return null;
}
