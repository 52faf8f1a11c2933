import type { StreamCalibration } from './calibration.ts';
import { type Conversations, conversations } from './conversations.ts';

/** Conversations of which more is kept: those with some chance of becoming large. */
export const VIRAL_NOTED = 100;
/** Conversations that grew since they were last looked at; what comes beyond it is looked at when it grows again. */
export const VIRAL_STIRRED = 20_000;
/** Points of a growth curve; when it is full every second one goes. */
export const CURVE_KEPT = 40;

/** A conversation with some chance of becoming large, as it was last looked at. */
export interface Noted {
  mention: string;
  startedAt: number;
  at: number;
  count: number;
  /** That it reaches the alert size within the horizon. */
  probability: number;
  expected: number;
  low: number;
  high: number;
  /** Probability a look earlier; null at the first. */
  before: number | null;
  /** Likely enough for an alert; once it is, it stays so down to a lower bound. */
  likely: boolean;
  /** When it reached the alert size. */
  crossedAt: number | null;
  /** Arrivals of late, decayed over 15 minutes: what is left of the growth. */
  pace: number;
  reasons: string[];
  /** Age in seconds and size, oldest first. */
  curve: [age: number, count: number][];
}

export interface Viral {
  known: Conversations;
  stirred: Set<string>;
  noted: Map<string, Noted>;
  streams: Map<string, StreamCalibration>;
  /** When the noted were last looked at. */
  lookedAt: number;
}

export const viralState = (): Viral => ({ known: conversations(), stirred: new Set(), noted: new Map(), streams: new Map(), lookedAt: 0 });
