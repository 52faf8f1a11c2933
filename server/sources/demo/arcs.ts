import { dice } from './dice.ts';
import type { Scenario } from './scenario.ts';
import type { Arc, Phase } from './schema.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The first incident waits until the story has settled. */
const QUIET_AFTER_STORY = 40 * MINUTE;
/** One incident falls in each of these stretches, in its middle third: two follow each other after two to four hours. */
const STRETCH = 3 * HOUR;

/** An arc that takes place; `start` in ms since 1970 UTC. */
export interface Happening {
  arc: Arc;
  start: number;
}

/** Seconds after the start of a happening. */
export const secondsIn = (happening: Happening, at: number): number => (at - happening.start) / 1000;

/** Share of the arc's height at `seconds`: a smooth climb, a plateau, and a long tail that ends in zero. */
export function shape(arc: Arc, seconds: number): number {
  if (seconds <= arc.from || seconds >= arc.end) return 0;
  if (seconds < arc.peak) {
    const x = (seconds - arc.from) / (arc.peak - arc.from);
    return x * x * (3 - 2 * x);
  }
  if (seconds <= arc.ease) return 1;
  return (1 - (seconds - arc.ease) / (arc.end - arc.ease)) ** 2.2;
}

export const phasesAt = (arc: Arc, seconds: number): Phase[] =>
  arc.phases.filter((phase) => phase.from <= seconds && seconds < phase.until);

const known = (scenario: Scenario, id: string): Arc => {
  const arc = scenario.arcs.get(id);
  if (!arc) throw new Error(`no arc ${id}`);
  return arc;
};

/** The order of the incidents is shuffled anew each time all of them have happened. */
function incident(scenario: Scenario, seed: number, turn: number): Arc {
  const round = Math.floor(turn / scenario.incidents.length);
  const order = scenario.incidents.map((id, i) => ({ id, by: dice(seed, 'order', round, i)() })).sort((a, b) => a.by - b.by);
  return known(scenario, order[turn % order.length]?.id ?? scenario.story);
}

function incidentIn(scenario: Scenario, seed: number, startedAt: number, turn: number): Happening[] {
  if (turn < 0) return [];
  const offset = STRETCH * (1 + dice(seed, 'incident', turn)()) * (1 / 3);
  return [{ arc: incident(scenario, seed, turn), start: Math.round(startedAt + QUIET_AFTER_STORY + turn * STRETCH + offset) }];
}

/** What is going on at some time between `from` and `to`. */
export function happenings(scenario: Scenario, seed: number, startedAt: number, from: number, to: number): Happening[] {
  const turn = Math.floor((from - startedAt - QUIET_AFTER_STORY) / STRETCH);
  const all = [
    { arc: known(scenario, scenario.yesterday.arc), start: startedAt - scenario.yesterday.hoursBefore * HOUR },
    { arc: known(scenario, scenario.story), start: startedAt },
    ...[turn - 1, turn, turn + 1].flatMap((each) => incidentIn(scenario, seed, startedAt, each)),
  ];
  return all.filter(({ arc, start }) => start < to && from < start + lastSecond(arc) * 1000);
}

const lastSecond = (arc: Arc): number => Math.max(arc.end, ...arc.beats.map((beat) => beat.at + 1));
