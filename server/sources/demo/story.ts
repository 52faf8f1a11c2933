import { AFTERMATH_MINUTES, aftermath } from './aftermath.ts';
import { background } from './background.ts';
import { events } from './events.ts';
import { MINUTE, type Post, type Told } from './post.ts';
import { haldenAir, type Scenario } from './scenario.ts';
import { type World, worldOf } from './world.ts';

export const DAY = 24 * 60 * MINUTE;

/** Minutes that are kept, so that each is made once while time runs forward. */
const MINUTES_KEPT = AFTERMATH_MINUTES + 2;

/** A scenario told from a start. Every minute can be asked for alone and is always the same. */
export interface Story {
  /** Everything in the minute that starts at `minute * 60000`, in order of time. */
  minute(minute: number): Told[];
  /** Everything with `from <= at < to`, in order of time. Ask for short stretches: it is held in memory. */
  between(from: number, to: number): Told[];
}

interface Made {
  posts: Post[];
  /** What follows from the posts, by the minute in which it happens. */
  after: Map<number, Told[]>;
}

function make(world: World, minute: number): Made {
  const posts = [...background(world, minute), ...events(world, minute)];
  const after = Map.groupBy(
    posts.flatMap((post) => aftermath(world, post)),
    (told) => Math.floor(told.at / MINUTE),
  );
  return { posts, after };
}

/** Makes minutes on demand and forgets the one made longest ago. */
function maker(world: World): (minute: number) => Made {
  const kept = new Map<number, Made>();
  return (minute) => {
    const made = kept.get(minute) ?? make(world, minute);
    kept.set(minute, made);
    const oldest = kept.keys().next();
    if (kept.size > MINUTES_KEPT && !oldest.done) kept.delete(oldest.value);
    return made;
  };
}

/** Live, the same minute is asked for again and again. */
function lastKept(minuteOf: (minute: number) => Told[]): (minute: number) => Told[] {
  let last: { minute: number; told: Told[] } | undefined;
  return (minute) => {
    if (last?.minute !== minute) last = { minute, told: minuteOf(minute) };
    return last.told;
  };
}

const spoken = (post: Post): Told => ({ at: post.mention.postedAt, item: { kind: 'mention', mention: post.mention } });

/**
 * The scenario as it runs from `startedAt` (ms since 1970 UTC). The background is there before that too; the story is not.
 * Ids are `source:minute-number`; the same arguments always give the same posts.
 */
export function story(seed: number, startedAt: number, source = 'demo', scenario: Scenario = haldenAir()): Story {
  const made = maker(worldOf(scenario, seed, startedAt, source));
  const minuteOf = lastKept((minute) => {
    const told: Told[] = [];
    for (let m = minute - AFTERMATH_MINUTES; m < minute; m++) told.push(...(made(m).after.get(minute) ?? []));
    const own = made(minute);
    return [...own.posts.map(spoken), ...told, ...(own.after.get(minute) ?? [])].sort((a, b) => a.at - b.at);
  });
  return {
    minute: minuteOf,
    between(from, to) {
      const told: Told[] = [];
      for (let m = Math.floor(from / MINUTE); m * MINUTE < to; m++) told.push(...minuteOf(m).filter(({ at }) => from <= at && at < to));
      return told;
    },
  };
}

/** The day before the story, in order of time. */
export function* history(seed: number, startedAt: number, source = 'demo', scenario: Scenario = haldenAir()): Generator<Told> {
  const told = story(seed, startedAt, source, scenario);
  for (let from = startedAt - DAY; from < startedAt; from += MINUTE) yield* told.between(from, Math.min(from + MINUTE, startedAt));
}
