import fc from 'fast-check';
import { expect, test } from 'vitest';
import { happenings, shape } from '../../server/sources/demo/arcs.ts';
import type { Told } from '../../server/sources/demo/post.ts';
import { usualRate } from '../../server/sources/demo/rhythm.ts';
import { haldenAir } from '../../server/sources/demo/scenario.ts';
import { DAY, history, story } from '../../server/sources/demo/story.ts';
import { Engagement, Mention } from '../../shared/mention.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SEED = 7;
/** A Wednesday, 13:00 in Oslo, not on a whole minute. */
const START = Date.UTC(2026, 2, 11, 12, 0, 20);

const scenario = haldenAir();
const usual = usualRate(scenario.rhythm);
const mentionsOf = (told: Told[]): Mention[] => told.flatMap(({ item }) => (item.kind === 'mention' ? [item.mention] : []));
const isOurs = ({ author }: Mention): boolean => author.handle === 'haldencare' || author.handle === 'haldenair';
const between = (from: number, to: number): Told[] => story(SEED, START).between(START + from * MINUTE, START + to * MINUTE);
const said = (from: number, to: number): Mention[] => mentionsOf(between(from, to)).filter((mention) => !isOurs(mention));
const yesterday = [...history(SEED, START)];
const opening = between(0, 45);

test('the same seed and start give the same posts, another seed gives others', () => {
  expect(story(SEED, START).between(START, START + 3 * MINUTE)).toEqual(story(SEED, START).between(START, START + 3 * MINUTE));
  expect(story(8, START).between(START, START + MINUTE)).not.toEqual(story(SEED, START).between(START, START + MINUTE));
});

test('any minute alone is the minute as it comes within a run', () => {
  const running = story(SEED, START);
  const first = Math.floor(START / MINUTE) - 5;
  const run = Array.from({ length: 40 }, (_, i) => running.minute(first + i));
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 39 }), (i) => {
      expect(story(SEED, START).minute(first + i)).toEqual(run[i]);
    }),
    { numRuns: 6 },
  );
});

test('however a stretch is cut, nothing is lost or told twice', () => {
  const whole = between(-2, 6);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 8 * MINUTE - 1 }), { maxLength: 6 }), (cuts) => {
      const tale = story(SEED, START);
      const edges = [0, ...cuts.toSorted((a, b) => a - b), 8 * MINUTE].map((edge) => START - 2 * MINUTE + edge);
      expect(edges.slice(1).flatMap((edge, i) => tale.between(edges[i] ?? edge, edge))).toEqual(whole);
    }),
    { numRuns: 5 },
  );
});

test('what is told fits the contracts, in order of time', () => {
  for (const { item } of opening.slice(0, 1500)) {
    if (item.kind === 'mention') Mention.parse(item.mention);
    if (item.kind === 'engagement') Engagement.parse(item.engagement);
  }
  expect(opening.map(({ at }) => at)).toEqual(opening.map(({ at }) => at).toSorted((a, b) => a - b));
});

test('an hour is heard in at least 14 languages and on all six networks', () => {
  const hour = said(-60, 0);
  expect(new Set(hour.map(({ lang }) => lang ?? 'untold')).size).toBeGreaterThan(14);
  expect(new Set(hour.map(({ network }) => network))).toEqual(new Set(['x', 'bluesky', 'mastodon', 'reddit', 'instagram', 'news']));
});

test('no id comes twice in a day with its incidents', () => {
  const tale = story(SEED, START);
  const ids = new Set<string>();
  let told = 0;
  for (let at = START; at < START + DAY; at += HOUR) {
    for (const { item } of tale.between(at, at + HOUR)) {
      ids.add(item.kind === 'mention' ? item.mention.id : item.kind === 'engagement' ? item.engagement.id : JSON.stringify(item));
      told++;
    }
  }
  expect(ids.size).toBe(told);
});

const beats = [
  { beat: 'the first complaint', handle: 'nora_flyr', at: 15 },
  { beat: 'the filmmaker', handle: 'mateoruizfilm', at: 150 },
  { beat: 'the first answer of the care team', handle: 'haldencare', at: 183 },
  { beat: 'the rival', handle: 'norvikfly', at: 240 },
  { beat: 'the statement', handle: 'haldenair', at: 300 },
];

test.each(beats)('$beat comes at its second', ({ handle, at }) => {
  const first = mentionsOf(opening).find(({ author, id }) => author.handle === handle && id.includes('bag-belt'));
  expect(first?.postedAt).toBe(START + at * 1000);
});

test('the belt is mended at eight minutes and the filmmaker thanks after nine and a half', () => {
  const posts = mentionsOf(opening).filter(({ id }) => id.includes('-bag-belt-'));
  const at = (beat: string): number | undefined => posts.find(({ id }) => id.endsWith(`-${beat}`))?.postedAt;
  expect([at('fixed'), at('mateo-thanks')]).toEqual([START + 480_000, START + 570_000]);
});

test.each([
  { from: -10, to: 0, low: 0.8, high: 1.25 },
  { from: 1, to: 2, low: 1.5, high: 3.5 },
  { from: 4.5, to: 8, low: 6, high: 8.2 },
  { from: 11, to: 13, low: 2.5, high: 5 },
  { from: 21, to: 36, low: 0.8, high: 1.4 },
])('volume is $low to $high times the usual between minutes $from and $to', ({ from, to, low, high }) => {
  const times = said(from, to).length / (to - from) / usual(START + from * MINUTE);
  expect(times).toBeGreaterThan(low);
  expect(times).toBeLessThan(high);
});

