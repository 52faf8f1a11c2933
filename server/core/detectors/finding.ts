import type { AlertKind, Evidence, Severity, Surge } from '../../../shared/alert.ts';

/** What a detector found, with everything that explains it. */
export interface Finding {
  kind: AlertKind;
  subject: string;
  subjectName: string;
  severity: Severity;
  title: string;
  /** One line, without the time it began: an alert goes on from its own. */
  reason: string;
  onsetAt: number;
  seen: number;
  expected: number;
  windowSeconds: number;
  evidence: Evidence[];
  surge?: Surge;
  rule: { name: string; settings: Record<string, number | string> };
  whyNow: string;
  whyNotBefore: string;
}

/** `calm`: nothing, and `why` says what was missing. `holding`: no new finding, but not yet back to usual. */
export type Verdict = { state: 'firing'; finding: Finding } | { state: 'holding' } | { state: 'calm'; why: Calm };

/** Why a detector stays silent. */
export type Calm = 'learning' | 'below the minimum' | 'below the multiple' | 'within the usual spread' | 'not rare enough';

export const findingKey = (kind: AlertKind, subject: string): string => `${kind}:${subject}`;
