import type { AlertKind } from '../../../shared/alert.ts';
import type { Incident } from '../../../shared/incident.ts';
import { counted } from '../../core/words.ts';
import type { Fact } from './note.ts';

/** Kinds whose figures are mentions in a window against what is usual for it. */
const SURGES: ReadonlySet<AlertKind> = new Set(['spike', 'negative-spike', 'rival']);
/** What the others count: one of it, and several. Of what is not here the count tells nothing. */
const COUNTS: Partial<Record<AlertKind, [one: string, several: string]>> = {
  breach: ['case', 'cases'],
  burn: ['late answer', 'late answers'],
  promise: ['promise', 'promises'],
  influencer: ['post', 'posts'],
  urgent: ['post', 'posts'],
  trend: ['post', 'posts'],
  viral: ['answer or repost', 'answers and reposts'],
};
const MINUTE = 60;

const ratioOf = (seen: number, expected: number): string | null => (expected > 0 ? `${counted(seen / Math.max(expected, 0.5))}×` : null);

/** How big at a glance: "6.2× usual", "4 cases"; empty where nothing is usual, or a count tells nothing. */
export function glance({ lead, seen, expected }: Incident): string {
  if (!SURGES.has(lead.kind)) return countOf(lead.kind, seen);
  const ratio = ratioOf(seen, expected);
  return ratio === null ? '' : `${ratio} usual`;
}

function countOf(kind: AlertKind, seen: number): string {
  const nouns = COUNTS[kind];
  return nouns && seen > 0 ? counted(seen, seen === 1 ? nouns[0] : nouns[1]) : '';
}

/** "210 mentions in 5 min; usual are 34 (6.2×)", and the peak where it was higher; "4 cases". */
export function sizeFact(incident: Incident): Fact[] {
  const { lead, state } = incident;
  const value = SURGES.has(lead.kind) ? (state === 'closed' ? peakOf(incident) : surgeOf(incident)) : countOf(lead.kind, incident.seen);
  return value === '' ? [] : [{ label: 'How big', value }];
}

function surgeOf({ seen, expected, peak, windowSeconds }: Incident): string {
  const higher = peak.seen > seen ? `; at its peak ${counted(peak.seen)}` : '';
  return against(seen, expected, windowSeconds) + higher;
}

/** What was biggest is what counts when it is over. */
const peakOf = ({ peak, windowSeconds }: Incident): string => `at its peak ${against(peak.seen, peak.expected, windowSeconds)}`;

function against(seen: number, expected: number, seconds: number): string {
  const ratio = ratioOf(seen, expected);
  return `${counted(seen, 'mentions')} in ${window(seconds)}; usual are ${counted(expected)}${ratio === null ? '' : ` (${ratio})`}`;
}

const window = (seconds: number): string => (seconds < MINUTE ? `${seconds} s` : `${Math.round(seconds / MINUTE)} min`);