test("the filmmaker's post grows to thousands of reposts and never shrinks", () => {
  const mateo = mentionsOf(opening).find(({ author }) => author.handle === 'mateoruizfilm');
  const totals = opening.flatMap(({ item }) =>
    item.kind === 'engagement' && item.engagement.mention === mateo?.id ? [item.engagement.reposts ?? 0] : [],
  );
  expect(mateo?.author.followers).toBe(1_200_000);
  expect(totals).toEqual(totals.toSorted((a, b) => a - b));
  expect(totals[0]).toBeLessThan(100);
  expect(totals.at(-1)).toBe(7200);
  expect(totals.length).toBeGreaterThan(100);
});

test('the rival answers the filmmaker before the brand does', () => {
  const posts = mentionsOf(opening);
  const mateo = posts.find(({ author }) => author.handle === 'mateoruizfilm');
  const brands = posts.filter(({ inReplyTo, author }) => inReplyTo === mateo?.id && author.verified).map(({ author }) => author.handle);
  expect(brands.indexOf('norvikfly')).toBeLessThan(brands.indexOf('haldencare'));
});

test('answers of the care team are signed, answer a post that came before, and take 5 to 40 minutes on an ordinary day', () => {
  const posted = new Map(mentionsOf(yesterday).map((mention) => [mention.id, mention]));
  const replies = [...posted.values()].filter(({ author, id }) => author.handle === 'haldencare' && id.endsWith('-care'));
  const ordinary = replies.filter(({ inReplyTo }) => inReplyTo && posted.has(inReplyTo) && /^demo:\d+-\d+$/.test(inReplyTo));
  const waits = ordinary.map(({ postedAt, inReplyTo }) => (postedAt - (posted.get(inReplyTo ?? '')?.postedAt ?? 0)) / MINUTE);
  expect(replies.filter(({ text }) => !/ \^[A-Z]{2}$/.test(text))).toEqual([]);
  expect(ordinary.length).toBeGreaterThan(1000);
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(5);
  expect(Math.max(...waits)).toBeLessThanOrEqual(40);
});

test("yesterday keeps Oslo's hours: busy by day, quiet at night", () => {
  const posts = mentionsOf(yesterday).filter((mention) => !isOurs(mention));
  const perMinute = (hourUtc: number): number => posts.filter(({ postedAt }) => new Date(postedAt).getUTCHours() === hourUtc).length / 60;
  expect(perMinute(1)).toBeGreaterThan(9);
  expect(perMinute(1)).toBeLessThan(15);
  expect(perMinute(16)).toBeGreaterThan(38);
  expect(perMinute(16)).toBeLessThan(52);
});

test('yesterday is the 24 hours before the start, in order, with one praised moment and no incident', () => {
  const times = yesterday.map(({ at }) => at);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(times[0]).toBeGreaterThanOrEqual(START - DAY);
  expect(times.at(-1)).toBeLessThan(START);
  expect(happenings(scenario, SEED, START, START - DAY, START).map(({ arc }) => arc.id)).toEqual(['praised-crew']);
});

test('rivals are about a quarter of what is said', () => {
  const posts = mentionsOf(yesterday).filter((mention) => !isOurs(mention));
  const rivals = posts.filter(({ text }) => /norvik|skyra/i.test(text)).length / posts.length;
  expect(rivals).toBeGreaterThan(0.2);
  expect(rivals).toBeLessThan(0.32);
});

test('now and then a post is taken back, after it was posted', () => {
  const posted = new Map(mentionsOf(yesterday).map(({ id, postedAt }) => [id, postedAt]));
  const taken = yesterday.flatMap(({ at, item }) => (item.kind === 'retraction' ? [at - (posted.get(item.mention) ?? 0)] : []));
  expect(taken.length).toBeGreaterThan(50);
  expect(Math.min(...taken)).toBeGreaterThan(0);
});

test('later on something happens every two to four hours, never the same twice in a row within a round', () => {
  const fortnight = happeningsOver(14 * DAY);
  const gaps = fortnight.slice(1).map(({ start }, i) => (start - (fortnight[i]?.start ?? 0)) / HOUR);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(2);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(4);
  expect(new Set(fortnight.map(({ arc }) => arc.id))).toEqual(new Set(scenario.incidents));
});

function happeningsOver(length: number) {
  const found = new Map<number, ReturnType<typeof happenings>[number]>();
  for (let at = START + HOUR; at < START + length; at += 30 * MINUTE) {
    for (const happening of happenings(scenario, SEED, START, at, at + 30 * MINUTE)) found.set(happening.start, happening);
  }
  return [...found.values()].sort((a, b) => a.start - b.start);
}

test.each([...scenario.arcs.values()].map((arc) => ({ id: arc.id, arc })))(
  'the arc $id rises from nothing to its height and back',
  ({ arc }) => {
    expect([shape(arc, arc.from), shape(arc, arc.peak), shape(arc, arc.ease), shape(arc, arc.end)]).toEqual([0, 1, 1, 0]);
    const seconds = Array.from({ length: 60 }, (_, i) => shape(arc, arc.ease + ((arc.end - arc.ease) * i) / 60));
    expect(seconds).toEqual(seconds.toSorted((a, b) => b - a));
  },
);
