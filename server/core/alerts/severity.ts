import type { Severity } from '../../../shared/alert.ts';

export const SEVERITIES: readonly Severity[] = ['critical', 'high', 'medium'];
export const isWorse = (a: Severity, b: Severity): boolean => SEVERITIES.indexOf(a) < SEVERITIES.indexOf(b);
