import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { pause } from './backoff.ts';
import { filledPart, nextPiece, opening, type Place, readPlace, resumed, storyTime, wallTime } from './demo/place.ts';
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

/** Hands on what lies between, portion by portion; `told` hears how far it is. Ends early when the source is stopped. */
async function tell(
  context: SourceContext,
  { tale, startedAt, speed }: Telling,
  { from, to }: { from: number; to: number },
  told: (until: number) => Promise<void>,
): Promise<void> {
  for (let until = from; until < to && !context.signal.aborted; ) {
    const next = portion(tale, until, to);
    if (next.told.length > 0)
      await context.submit(
        next.told.map((one) => timed(one, startedAt, speed)),
        'all',
      );
    until = next.until;
    await told(until);
    await setImmediate();
  }
}

interface Telling {
  tale: Story;
  startedAt: number;
  speed: number;
}

async function run(context: SourceContext, { seed, speed, scenario }: DemoOptions): Promise<void> {
  context.status('starting', 'reading the story');
  let place = await begin(context);
  const telling = { tale: story(seed, place.startedAt, context.id, scenarioNamed(scenario)), startedAt: place.startedAt, speed };
  const keep = (next: Place): Promise<void> => {
    place = next;
    return context.saveCursor(JSON.stringify(place));
  };
  while (!context.signal.aborted) {
    const now = storyTime(place.startedAt, context.now(), speed);
    place = goOn(context, place, now);
    await tell(context, telling, { from: place.until, to: now }, (until) => keep({ ...place, until }));
    if (context.signal.aborted) break;
    const piece = nextPiece(place);
    context.status(
      'live',
      piece ? `filling in yesterday, ${Math.floor(100 * filledPart(place))}%` : 'an invented airline: every post is made up',
    );
    if (piece) await fill(context, telling, piece, () => keep({ ...place, filled: piece.from }));
    else await pause(LOOK, context.signal);
  }
}

/** The place moves when the whole piece is told: what is told again after a stop in between is known already. */
async function fill(
  context: SourceContext,
  telling: Telling,
  piece: { from: number; to: number },
  done: () => Promise<void>,
): Promise<void> {
  await tell(context, telling, piece, async () => {});
  if (!context.signal.aborted) await done();
}

export const demo: SourceKind<DemoOptions> = {
  kind: 'demo',
  about: 'the story of Halden Air, an invented airline: a day of history, then a bad quarter of an hour, then ordinary life',
  listens: true,
  options: DemoOptions,
  run,
};
