import { setTimeout as wait } from 'node:timers/promises';
import type { Mention } from '../../shared/mention.ts';
import { storyClock, type StoryClock } from '../files/clock.ts';
import { WrongUsage } from '../files/columns.ts';
import { readStory, type Story, type StoryOptions } from '../files/story.ts';
import type { Submit } from './import.ts';
import { grouped, lasting, type Terminal } from './progress.ts';
import { newTally, type Place, type Tally } from './tally.ts';

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
export async function replayInto(paths: readonly string[], options: ReplayIntoOptions, submit: Submit, terminal: Terminal): Promise<number> {
  const tally = newTally();
  const say = (message: string) => terminal.stderr.write(`${message}\n`);
  try {
    if (!(options.speed > 0)) throw new WrongUsage(`--speed: must be more than 0, not ${options.speed}`);
    const story = await readStory(paths, { source: 'replay', ...options, oneSource: true, tell: say });
    for (const refusal of story.refused.first) tally.refuse(refusal);
    say(opening(story, options.speed));
    await tellStory(story, options, submit, tally, say);
    terminal.stdout.write(tally.table('accepted'));
    return 0;
  } catch (error) {
    say(`earshot: ${error instanceof Error ? error.message : String(error)}`);
    return error instanceof WrongUsage ? 2 : 1;
  }
}

const shown = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

/** What is going to happen, before it does. */
export function opening({ length, first, last, refused }: Pick<Story, 'length' | 'first' | 'last' | 'refused'>, speed: number): string {
  const lines = [
    `${grouped(length)} posts from ${shown(first)} to ${shown(last)}; at ${speed} times the speed this takes ${lasting((last - first) / speed)}.`,
    'Each post is pushed as if it were posted now: its own time is not kept.',
  ];
  if (refused.count > 0) lines.push(`${grouped(refused.count)} lines could not be read.`);
  return lines.join('\n');
}

async function tellStory(story: Story, { speed, signal }: ReplayIntoOptions, submit: Submit, tally: Tally, say: (message: string) => void) {
  const clock = storyClock(story.first, speed, Date.now);
  const retold = teller(`${Date.now().toString(36)}-`);
  let told = Date.now();
  for (let place = 0; place < story.length && !signal?.aborted; ) {
    const batch = dueAt(story, place, clock).map(retold);
    if (batch.length > 0) tally.take(batch.map(nowhere), await submit(batch.map((mention) => ({ kind: 'mention', mention }))));
    place += batch.length;
    if (Date.now() - told >= TELL_EVERY) {
      told = Date.now();
      say(`${shown(clock.now())}: ${grouped(place)} of ${grouped(story.length)} posts`);
    }
    if (batch.length < BATCH) await wait(LOOK, undefined, { signal }).catch(() => undefined);
  }
}
