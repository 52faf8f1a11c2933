import { describe, expect, it } from 'vitest';
import { push, startServer } from '../support/server.ts';
import { eventually, Hands, openWall, panel, surge, useBrowser, usual, wallConfig } from './support.ts';

const browser = useBrowser();

describe('the wall', () => {
  it('fills every panel with what was pushed, with nothing wrong in the console or on the network', async () => {
    const clock = new Hands();
    const server = await startServer({ config: wallConfig(), clock });
    const posts = usual(clock.at);
    expect(await push(server.address, posts)).toMatchObject({ accepted: posts.length, rejected: [] });
    clock.at += 1000;
    await push(server.address, surge(0, 9, 'Lovely flight with halden, thank you'));
    const { page, errors } = await browser.open();
    await openWall(page, server.address);

    expect(await page.title()).toBe('Control room · Halden Air');
    const pulse = panel(page, 'Mentions in the last minute');
    await eventually(() => pulse.locator('.big').textContent()).toBe('12');
    await eventually(() => pulse.locator('.usual').first().textContent()).toBe('usual 3');
    expect(await pulse.locator('dd').first().textContent()).toBe('162 usual 154');
    expect(await panel(page, 'Needs somebody').textContent()).toContain('Nothing needs anybody');
    expect(await panel(page, 'Negative share').locator('.of').textContent()).toBe('of 49 in 15 min, 2% unsure');
    expect(await panel(page, 'Share of voice').getByRole('listitem').allTextContents()).toEqual([
      expect.stringMatching(/^Halden Air\s*8\d%$/),
      expect.stringMatching(/^Norvik\s*1\d%$/),
    ]);
    const mix = panel(page, 'Networks, languages');
    const first = (list: string) => mix.getByRole('list', { name: list }).getByRole('listitem').first().textContent();
    expect(await first('Networks')).toMatch(/^x\s*5\d%/);
    expect(await first('Languages')).toMatch(/^English\s*\d\d%/);
    expect(await panel(page, 'Voices').getByRole('article').first().textContent()).toContain('Lovely flight with halden');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toMatch(/^Usual About as usual for a Saturday at 15:00/);
    expect(await page.getByRole('list', { name: /zones/ }).getByRole('listitem').allTextContents()).toEqual(['15:30Oslo', '09:30New York']);
    expect(await page.getByText(/^push /).textContent()).toBe('push 12 a minute');
    expect(errors).toEqual([]);
  });

  it('says "not known yet" and "nothing" in words, and never a zero, before anything was heard', async () => {
    const server = await startServer({ config: wallConfig() });
    const { page, errors } = await browser.open();
    await openWall(page, server.address);
    expect(await panel(page, 'Negative share').locator('.big').textContent()).toBe('–');
    expect(await panel(page, 'Mentions in the last minute').textContent()).toContain('usual not known yet');
    expect(await panel(page, 'Voices').textContent()).toContain('Nothing said in the last two hours');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toMatch(/^Learning/);
    expect(errors).toEqual([]);
  });

  it('shows the board that its address names, in its own theme', async () => {
    const server = await startServer({ config: wallConfig() });
    const { page } = await browser.open();
    await openWall(page, server.address, '/wall/bright');
    expect([await page.title(), await page.evaluate(() => document.documentElement.dataset.theme)]).toEqual([
      'Lobby · Halden Air',
      'light',
    ]);
    await page.goto(`${server.address}/wall/cellar`);
    await eventually(() => page.getByRole('status').textContent()).toMatch(/no board named cellar/);
  });

  it('holds no more of the page and of its memory after thirty changes than after the first few', async () => {
    const clock = new Hands();
    const server = await startServer({ config: wallConfig(), clock });
    await push(server.address, usual(clock.at));
    const { page, errors } = await browser.open();
    await openWall(page, server.address);
    const devtools = await page.context().newCDPSession(page);
    const held = async () => {
      await devtools.send('HeapProfiler.collectGarbage');
      const { metrics } = await devtools.send('Performance.getMetrics');
      const of = (name: string) => metrics.find((metric) => metric.name === name)!.value;
      return {
        elements: await page.evaluate(() => document.querySelectorAll('*').length),
        nodes: of('Nodes'),
        listeners: of('JSEventListeners'),
      };
    };
    await devtools.send('Performance.enable');
    const measured: Awaited<ReturnType<typeof held>>[] = [];
    for (let batch = 0; batch < 30; batch++) {
      clock.at += 60_000;
      const posts = surge(batch * 3, 3, `halden ${['works', 'is late', 'flies'][batch % 3]} today`);
      await push(server.address, posts);
      await panel(page, 'Voices').getByText(posts[2]!.text).waitFor();
      if (batch % 10 >= 7) measured.push(await held());
    }
    const most = (of: keyof (typeof measured)[number], part: typeof measured) => Math.max(...part.map((one) => one[of]));
    const [early, late] = [measured.slice(0, 6), measured.slice(6)];
    for (const of of ['elements', 'nodes', 'listeners'] as const) expect(most(of, late), of).toBeLessThanOrEqual(most(of, early) * 1.1);
    expect(errors).toEqual([]);
  });
});
