import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { DIST, push, startServer } from '../support/server.ts';
import { tempFolder } from '../support/temp.ts';
import { cableTo, eventually, openWall, panel, surge, useBrowser, usual, wallConfig } from './support.ts';

const browser = useBrowser();

/** What each panel says about the age of its data, and whether it is grey. */
const told = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('section.panel')].map((section) => ({
      title: section.querySelector('h2')?.textContent,
      age: section.querySelector('.age')?.textContent?.replaceAll('\u00a0', ' '),
      grey: getComputedStyle(section.querySelector('.body')!).filter === 'grayscale(1)',
    })),
  );
const ages = async (page: Page) => (await told(page)).map(({ age }) => age);
const allGrey = async (page: Page) => (await told(page)).every(({ grey }) => grey);
const noneGrey = async (page: Page) => (await told(page)).every(({ grey }) => !grey);
const heading = (page: Page) => page.getByRole('heading', { level: 1 }).textContent();
const isStale = async (page: Page) => {
  await eventually(() => allGrey(page)).toBe(true);
  await eventually(async () => (await ages(page)).every((age) => /^reconnecting, (data )?\d+ s old$/.test(age ?? ''))).toBe(true);
  expect(await heading(page)).toMatch(/^Reconnecting what is shown was true at \d\d:\d\d:\d\d/);
};
const isLive = async (page: Page) => {
  await eventually(() => noneGrey(page)).toBe(true);
  await eventually(async () => (await ages(page)).every((age) => age === 'now')).toBe(true);
};

describe('a wall that loses its server', () => {
  it('turns grey and tells the age of each panel, and comes back by itself with everything that was said meanwhile', async () => {
    const folder = tempFolder();
    const first = await startServer({ config: wallConfig(), folder });
    await push(first.address, usual(Date.now(), 2, 90));
    const { page } = await browser.open();
    await openWall(page, first.address);
    await isLive(page);
    await first.stop();
    await isStale(page);
    expect(await panel(page, 'Voices').getByRole('article').count()).toBeGreaterThan(0);

    const again = await startServer({ config: wallConfig(), folder, port: Number(new URL(first.address).port) });
    await push(again.address, surge(0, 3, 'halden is back'));
    await isLive(page);
    await panel(page, 'Voices').getByText('halden is back').first().waitFor();
    expect(await panel(page, 'Mentions in the last minute').locator('dd').first().textContent()).toMatch(/^10\d/);
  });

  it('loads the page again when the server comes back with another one', async () => {
    const folder = tempFolder();
    const dist = join(tempFolder(), 'dist');
    cpSync(DIST, dist, { recursive: true });
    const first = await startServer({ config: wallConfig(), folder, dist });
    const { page } = await browser.open();
    await openWall(page, first.address);
    await page.evaluate(() => Object.assign(globalThis, { sameAsBefore: true }));
    await first.stop();
    const html = readFileSync(join(dist, 'index.html'), 'utf8');
    writeFileSync(join(dist, 'index.html'), html.replace('<title>Earshot</title>', '<title>Earshot, a newer one</title>'));
    await startServer({ config: wallConfig(), folder, dist, port: Number(new URL(first.address).port) });
    await page.waitForFunction(() => !('sameAsBefore' in globalThis) && document.querySelector('section.panel') !== null);
    await isLive(page);
  });

  it('does not load again while the page is the same', async () => {
    const folder = tempFolder();
    const first = await startServer({ config: wallConfig(), folder });
    const { page } = await browser.open();
    await openWall(page, first.address);
    await page.evaluate(() => Object.assign(globalThis, { sameAsBefore: true }));
    await first.stop();
    await eventually(() => allGrey(page)).toBe(true);
    await startServer({ config: wallConfig(), folder, port: Number(new URL(first.address).port) });
    await isLive(page);
    expect(await page.evaluate(() => 'sameAsBefore' in globalThis)).toBe(true);
  });

  it('sees that nothing comes any more although the connection still stands, and recovers', async () => {
    const server = await startServer({ config: wallConfig() });
    const cable = await cableTo(server.address);
    const { page } = await browser.open();
    await openWall(page, cable.address);
    await isLive(page);
    cable.pull();
    await isStale(page);
    await push(server.address, surge(0, 2, 'halden said meanwhile'));
    cable.plug();
    await isLive(page);
    await panel(page, 'Voices').getByText('halden said meanwhile').first().waitFor();
  });

  it('recovers when its own machine was offline', async () => {
    const server = await startServer({ config: wallConfig() });
    const { page } = await browser.open();
    await openWall(page, server.address);
    await page.context().setOffline(true);
    await isStale(page);
    await page.context().setOffline(false);
    await isLive(page);
  });
});
