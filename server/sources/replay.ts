import { z } from 'zod';
import type { Mention } from '../../shared/mention.ts';
import type { LedClock } from '../files/clock.ts';
import { FIELDS } from '../files/columns.ts';
import { dueFrom, readStory, type Story, type StoryOptions } from '../files/story.ts';
import { pause } from './backoff.ts';
import type { Incoming, SourceContext, SourceKind } from './source.ts';
import { reasonOf } from './supervisor.ts';

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
export function storyOf(id: string, options: ReplayOptions, told: Pick<StoryOptions, 'tell' | 'refuse'> = {}): Promise<Story> {
  const { files, map, network, from, to } = options;
  return readStory(files, { map, network, from, to, source: id, oneSource: true, ...told });
}

/**
 * Tells a story again: each post is submitted when the shell's clock reaches its time. `told` is the story if somebody (who needed
 * its first moment to set that clock) has read it already; `clock` is that clock, if it waits for us.
 */
export const replaySource = (told?: Story, clock?: LedClock): SourceKind<ReplayOptions> => ({
  kind: 'replay',
  about: 'posts from files, lived through again at the time they were posted',
  // A story told fast has its ticks minutes apart, and whatever is missing in it was missing then.
  listens: false,
  options: ReplayOptions,
  async run(context, options) {
    context.status('starting', 'reading the story');
    const story = told ?? (await readFor(context, options));
    if (told && told.refused > 0) context.reject('a line that could not be read', told.refused);
    await tell(story, context, clock);
  },
});

const readFor = (context: SourceContext, options: ReplayOptions): Promise<Story> =>
  storyOf(context.id, options, {
    tell: (message) => context.log.info(message),
    refuse: ({ file, line, field, reason }) => context.reject(`${file} line ${line}: ${field}: ${reason}`),
  });

async function tell(story: Story, context: SourceContext, clock?: LedClock): Promise<void> {
  context.status('live');
  for (let place = 0; place < story.length; ) {
    const due = clock ? clock.due() : context.now();
    const batch = dueFrom(story, place, due, REPLAY_BATCH);
    if (batch.length > 0) await submitted(batch, context);
    if (context.signal.aborted) return;
    place += batch.length;
    if (batch.length === REPLAY_BATCH) continue;
    clock?.told(due);
    await pause(LOOK, context.signal);
  }
  clock?.told(Number.POSITIVE_INFINITY);
  context.status('stopped', `the story has ended at ${shown(story.last)}`);
}

const shown = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

/** Offers a batch until it is taken: to start over would bring the whole story again. */
async function submitted(batch: Mention[], context: SourceContext): Promise<void> {
  const items: Incoming[] = batch.map((mention) => ({ kind: 'mention', mention }));
  while (!context.signal.aborted) {
    try {
      await context.submit(items, 'all');
      return context.status('live');
    } catch (error) {
      context.status('waiting', `not taken in, trying again: ${reasonOf(error)}`);
      await pause(AGAIN, context.signal);
    }
  }
}
