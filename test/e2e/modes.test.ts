import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { storyClock } from '../../server/files/clock.ts';
import { ReplayOptions, replaySource, storyOf } from '../../server/sources/replay.ts';
import { startServer } from '../support/server.ts';
import { tempFolder } from '../support/temp.ts';
import { demoConfig, eventually, openWall, panel, useBrowser, wallConfig } from './support.ts';

const browser = useBrowser();

describe('a wall that does not show what happens now', () => {
  it('says that the demo is one', async () => {
    const server = await startServer({ mode: 'demo', config: await demoConfig() });
    const { page, errors } = await browser.open();
    await openWall(page, server.address);
    expect(await page.getByRole('banner').first().getByText('DEMO').isVisible()).toBe(true);
    expect(await page.title()).toBe('Halden Air · Halden Air');
    await eventually(() => page.getByRole('contentinfo').textContent()).toMatch(/demo (starting|\d)/);
    expect(errors).toEqual([]);
  });

  it('says that a replay is one, how fast it goes and which day it tells', async () => {
    const start = Date.UTC(2025, 2, 4, 7);
    const file = join(tempFolder(), 'story.ndjson');
    const posts = Array.from({ length: 600 }, (_, i) => ({ id: `p${i}`, text: `halden story ${i}`, postedAt: start + i * 10_000 }));
    writeFileSync(file, posts.map((post) => JSON.stringify(post)).join('\n'));
    const options = ReplayOptions.parse({ files: [file], speed: 60 });
    const story = await storyOf('replay', options, { tell: () => undefined });
    const server = await startServer({
      mode: 'replay',
      config: { ...wallConfig(), sources: [{ id: 'replay', kind: 'replay', options }] },
      clock: storyClock(story.first, 60, Date.now),
      kinds: [replaySource(story)],
      tickMs: 100,
    });
    const { page, errors } = await browser.open();
    await openWall(page, server.address);
    const banner = page.getByRole('banner').first();
    expect(await banner.locator('.state').textContent()).toMatch(/^\s*REPLAY ×60\s*4 Mar 2025$/);
    await eventually(() => panel(page, 'Voices').getByText('halden story').count()).toBeGreaterThan(0);
    expect(await banner.getByRole('listitem').first().textContent()).toMatch(/^(07:5\d|08:\d\d)Oslo$/);
    expect(errors).toEqual([]);
  });
});
