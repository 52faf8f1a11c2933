import type { Mention } from '../../../shared/mention.ts';
import { fold } from '../../core/analysis/text/fold.ts';
import type { Measured } from '../measured.ts';
import { crisis, quietDemo } from './backgrounds.ts';
import { type Listing, listings } from './listing.ts';
import { plant, reached, type Topic } from './plant.ts';

/** Said so often within ten minutes, a topic must be told within two more. */
const DUE = 20;
const WITHIN = 10;
const LATEST = 2 * 60_000;
const PLANTED = 50;
const HOUR = 3_600_000;
/** Time at the start of a stream in which it is only listened to. */
const LEARN = 1.5 * HOUR;
/** The first bomb in Boston. */
const EVENT = Date.parse('2013-04-15T18:49:00Z');

interface Outcome {
  topic: Topic;
  /** From being due to being told, ms; null: never told. */
  delay: number | null;
}

/** Names are compared by what is in them, since several of them may stand for a topic. */
const parts = (name: string): string[] =>
  fold(name)
    .replace(/^https?:\/\/|\?.*$/g, '')
    .split(/[\s#/]+/)
    .filter(Boolean);

function names({ name, also }: Listing, { said }: Topic): boolean {
  const own = parts(said);
  return [name, ...also].some((each) => parts(each).every((part) => own.some((one) => one === part || one.includes(part))));
}

function outcomes(posts: readonly Mention[], seed: number): Outcome[] {
  const [from, to] = [posts[0]!.postedAt + LEARN, posts.at(-1)!.postedAt];
  const topics = plant(
    seed,
    PLANTED,
    from,
    to,
    posts.map(({ text }) => text),
  );
  const all = [...posts, ...topics.flatMap((topic) => topic.posts)].sort((a, b) => a.postedAt - b.postedAt);
  const listed = listings(all);
  return topics.flatMap((topic) => {
    const due = reached(topic, DUE, WITHIN);
    if (due === null) return [];
    const told = listed.find((listing) => listing.at >= topic.start && listing.at <= due + HOUR && names(listing, topic));
    return [{ topic, delay: told ? told.at - due : null }];
  });
}

const share = (name: string, list: readonly Outcome[]): Measured => ({
  name,
  value: list.filter(({ delay }) => delay !== null && delay <= LATEST).length / Math.max(1, list.length),
  n: list.length,
});

function median(list: readonly Outcome[]): number {
  const delays = list.flatMap(({ delay }) => delay ?? []).sort((a, b) => a - b);
  return (delays[delays.length >> 1] ?? Number.NaN) / 1000;
}

function by(list: readonly Outcome[], what: string, of: (topic: Topic) => string | number): Measured[] {
  const groups = Map.groupBy(list, ({ topic }) => of(topic));
  return [...groups].map(([key, group]) => share(`trends: told in time, ${what} ${key}`, group));
}

function falseAlarms(name: string, posts: readonly Mention[]): Measured {
  const from = posts[0]!.postedAt + LEARN;
  const hours = (posts.at(-1)!.postedAt - from) / HOUR;
  const found = listings(posts).filter(({ at }) => at >= from);
  return { name: `trends: false ones an hour, ${name}`, value: found.length / hours, n: Math.round(hours) };
}

/**
 * Plants made-up topics into two crises and a quiet day of the demo, and counts those that are told within two minutes of having been
 * said twenty times in ten; and what is listed where nothing happens. Shares are 0 to 1, delays seconds.
 */
export async function evaluate(data: string): Promise<Measured[]> {
  const boston = crisis(data, 'crisis-boston-2013');
  const demo = quietDemo(30);
  const streams: [string, Mention[]][] = [
    ['boston', boston],
    ['sandy', crisis(data, 'crisis-sandy-2012')],
    ['demo', demo],
  ];
  const told = streams.map(([name, posts], i) => ({ name, list: outcomes(posts, i + 1) }));
  const all = told.flatMap(({ list }) => list);
  return [
    share('trends: told in time', all),
    { name: 'trends: median delay, seconds', value: median(all), n: all.length },
    ...told.map(({ name, list }) => share(`trends: told in time, in ${name}`, list)),
    ...by(all, 'posts', ({ size }) => size),
    ...by(all, 'minutes', ({ minutes }) => minutes),
    ...by(all, 'as', ({ kind }) => kind),
    falseAlarms(
      'boston before',
      boston.filter(({ postedAt }) => postedAt < EVENT),
    ),
    falseAlarms('demo without incidents', demo),
  ];
}
