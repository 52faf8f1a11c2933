import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { doorOf } from '../../server/access/door.ts';
import { fileTokens } from '../../server/access/file.ts';
import { Access } from '../../server/access.ts';
import { push, startServer } from '../support/server.ts';
import { tempFolder } from '../support/temp.ts';
import { eventually, Hands, openWall, panel, surge, useBrowser, usual, wallConfig } from './support.ts';

const browser = useBrowser();
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

declare global {
  /** Given to the page by `faults`. */
  var axe: { run(): Promise<AxeResults> };
}

/** What axe finds serious or worse: the rule, and where. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return grave.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`));
}

describe('people who see or use a screen differently', () => {
  it.each([
    ['dark', '/', 1920, 1080],
    ['light', '/wall/bright', 1920, 1080],
    ['light', '/wall/where', 1080, 1920],
    ['dark', '/', 390, 844],
  ])('find nothing in the %s overview at %s, %d by %d, that shuts them out', async (_theme, path, width, height) => {
    const clock = new Hands();
    const server = await startServer({ config: wallConfig(), clock });
    await push(server.address, usual(clock.at, 2, 90));
    clock.at += 1000;
    await push(server.address, surge(0, 60));
    clock.at += 1000;
    const { page } = await browser.open({ viewport: { width, height }, reducedMotion: 'reduce' });
    await openWall(page, server.address, path);
    await panel(page, 'Needs somebody').getByRole('article').first().waitFor();
    expect(await faults(page)).toEqual([]);
    await page
      .getByRole('button', { name: /^Acknowledge/ })
      .first()
      .click();
    await page.getByRole('dialog').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await server.stop();
    await eventually(() => page.getByRole('heading', { level: 1 }).textContent()).toMatch(/^Reconnecting/);
    expect(await faults(page)).toEqual([]);
  });

  it('find nothing in either view for signing in that shuts them out', async () => {
    const folder = tempFolder();
    const origins = ['https://wall.example'];
    const access = await Access.open(fileTokens(folder), doorOf('127.0.0.1', origins));
    const { secret } = await access.create({ role: 'screen', name: 'Lobby TV' });
    const server = await startServer({ folder, tokens: folder, origins, config: wallConfig() });
    const { page } = await browser.open();
    await page.goto(server.address);
    expect(await faults(page)).toEqual([]);
    await openWall(page, server.address, `/?token=${secret}`);
    await access.revoke('Lobby TV');
    await page.locator('.why').waitFor();
    expect(await faults(page)).toEqual([]);
  });
});
