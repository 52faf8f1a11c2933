import { setTimeout as wait } from 'node:timers/promises';
import type { Mention } from '../../shared/mention.ts';
import { storyClock } from '../files/clock.ts';
import { WrongUsage } from '../files/columns.ts';
import { dueFrom, readStory, type Story, type StoryOptions } from '../files/story.ts';
import type { Submit } from './import.ts';
import { grouped, lasting, type Terminal } from './progress.ts';
import { newTally, type Tally } from './tally.ts';

export interface ReplayIntoOptions extends StoryOptions {
  /** How many times as fast as it was. */
  speed: number;
  /** Ends the replay early. */
  signal?: AbortSignal;
}

/** Real milliseconds between looks at the clock, and between lines about how far it has come. */
const LOOK = 100;
const TELL_EVERY = 10_000;
/** Most posts submitted at once. */
const BATCH = 500;

/**
 * Tells a story again to a running server, through `submit`. As the server's clock can't be set, posts are given the time at which
 * they are told, and ids of their own, so that a story can be told again. Returns the exit code, as `importFiles` does.
 */
export async function replayInto(
  paths: readonly string[],
  options: ReplayIntoOptions,
  submit: Submit,
  terminal: Terminal,
): Promise<number> {
  const tally = newTally();
  const say = (message: string) => terminal.stderr.write(`${message}\n`);
  try {
    if (!(options.speed > 0)) throw new WrongUsage('--speed: must be more than 0');
    const reading = { source: 'replay', ...options, oneSource: true, tell: say, refuse: tally.refuse };
    const story = await readStory(paths, reading);
    say(opening(story, options.speed));
    await tell(story, options, submit, tally, say);
    terminal.stdout.write(tally.table(false));
    return 0;
  } catch (error) {
    say(`earshot: ${error instanceof Error ? error.message : String(error)}`);
    return error instanceof WrongUsage ? 2 : 1;
  }
}

const shown = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

/** What is going to happen, before it does. */
const opening = ({ length, first, last }: Story, speed: number): string =>
  `${grouped(length)} posts from ${shown(first)} to ${shown(last)}: ${lasting((last - first) / speed)} at ${speed} times the speed.\n` +
  'Each is pushed as if it were posted now: its own time is not kept.';

async function tell(story: Story, options: ReplayIntoOptions, submit: Submit, tally: Tally, say: (message: string) => void): Promise<void> {
  const { speed, signal } = options;
  const clock = storyClock(story.first, speed, Date.now);
  const retold = retelling(Date.now().toString(36));
  let said = Date.now();
  for (let place = 0; place < story.length && !signal?.aborted; ) {
    const batch = dueFrom(story, place, clock.now(), BATCH).map(retold);
    if (batch.length > 0) tally.take([], await submit(batch.map((mention) => ({ kind: 'mention', mention }))));
    place += batch.length;
    if (batch.length < BATCH) await wait(LOOK, undefined, { signal }).catch(() => undefined);
    if (Date.now() - said < TELL_EVERY) continue;
    said = Date.now();
    say(`${shown(clock.now())}: ${grouped(place)} of ${grouped(story.length)} posts`);
  }
}

/** Makes a post of this telling: posted now, its ids (and those it refers to) marked with the run. */
function retelling(run: string): (mention: Mention) => Mention {
  const marked = (id: string | undefined) => id?.replace(':', `:${run}-`);
  return (mention) => {
    const now = Date.now();
    const again: Mention = { ...mention, id: marked(mention.id) ?? '', postedAt: now, receivedAt: now };
    for (const link of ['inReplyTo', 'root', 'repostOf', 'quoteOf'] as const) if (mention[link]) again[link] = marked(mention[link]);
    return again;
  };
}
