import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { pause } from './backoff.ts';
import { opening, type Place, readPlace, resumed, storyTime, wallTime } from './demo/place.ts';
import type { Told } from './demo/post.ts';
import { scenarioNamed } from './demo/scenario.ts';
import { type Story, story } from './demo/story.ts';
import type { Incoming, SourceContext, SourceKind } from './source.ts';

/** Most items handed on at once, but for one busy minute that is never split. */
export const DEMO_BATCH = 500;
/** Milliseconds between looks at what is due. */
const LOOK = 200;
const MINUTE = 60_000;
/** What is due is taken minute by minute, ending at whole minutes: a minute is made once and handed on whole. */
const nextMinute = (at: number): number => (Math.floor(at / MINUTE) + 1) * MINUTE;

export const DemoOptions = z.strictObject({
  /** A folder under `fixtures/scenarios/`. */
  scenario: z
    .string()
    .regex(/^[a-z0-9-]+$/, 'small letters, digits and - only')
    .default('halden-air'),
  /** Another seed tells the same story in other words. */
  seed: z.int().min(0).default(7),
  /** How many times faster than the clock the story goes: all of it is then posted in less time. */
  speed: z.number().min(1).max(60).default(1),
});
export type DemoOptions = z.infer<typeof DemoOptions>;

/** Everything between two places of the story. */
interface Portion {
  told: Told[];
  until: number;
}

function portion(tale: Story, from: number, to: number): Portion {
  const told: Told[] = [];
  let until = from;
  while (until < to && told.length < DEMO_BATCH) {
    const end = Math.min(nextMinute(until), to);
    const minute = tale.between(until, end);
    if (told.length > 0 && told.length + minute.length > DEMO_BATCH) break;
    told.push(...minute);
    until = end;
  }
  return { told, until };
}

/** The item as the shell's clock sees it. */
function timed({ at, item }: Told, startedAt: number, speed: number): Incoming {
  if (item.kind !== 'mention' || speed === 1) return item;
  const posted = wallTime(startedAt, at, speed);
  return { kind: 'mention', mention: { ...item.mention, postedAt: posted, receivedAt: posted } };
}

/** The last place, or the opening, which is saved at once: a crash in the first second must not move the start. */
async function begin(context: SourceContext): Promise<Place> {
  const known = readPlace(await context.cursor());
  if (known) return known;
  const place = opening(context.now());
  await context.saveCursor(JSON.stringify(place));
  return place;
}

/** Goes on from `place`; what is left out because it is too long ago is told as a gap. */
function goOn(context: SourceContext, place: Place, now: number): Place {
  const next = resumed(place, now);
  if (next.until > place.until) context.gap(place.until, next.until, 'the demo was stopped');
  return next;
}

const percent = (from: number, at: number, to: number): number => Math.floor((100 * (at - from)) / Math.max(1, to - from));

/** Hands on everything up to `to`, portion by portion, and returns where that ended: before `to` only when the source was stopped. */
async function tell(context: SourceContext, tale: Story, place: Place, to: number, speed: number): Promise<Place> {
  let { until } = place;
  while (until < to && !context.signal.aborted) {
    const next = portion(tale, until, to);
    if (next.told.length > 0)
      await context.submit(
        next.told.map((told) => timed(told, place.startedAt, speed)),
        'all',
      );
    until = next.until;
    await context.saveCursor(JSON.stringify({ ...place, until }));
    if (until < to)
      context.status(
        'starting',
        `${until < place.startedAt ? 'filling in yesterday' : 'catching up'}, ${percent(place.until, until, to)}%`,
      );
    await setImmediate();
  }
  return { ...place, until };
}

async function run(context: SourceContext, { seed, speed, scenario }: DemoOptions): Promise<void> {
  context.status('starting', 'reading the story');
  let place = await begin(context);
  const tale = story(seed, place.startedAt, context.id, scenarioNamed(scenario));
  while (!context.signal.aborted) {
    const now = storyTime(place.startedAt, context.now(), speed);
    place = await tell(context, tale, goOn(context, place, now), now, speed);
    if (context.signal.aborted) break;
    context.status('live', 'an invented airline: every post is made up');
    await pause(LOOK, context.signal);
  }
}

export const demo: SourceKind<DemoOptions> = {
  kind: 'demo',
  about: 'the story of Halden Air, an invented airline: a day of history, then a bad quarter of an hour, then ordinary life',
  listens: true,
  options: DemoOptions,
  run,
};
