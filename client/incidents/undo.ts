import type { IncidentAction, WatchAction } from '../../shared/action.ts';
import type { Incident } from '../../shared/incident.ts';

/** A deed without what every deed has: its id, who does it, and the incident. */
type Bare<A> = A extends unknown ? Omit<A, 'id' | 'by' | 'incident'> : never;
export type OnIncident = Bare<IncidentAction>;
export type OnAlerting = Bare<Extract<WatchAction, { type: 'miss' | 'miss-back' }>>;
export type Deed = OnIncident | OnAlerting;

export const isOnAlerting = (deed: Deed): deed is OnAlerting => deed.type === 'miss' || deed.type === 'miss-back';

const toOwner = (owner: string | null): OnIncident => (owner === null ? { type: 'give-back' } : { type: 'pass-on', person: owner });

/**
 * What takes a deed back, if anything does; `before` is the incident as it was, `id` that of the action, `by` who did it.
 * What was written into its record (notes, exceptions) stays; nor does what is over begin again by itself.
 */
export function undoOf(deed: Deed, id: string, by: string, before: Incident | null): Deed | null {
  if (deed.type === 'miss') return { type: 'miss-back', miss: id };
  if (before === null) return null;
  switch (deed.type) {
    case 'take':
    case 'pass-on':
      return toOwner(before.owner);
    case 'give-back':
      return before.owner === by ? { type: 'take' } : toOwner(before.owner);
    case 'status':
      return { type: 'status', text: before.status?.text ?? '' };
    case 'check':
      return { type: 'check', check: deed.check, done: !deed.done };
    case 'check-add':
      return { type: 'check-remove', check: id };
    case 'check-remove':
      return addAgain(before, deed.check);
    case 'mark':
      return markBefore(before, by);
    default:
      return null;
  }
}

function addAgain(before: Incident, check: string): OnIncident | null {
  const item = before.checks.find((one) => one.id === check);
  // That it had been done, and by whom, would be lost.
  return item && item.done === null ? { type: 'check-add', text: item.text } : null;
}

function markBefore(before: Incident, by: string): OnIncident | null {
  const mark = before.marks.find((one) => one.by === by);
  if (!mark) return null;
  return mark.note === '' ? { type: 'mark', mark: mark.mark } : { type: 'mark', mark: mark.mark, note: mark.note };
}
