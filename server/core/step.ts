import { isAlertAction, isCaseAction, isIncidentAction } from '../../shared/action.ts';
import { advanceClock } from './clock.ts';
import { actOnCase } from './desk/act.ts';
import { hearCase } from './desk/hear.ts';
import { retractTurn } from './desk/retract.ts';
import type { Effect } from './effect.ts';
import type { ActionEntry, MentionEntry, Stored } from './entry.ts';
import { engage, hold, learnAuthor, letGo, takeBack } from './hold.ts';
import { actOnIncident } from './incidents/act.ts';
import { hearReply } from './incidents/advance.ts';
import { actOnAlert } from './incidents/alert-act.ts';
import { actOnAlerting } from './incidents/watch-act.ts';
import { EVERY_PART, type Parts } from './parts.ts';
import { hearDelivery } from './routing/hear.ts';
import { countMention } from './scope.ts';
import { applySettings } from './settle.ts';
import { countBrought, noteSource } from './sources.ts';
import type { State } from './state.ts';
import { hearGrowth, hearPost } from './viral/hear.ts';

/**
 * Folds one entry into the state, in place, and returns what the shell has to do about it. This is the whole product: live
 * running, recovery, replay and tests are this function over the same entries. A test of a rule folds no more `parts` than it needs.
 */
export function step(state: State, { seq, entry }: Stored, parts: Parts = EVERY_PART): Effect[] {
  const effects: Effect[] = [];
  advanceClock(state, entry.at, effects, parts);
  switch (entry.kind) {
    case 'mention':
      countBrought(state, entry);
      hearMention(state, entry, effects, parts);
      break;
    case 'engagement':
      engage(state, entry.engagement);
      if (parts.has('viral')) hearGrowth(state, entry.engagement);
      break;
    case 'retraction':
      takeBack(state, entry.mention, effects);
      if (parts.has('desk')) retractTurn(state, entry.mention, effects);
      effects.push({ kind: 'erase', mention: entry.mention });
      break;
    case 'author':
      learnAuthor(state, entry, effects);
      break;
    case 'action':
      act(state, entry, effects);
      break;
    case 'source':
      noteSource(state, entry);
      break;
    case 'settings':
      applySettings(state, entry);
      break;
    case 'delivery':
      hearDelivery(state, entry, effects);
      break;
    case 'tick':
      break;
  }
  letGo(state, parts);
  state.seq = seq;
  return effects;
}

function hearMention(state: State, entry: MentionEntry, effects: Effect[], parts: Parts): void {
  countMention(state, entry, hold(state, entry, parts), parts);
  if (parts.has('viral')) hearPost(state, entry);
  if (parts.has('desk')) hearCase(state, entry, effects);
  if (parts.has('incidents')) hearReply(state, entry);
}

function act(state: State, { action }: ActionEntry, effects: Effect[]): void {
  if (isAlertAction(action)) actOnAlert(state, action, effects);
  else if (isCaseAction(action)) actOnCase(state, action, effects);
  else if (isIncidentAction(action)) actOnIncident(state, action, effects);
  else actOnAlerting(state, action, effects);
}
