import type { Case, Priority } from '../../../shared/case.ts';
import type { Urgency } from '../../../shared/mention.ts';

const URGENT: ReadonlySet<Urgency> = new Set(['safety', 'legal', 'vulnerable']);
/** Who asks or praises mentions a baby or a grandmother in passing. */
const CALM: ReadonlySet<string> = new Set(['question', 'praise', 'suggestion']);
/** From so many followers on a complaint is read by many. */
const AUDIENCE = 10_000;

type Said = Pick<Case, 'urgency' | 'label' | 'intent'>;

/** Why a case cannot wait, as far as what the customer is after bears it out; danger always does. */
export function pressingUrgency({ urgency, intent = 'other', label }: Said): Urgency[] {
  const calm = CALM.has(intent) || label === 'positive';
  return calm ? urgency.filter((kind) => kind === 'safety' || kind === 'time') : urgency;
}

/** What a case deserves by what its customer said and who hears them; a person may decide otherwise. */
export function priorityOf(one: Said & Pick<Case, 'customer'>): Priority {
  const urgency = pressingUrgency(one);
  if (urgency.some((kind) => URGENT.has(kind))) return 'urgent';
  const heard = (one.customer.followers ?? 0) >= AUDIENCE || one.customer.verified;
  if (urgency.length > 0 || (one.label === 'negative' && heard)) return 'high';
  return one.intent === 'praise' || one.intent === 'spam' ? 'low' : 'normal';
}
