import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { progressLine, progressOn } from '../../server/commands/progress.ts';
import { replayInto } from '../../server/commands/replay.ts';
import type { Mention } from '../../shared/mention.ts';
import { tempFolder } from '../support/temp.ts';

const T0 = Date.UTC(2025, 2, 4, 7);

function story(): string {
  const path = join(tempFolder(), 'story.ndjson');
  const posts = [
    { id: '2', text: 'the answer', postedAt: T0 + 60_000, inReplyTo: '1' },
    { id: '1', text: 'the question', postedAt: T0 },
  ];
  writeFileSync(path, `${posts.map((post) => JSON.stringify(post)).join('\n')}\n{`);
  return path;
}

async function run(path: string, speed: number) {
  const mentions: Mention[] = [];
  let out = '';
  let err = '';
  const terminal = { stdout: { write: (text: string) => (out += text) }, stderr: { write: (text: string) => (err += text) }, isTTY: false };
  const code = await replayInto(
    [path],
    { speed },
    async (items) => {
      mentions.push(...items.flatMap((item) => (item.kind === 'mention' ? [item.mention] : [])));
      return items.map(() => 'accepted');
    },
    terminal,
  );
  return { code, mentions, out, err };
}

describe('a replay into a running server', () => {
  it('pushes posts in the order of time as if they were posted now, says so, and accounts for every line', async () => {
    const before = Date.now();
    const { code, mentions, out, err } = await run(story(), 100_000);
    expect([code, mentions.map(({ text }) => text)]).toEqual([0, ['the question', 'the answer']]);
    for (const { postedAt } of mentions) expect(postedAt).toBeGreaterThanOrEqual(before);
    expect(out).toContain('read       3\naccepted   2\nduplicate  0\nrefused    1\n');
    expect(err).toContain('2 posts from 2025-03-04 07:00:00 UTC to 2025-03-04 07:01:00 UTC');
    expect(err).toContain('as if it were posted now');
  });

  it('gives posts ids of this telling, and answers still belong to their questions', async () => {
    const { mentions } = await run(story(), 100_000);
    expect(mentions[0]?.id).toMatch(/^replay:[a-z0-9]+-1$/);
    expect(mentions[1]?.inReplyTo).toBe(mentions[0]?.id);
  });

  it.each([
    [0, 2, '--speed: must be more than 0'],
    [Number.NaN, 2, '--speed: must be more than 0'],
  ])('at a speed of %d is wrong usage', async (speed, code, message) => {
    const result = await run('gone', speed);
    expect([result.code, result.err]).toEqual([code, `earshot: ${message}\n`]);
  });

  it('fails when there is nothing to read', async () => {
    const { code, err } = await run('gone', 60);
    expect([code, err]).toEqual([1, 'earshot: cannot read gone: there is no such file\n']);
  });
});

describe('progress', () => {
  it.each([
    [{ bytes: 250, total: 1000, posts: 5000 }, 2000, ' 25 % [######------------------] 5,000 posts, 2,500 a second, 6 s left'],
    [{ bytes: 1, total: 7_200_000, posts: 1 }, 1000, '  0 % [------------------------] 1 posts, 1 a second, 83 d 7 h left'],
    [{ bytes: 1000, total: 1000, posts: 90_000 }, 60_000, '100 % [########################] 90,000 posts, 1,500 a second, 0 s left'],
    [{ bytes: 500, total: 1000, posts: 10 }, 3_780_000, ' 50 % [############------------] 10 posts, 0 a second, 1 h 3 min left'],
    [{ bytes: 250, total: null, posts: 5000 }, 2000, '5,000 posts, 2,500 a second'],
    [{ bytes: 0, total: 0, posts: 0 }, 0, '0 posts, 0 a second'],
  ])('%j after %d ms is %j', (mark, elapsed, line) => {
    expect(progressLine(mark, elapsed)).toBe(line);
  });

  it.each([
    [true, '\r\u001b[2K 50 % [############------------] 1 posts, 2 a second, 1 s left\r\u001b[2K'],
    [false, ''],
  ])('on a terminal (%s) redraws one line and leaves none behind; in a log speaks rarely', (isTTY, written) => {
    let now = 0;
    let err = '';
    const progress = progressOn({ stdout: { write: () => true }, stderr: { write: (text) => (err += text) }, isTTY }, () => now);
    const mark = { bytes: 1, total: 2, posts: 1 };
    progress.show(mark);
    now = 500;
    progress.show(mark);
    now = 510;
    progress.show(mark);
    progress.end();
    expect(err).toBe(written);
  });

  it('writes a line every few seconds where there is no terminal', () => {
    let now = 0;
    let err = '';
    const progress = progressOn({ stdout: { write: () => true }, stderr: { write: (text) => (err += text) }, isTTY: false }, () => now);
    for (now = 0; now <= 11_000; now += 1000) progress.show({ bytes: 1, total: null, posts: 10 });
    progress.end();
    expect(err).toBe('10 posts, 2 a second\n10 posts, 1 a second\n');
  });
});
