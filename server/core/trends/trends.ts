import { type Sketch, sketch } from '../windows/sketch.ts';
import type { Rising } from './rising.ts';

/** Things of which a scope knows the name at a time. */
export const RISING_KEPT = 256;
/** Trends listed at a time. */
export const LISTED = 12;
/** Other names of a trend that are told with it. */
export const ALSO_KEPT = 4;

/** One trend, told with its arithmetic: `count` posts in `minutes` where `usual` were expected. */
export interface Trend {
  name: string;
  /** What else the same posts say. */
  also: string[];
  minutes: number;
  count: number;
  usual: number;
  /** `count` over `usual`; null for what was not heard before. */
  times: number | null;
  /** Standard deviations out of the usual. */
  significance: number;
  /** Different people in the same time. */
  people: number;
  /** Posts that say nearly the same as most of these, 0 where none do. */
  copies: number;
  coordinated: 'new-accounts' | 'in-step' | null;
  networks: string[];
  /** Share of negative posts among the last. */
  negative: number;
  since: number;
  spark: number[];
  example: string;
}

/** All that a scope keeps to tell what is rising: the same space whatever is said. */
export interface Trends {
  sketch: Sketch;
  /** By hash. */
  named: Map<number, Rising>;
  /** As they were at the last look, most significant first. */
  listed: Trend[];
  /** Posts came since then. */
  stirred: boolean;
}

export const trendsState = (): Trends => ({ sketch: sketch(), named: new Map(), listed: [], stirred: false });
