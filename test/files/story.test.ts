import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storyClock } from '../../server/files/clock.ts';
import { packOf } from '../../server/files/pack.ts';
import type { Refusal } from '../../server/files/row.ts';
import { dueFrom, readStory } from '../../server/files/story.ts';
import { tempFolder } from '../support/temp.ts';

const T0 = Date.UTC(2025, 2, 4, 7);

function file(posts: (object | string)[]): string {
  const path = join(tempFolder(), 'story.ndjson');
  writeFileSync(path, posts.map((post) => (typeof post === 'string' ? post : JSON.stringify(post))).join('\n'));
  return path;
}

const post = (id: string, seconds: number) => ({ id, text: `post ${id}`, postedAt: T0 + seconds * 1000 });

describe('a story', () => {
  it('holds posts in the order of time, those of one moment as they stood', async () => {
    const story = await readStory([file([post('c', 20), post('a', 0)]), file([post('b1', 10), post('b2', 10), post('b3', 10)])]);
    const ids = Array.from({ length: story.length }, (_, place) => story.at(place).id);
    expect(ids).toEqual(['a', 'b1', 'b2', 'b3', 'c'].map((id) => `import:${id}`));
    expect([story.first, story.last, story.timeAt(1), story.timeAt(5)]).toEqual([T0, T0 + 20_000, T0 + 10_000, Number.POSITIVE_INFINITY]);
  });

  it('hands out what is due, a batch at a time', async () => {
    const story = await readStory([file([post('a', 0), post('b', 1), post('c', 2), post('d', 60)])]);
    const due = (place: number, seconds: number, most = 10) => dueFrom(story, place, T0 + seconds * 1000, most).map(({ text }) => text);
    expect(due(0, -1)).toEqual([]);
    expect(due(0, 0)).toEqual(['post a']);
    expect(due(0, 30, 2)).toEqual(['post a', 'post b']);
    expect(due(2, 30)).toEqual(['post c']);
    expect(due(3, 60)).toEqual(['post d']);
    expect(due(4, 1000)).toEqual([]);
  });

  it('receives each post when it was posted, and leaves out what is before or after the wished times', async () => {
    const story = await readStory([file([post('a', 0), post('b', 10), post('c', 20)])], { from: T0 + 5000, to: T0 + 15_000 });
    expect(story.length).toBe(1);
    expect(story.at(0)).toMatchObject({ id: 'import:b', postedAt: T0 + 10_000, receivedAt: T0 + 10_000 });
  });

  it('tells of refused lines and of the own handles', async () => {
    const refused: Refusal[] = [];
    const own = { id: '1', author: 'TernRail', inbound: false, created_at: '2025-03-04T07:15:09Z', text: 'hello', in_reply_to: null };
    const story = await readStory([file([own, '{'])], { refuse: (refusal) => refused.push(refusal) });
    expect([story.refused, refused.map(({ line }) => line), story.ownHandles]).toEqual([1, [2], ['TernRail']]);
  });

  it('is refused when it is too long to hold, or empty', async () => {
    await expect(readStory([file([post('a', 0), post('b', 1), post('c', 2)])], {}, 2)).rejects.toThrow('a story holds at most 2 posts');
    await expect(readStory([file(['{"text":"no time","postedAt":"soon"}'])])).rejects.toThrow(
      /no post to tell in .*; line 1: postedAt: not a time/,
    );
  });
});

describe('the clock of a story', () => {
  it.each([
    [60, 5 * 60_000, 'a minute a second, from five minutes before the first post'],
    [600, 5 * 60_000, 'never more than five minutes before'],
    [1, 5000, 'at its own pace people wait five seconds, not five minutes'],
    [0.5, 2500, 'slower than it was'],
  ])('at %d times the speed it starts %d ms before the first post (%s)', (speed, lead) => {
    let real = 1_000_000;
    const clock = storyClock(T0, speed, () => real);
    expect([clock.pace, clock.now()]).toEqual([speed, T0 - lead]);
    real += 10_000;
    expect(clock.now()).toBe(T0 - lead + 10_000 * speed);
  });
});

describe('a pack', () => {
  it('gives back what was put in, at its place', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ a: fc.string({ unit: 'grapheme' }), n: fc.integer() }), { maxLength: 50 }), (things) => {
        const pack = packOf((value) => value);
        for (const thing of things) pack.push(thing);
        expect(things.map((_, i) => pack.at(i))).toEqual(things);
        expect(() => pack.at(things.length)).toThrow(RangeError);
      }),
      { numRuns: 50 },
    );
  });

  it('takes more than one block, and one that is larger than a block', () => {
    const pack = packOf((value) => String(value));
    const sizes = [10_000_000, 10_000_000, 20_000_000, 3];
    for (const [i, size] of sizes.entries()) pack.push(String(i).repeat(size));
    expect(sizes.map((_, i) => [pack.at(i)[0], pack.at(i).length])).toEqual(sizes.map((size, i) => [String(i), size]));
  });
});
