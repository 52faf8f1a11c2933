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
  /** 0 where nothing of the kind is usual. */
  expected: number;
  windowSeconds: number;
  evidence: Evidence[];
  surge?: Surge;
  rule: { name: string; settings: Record<string, number | string> };
  whyNow: string;
  whyNotBefore: string;
}

/** A finding as its detector tells it: the rule by which it was found is added to it, and may overrule its severity. */
export type Found = Omit<Finding, 'rule'> & {
  /** Bounds of the detector's own, beside those of the rule. */
  bounds?: Record<string, number | string>;
};

/** `calm`: nothing, and `why` says what was missing. `holding`: no new finding, but not yet back to usual. */
export type Verdict = { state: 'firing'; finding: Found } | { state: 'holding' } | { state: 'calm'; why: Calm };

/** Why a detector stays silent. */
export type Calm =
  | 'learning'
  | 'below the minimum'
  | 'below the multiple'
  | 'within the usual spread'
  | 'not rare enough'
  | 'not the time for it';

export const calm = (why: Calm): Verdict => ({ state: 'calm', why });
export const firing = (finding: Found): Verdict => ({ state: 'firing', finding });
export const HOLDING: Verdict = { state: 'holding' };

export const findingKey = (kind: AlertKind, subject: string): string => `${kind}:${subject}`;
