import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { FIELDS } from '../files/columns.ts';
import { readStory, type Story } from '../files/story.ts';
import type { Incoming, SourceContext, SourceKind } from './source.ts';

const Moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

export const ReplayOptions = z.object({
  /** NDJSON or CSV, gzipped or not. */
  files: z.array(z.string()).min(1),
  /** Which column each field comes from, where the layout isn't known. */
  map: z.partialRecord(z.enum(FIELDS), z.string()).default({}),
  network: z.string().optional(),
  /** Only posts between these times. */
  from: Moment.optional(),
  to: Moment.optional(),
  /** How many times as fast as it was; the shell's clock runs at this pace. */
  speed: z.number().positive().max(100_000).default(60),
});
export type ReplayOptions = z.infer<typeof ReplayOptions>;

/** Real milliseconds between looks at the clock. */
const LOOK = 100;
/** Real milliseconds until posts that the journal didn't take are offered again. */
const AGAIN = 1000;
/** Most posts submitted at once. */
const REPLAY_BATCH = 500;

/** The posts of a source that replays: all under the source's own id, each received when it was posted. */
export const storyOf = (id: string, { files, speed: _, ...options }: ReplayOptions, tell?: (message: string) => void): Promise<Story> =>
  readStory(files, { ...options, source: id, oneSource: true, tell });

/**
 * Tells a story again: each post is submitted when the shell's clock reaches its time. `told` is the story if somebody (who needed
 * its first moment to set that clock) has read it already.
 */
export const replaySource = (told?: Story): SourceKind<ReplayOptions> => ({
  kind: 'replay',
  about: 'posts from files, lived through again at the time they were posted',
  listens: true,
  options: ReplayOptions,
  async run(context, options) {
    context.status('starting', 'reading the story');
    const story = told ?? (await storyOf(context.id, options, (message) => context.log.info(message)));
    tellRefused(story, context);
    await tell(story, context);
  },
});

function tellRefused({ refused }: Story, context: SourceContext): void {
  for (const { file, line, field, reason } of refused.first) context.reject(`${file} line ${line}: ${field}: ${reason}`);
  if (refused.count > refused.first.length) context.reject('more lines that could not be read', refused.count - refused.first.length);
}

async function tell(story: Story, context: SourceContext): Promise<void> {
  let place = 0;
  context.status('live');
  while (!context.signal.aborted) {
    place = await submitDue(story, place, context);
    if (place === story.length) return context.status('stopped', `the story has ended at ${shown(story.last)}`);
    await pause(LOOK, context.signal);
  }
}

const shown = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

/** Submits what has become due. Returns the place of the first post that has not. */
async function submitDue(story: Story, from: number, context: SourceContext): Promise<number> {
  let place = from;
  while (!context.signal.aborted && story.timeAt(place) <= context.now()) {
    const batch = dueFrom(story, place, context.now());
    await submitted(batch, context);
    place += batch.length;
  }
  return place;
}

function dueFrom(story: Story, from: number, now: number): Incoming[] {
  const batch: Incoming[] = [];
  while (batch.length < REPLAY_BATCH && story.timeAt(from + batch.length) <= now) {
    batch.push({ kind: 'mention', mention: story.at(from + batch.length) });
  }
  return batch;
}

/** Offers a batch until it is taken: to start over would bring the whole story again. */
async function submitted(batch: Incoming[], context: SourceContext): Promise<void> {
  while (!context.signal.aborted) {
    try {
      await context.submit(batch, 'all');
      return context.status('live');
    } catch (error) {
      context.status('waiting', `not taken in, trying again: ${error instanceof Error ? error.message : String(error)}`);
      await pause(AGAIN, context.signal);
    }
  }
}

/** Resolves early when the source is ended. */
const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  wait(milliseconds, undefined, { signal }).catch(() => undefined);
