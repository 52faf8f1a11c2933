import type { PulseSlice } from '../../shared/slices.ts';
import type { ShapeKind } from './shapes.ts';

const SEVERITIES: Record<string, ShapeKind> = { critical: 'critical', high: 'high', medium: 'medium' };

/** The shape before the sentence: how bad the worst open alert is, and without one how busy it is. */
export function headline({ level, worst }: PulseSlice): ShapeKind {
  if (level === 'blind' || level === 'learning') return worst ? (SEVERITIES[worst.severity] ?? level) : level;
  if (worst) return SEVERITIES[worst.severity] ?? 'high';
  if (level === 'surging') return 'high';
  if (level === 'busy') return 'medium';
  return level === 'quiet' ? 'calm' : 'fine';
}
