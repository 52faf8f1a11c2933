import { once } from 'node:events';
import { z } from 'zod';
import type { Mention } from '../../shared/mention.ts';
import { dueFrom, type Story } from '../files/story.ts';
import { pause } from '../sources/backoff.ts';
import type { SourceKind } from '../sources/source.ts';

/** Real ms between looks at the clock, and posts submitted at once. */
const LOOK = 200;
const BATCH = 200;
/** A breath before the first post, in ms: screens arrive meanwhile. */
const BREATH = 2_000;

export interface Told {
  onsetAt: number | null;
  told: number;
}

interface Telling {
  story: Story;
  speed: number;
  /** Marks ids, so that a story can be rehearsed again and again. */
  run: string;
  hear(told: Told): void;
}

/** Tells a story once, each post when its time since the first has passed. `onsetAt` is when the first one came. */
export const drillSource = ({ story, speed, run, hear }: Telling): SourceKind<Record<string, never>> => ({
  kind: 'drill',
  about: 'the posts of a drill',
  // It is silent between its posts, and that is no trouble.
  listens: false,
  options: z.object({}).transform(() => ({})),
  async run(context) {
    context.status('live');
    await pause(BREATH, context.signal);
    const onsetAt = context.now();
    for (let place = 0; place < story.length && !context.signal.aborted; ) {
      const due = story.first + (context.now() - onsetAt) * speed;
      const batch = dueFrom(story, place, due, BATCH).map((mention) => retold(mention, run, context.now()));
      if (batch.length > 0) {
        await context.submit(
          batch.map((mention) => ({ kind: 'mention', mention })),
          'all',
        );
        place += batch.length;
        hear({ onsetAt, told: place });
      }
      await pause(LOOK, context.signal);
    }
    // A source that stops is trouble to a wall; this one has merely nothing more to tell.
    if (!context.signal.aborted) await once(context.signal, 'abort');
  },
});

/** A post of this telling: written now, its id and those it refers to marked with the run. */
function retold(mention: Mention, run: string, now: number): Mention {
  const marked = (id: string) => `drill:${run}-${id.slice(id.indexOf(':') + 1)}`.slice(0, 500);
  const again: Mention = { ...mention, id: marked(mention.id), source: 'drill', postedAt: now, receivedAt: now };
  for (const link of ['inReplyTo', 'root', 'repostOf', 'quoteOf'] as const) {
    const id = mention[link];
    if (id !== undefined) again[link] = marked(id);
  }
  return again;
}
