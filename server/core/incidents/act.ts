import type { IncidentAction } from '../../../shared/action.ts';
import { CHECKS_BOUND, EXCEPTIONS_BOUND, type Incident, MARKS_BOUND, NOTES_BOUND } from '../../../shared/incident.ts';
import { OUTCOMES_KEPT } from '../desk/state.ts';
import type { Effect } from '../effect.ts';
import { deskOf } from '../settings.ts';
import type { OpenIncident, State } from '../state.ts';
import { mergeIncident } from './merge.ts';
import { announce, keep, note, type Telling } from './news.ts';
import { finish } from './over.ts';
import { giveBack, passOn, takeIncident } from './own.ts';

/** Keeps why an action changed nothing (null: it was done) for who waits for it. */
export function answer({ alerting }: State, action: string, refusal: string | null): void {
  alerting.outcomes.set(action, refusal);
  for (const oldest of alerting.outcomes.keys()) {
    if (alerting.outcomes.size <= OUTCOMES_KEPT) break;
    alerting.outcomes.delete(oldest);
  }
}

/** People go by their name here: whoever reads a wall knows it. */
const called = (state: State, who: string): string =>
  deskOf(state.settings).people.find(({ id, name }) => id === who || name.toLowerCase() === who.toLowerCase())?.name ?? who;

/** Does what somebody wants done about an incident. What can still be done about one that is over: notes, checks, marks, its review. */
export function actOnIncident(state: State, action: IncidentAction, effects: Effect[]): void {
  const telling: Telling = { state, effects };
  const open = state.alerting.open.get(action.incident);
  const incident = open?.incident ?? state.alerting.closed.find(({ id }) => id === action.incident);
  answer(
    state,
    action.id,
    incident ? done(telling, incident, open, { ...action, by: called(state, action.by) }) : `incident ${action.incident} is long over`,
  );
}

function done(telling: Telling, incident: Incident, open: OpenIncident | undefined, action: IncidentAction): string | null {
  switch (action.type) {
    case 'take':
    case 'give-back':
    case 'pass-on':
    case 'status':
    case 'close':
    case 'merge-incident':
      return open ? whileOpen(telling, open, action) : 'that incident is over';
    case 'incident-note':
      incident.notes = [...incident.notes, { id: action.id, at: telling.state.now, by: action.by, text: action.text }].slice(-NOTES_BOUND);
      return told(telling, incident, 'note', action.text, action.by);
    case 'check':
      return check(telling, incident, action);
    case 'check-add':
      if (incident.checks.length >= CHECKS_BOUND) return `a checklist has at most ${CHECKS_BOUND} items`;
      incident.checks.push({ id: action.id, text: action.text, done: null });
      return told(telling, incident, 'check', `added: ${action.text}`, action.by);
    case 'check-remove': {
      const item = incident.checks.find(({ id }) => id === action.check);
      if (!item) return 'that item is gone';
      incident.checks = incident.checks.filter((one) => one !== item);
      return told(telling, incident, 'check', `taken away: ${item.text}`, action.by);
    }
    case 'exception': {
      const { id, by, guideline, why, agreed } = action;
      incident.exceptions = [...incident.exceptions, { id, at: telling.state.now, by, guideline, why, agreed }].slice(-EXCEPTIONS_BOUND);
      return told(telling, incident, 'exception', `departed from “${guideline}”: ${why} (${agreed} agreed)`, by);
    }
    case 'mark':
      incident.marks = [
        ...incident.marks.filter(({ by }) => by !== action.by),
        { by: action.by, at: telling.state.now, mark: action.mark, note: action.note ?? '' },
      ].slice(-MARKS_BOUND);
      return told(telling, incident, 'marked', action.note ? `${action.mark}: ${action.note}` : action.mark, action.by);
    case 'incident-review': {
      const { by, sooner, well, badly, followUps, pressAt } = action;
      incident.review = { by, at: telling.state.now, sooner, well, badly, followUps };
      incident.pressAt = pressAt;
      return told(telling, incident, 'reviewed', 'looked back at', by);
    }
  }
}

type WhileOpen = Extract<IncidentAction, { type: 'take' | 'give-back' | 'pass-on' | 'status' | 'close' | 'merge-incident' }>;

function whileOpen(telling: Telling, open: OpenIncident, action: WhileOpen): string | null {
  switch (action.type) {
    case 'take':
      return takeIncident(telling, open, action.by);
    case 'give-back':
      return giveBack(telling, open, action.by);
    case 'pass-on':
      return passOn(telling, open, action.by, called(telling.state, action.person), action.reason);
    case 'status':
      return status(telling, open, action.text, action.by);
    case 'close':
      finish(telling, open, action.note ?? 'closed by hand', action.by);
      return null;
    case 'merge-incident':
      return mergeIncident(telling, open, action.into, action.by);
  }
}

function status(telling: Telling, open: OpenIncident, text: string, by: string): null {
  open.incident.status = text === '' ? null : { text, by, at: telling.state.now };
  note(telling, open.incident, 'status', text === '' ? 'no status any more' : text, by);
  announce(telling, open, 'status', text === '' ? `${by} took the status away` : `${text} (${by})`, false);
  return null;
}

function check(telling: Telling, incident: Incident, { check: id, done, by }: Extract<IncidentAction, { type: 'check' }>): string | null {
  const item = incident.checks.find((one) => one.id === id);
  if (!item) return 'that item is gone';
  if (done && item.done) return item.done.by === by ? null : `${item.done.by} did it already`;
  item.done = done ? { by, at: telling.state.now } : null;
  return told(telling, incident, 'check', `${done ? 'done' : 'not done after all'}: ${item.text}`, by);
}

function told(telling: Telling, incident: Incident, what: Parameters<typeof note>[2], text: string, by: string): null {
  note(telling, incident, what, text, by);
  keep(telling, incident);
  return null;
}
