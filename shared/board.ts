import { z } from 'zod';
import { Severity } from './alert.ts';

export const PANELS = [
  'pulse',
  'volume',
  'sentiment',
  'alerts',
  'voices',
  'trends',
  'viral',
  'where',
  'share',
  'mix',
  'sources',
  'waiting',
  'answers',
  'desk',
  'wins',
  'shift',
  'load',
] as const;
export const PanelName = z.enum(PANELS);
export type PanelName = z.infer<typeof PanelName>;

/** One view of a board. `seconds` is how long it stays before the next one; alone it stays for good. */
export const Scene = z.object({ name: z.string(), title: z.string(), panels: z.array(PanelName), seconds: z.int().min(5) });
export type Scene = z.infer<typeof Scene>;

export const Zone = z.object({ label: z.string(), zone: z.string() });
export type Zone = z.infer<typeof Zone>;

/** What a screen shows. `scope` is the id of a set of watches. The first zone is the board's own. */
export const Board = z.object({
  name: z.string(),
  title: z.string(),
  scope: z.string(),
  scenes: z.array(Scene).min(1),
  zones: z.array(Zone).min(1),
  /** Screen diagonal in inches and distance of the farthest seat in metres: together they set the size of text. */
  screen: z.object({ inches: z.number(), metres: z.number() }).optional(),
  theme: z.enum(['dark', 'light']),
  /** The worst incident that nobody has takes over its screens for a while. */
  takeover: z.boolean(),
  /** Alerts of these severities sound on its screens, once somebody armed them; 0 (silent) to 1. */
  sound: z.object({ severities: z.array(Severity), volume: z.number().min(0).max(1) }).optional(),
});
export type Board = z.infer<typeof Board>;
