import { clockOf, usualRate } from './rhythm.ts';
import type { Scenario } from './scenario.ts';

/** One telling of a scenario: everything that its posts follow from. */
export interface World {
  scenario: Scenario;
  seed: number;
  /** When the story begins, ms since 1970 UTC. */
  startedAt: number;
  /** The id of the source that brings it. */
  source: string;
  /** Posts a minute that are usual at a time. */
  usual(at: number): number;
  /** Local time at the brand's home as `06:40`. */
  clock(at: number): string;
}

const two = (n: number): string => String(n).padStart(2, '0');

export function worldOf(scenario: Scenario, seed: number, startedAt: number, source: string): World {
  const local = clockOf(scenario.rhythm.zone);
  const clock = (at: number): string => {
    const { hour, minute } = local(at);
    return `${two(hour)}:${two(minute - (minute % 5))}`;
  };
  return { scenario, seed, startedAt, source, usual: usualRate(scenario.rhythm), clock };
}
