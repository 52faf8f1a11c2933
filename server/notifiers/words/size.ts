import type { AlertKind } from '../../../shared/alert.ts';
import type { Incident } from '../../../shared/incident.ts';
import { counted } from '../../core/words.ts';
import type { Fact } from './note.ts';

/** Kinds whose figures are mentions in a window against what is usual for it; those of others tell something else. */
const SURGES: ReadonlySet<AlertKind> = new Set(['spike', 'negative-spike', 'rival']);
const MINUTE = 60;

/** Seen against usual, by the product's way of telling it: "6.2×"; null where nothing is usual, or it is no matter of counts. */
export function multiple({ lead, seen, expected }: Incident): string | null {
  if (!SURGES.has(lead.kind) || expected <= 0) return null;
  return `${counted(seen / Math.max(expected, 0.5))}×`;
}

/** "210 mentions in 5 min; usual are 34 (6.2×)", and the peak where it was higher. */
export function sizeFact(incident: Incident): Fact[] {
  if (!SURGES.has(incident.lead.kind)) return [];
  const { seen, expected, peak, state } = incident;
  if (state === 'closed') return [{ label: 'How big', value: peakOf(incident) }];
  const ratio = multiple(incident);
  const now = `${counted(seen, 'mentions')} in ${window(incident.windowSeconds)}; usual are ${counted(expected)}${ratio ? ` (${ratio})` : ''}`;
  const higher = peak.seen > seen ? `; at its peak ${counted(peak.seen)}` : '';
  return [{ label: 'How big', value: now + higher }];
}

/** What was biggest is what counts when it is over. */
function peakOf({ peak, windowSeconds }: Incident): string {
  const ratio = peak.expected > 0 ? ` (${counted(peak.seen / Math.max(peak.expected, 0.5))}×)` : '';
  return `at its peak ${counted(peak.seen, 'mentions')} in ${window(windowSeconds)}; usual are ${counted(peak.expected)}${ratio}`;
}

const window = (seconds: number): string => (seconds < MINUTE ? `${seconds} s` : `${Math.round(seconds / MINUTE)} min`);
