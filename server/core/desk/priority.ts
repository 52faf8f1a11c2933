import type { Case, Priority } from '../../../shared/case.ts';
import type { Urgency } from '../../../shared/mention.ts';

const URGENT: ReadonlySet<Urgency> = new Set(['safety', 'legal', 'vulnerable']);
/** From so many followers on a complaint is read by many. */
const AUDIENCE = 10_000;

/** What a case deserves by what its customer said and who hears them; a person may decide otherwise. */
export function priorityOf({ urgency, label, intent, customer }: Pick<Case, 'urgency' | 'label' | 'intent' | 'customer'>): Priority {
  if (urgency.some((kind) => URGENT.has(kind))) return 'urgent';
  const heard = (customer.followers ?? 0) >= AUDIENCE || customer.verified;
  if (urgency.length > 0 || (label === 'negative' && heard)) return 'high';
  return intent === 'praise' ? 'low' : 'normal';
}
