import type { Severity } from '../../../shared/alert.ts';
import type { Sending } from '../notifier.ts';

/** How much a message matters: a severity, `fine` when it is over, `note` for what asks nothing of anybody. */
export type Level = Severity | 'fine' | 'note';

/** The same shapes as on the wall. */
const SIGNS: Record<Level, string> = { critical: '◆', high: '▲', medium: '■', fine: '●', note: '●' };
const WORDS: Record<Severity, string> = { critical: 'CRITICAL', high: 'HIGH', medium: 'MEDIUM' };

/** For bars beside a message: seen on white and on black, never the only sign. */
export const COLOURS: Record<Level, string> = {
  critical: '#e5484d',
  high: '#d98e04',
  medium: '#3b82c4',
  fine: '#2f9e77',
  note: '#7b8794',
};

export const sign = (level: Level): string => SIGNS[level];
export const word = (severity: Severity): string => WORDS[severity];
export const signed = (severity: Severity): string => `${SIGNS[severity]} ${WORDS[severity]}`;

/** What is not the real thing says so first; null for the real thing. */
export const modeLabel = (mode: Sending['mode']): string | null => (mode === 'live' ? null : mode.toUpperCase());
