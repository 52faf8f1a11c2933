import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { push, startServer, until } from '../support/server.ts';
import { eventually, openWall, panel, surge, useBrowser, usual, wallConfig } from './support.ts';

const browser = useBrowser();
const card = (page: Page) => panel(page, 'Needs somebody').getByRole('article').first();
const owner = (page: Page) => card(page).locator('.owner').textContent();
const button = (page: Page, name: RegExp) => card(page).getByRole('button', { name });

/** A server that knows what is usual, and two screens on it. */
async function beforeTheStorm() {
  const server = await startServer({ config: wallConfig() });
  await push(server.address, usual(Date.now(), 2, 90));
  await until(
    () => server.engine.slice('pulse', 'all')?.data,
    (pulse) => pulse !== undefined && 'level' in pulse && pulse.level !== 'learning',
  );
  const [desk, wall] = [await browser.open(), await browser.open()];
  await Promise.all([openWall(desk.page, server.address), openWall(wall.page, server.address)]);
  return { server, desk, wall };
}

/** Notes in the page when the first alert is there, by the same clock that the test reads. */
const noteAlert = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const look = () => {
      const alert = document.querySelector('section article.critical, section article.high, section article.medium');
      if (alert && !document.body.dataset.alertAt) document.body.dataset.alertAt = String(Date.now());
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  });

describe('an alert', () => {
  it('stands on the wall within two seconds of its cause', async () => {
    const { server, wall } = await beforeTheStorm();
    await noteAlert(wall.page);
    await push(server.address, surge(0, 120));
    const caused = Date.now();
    await card(wall.page).waitFor();
    const seen = Number(await wall.page.evaluate(() => document.body.dataset.alertAt));
    expect(seen - caused).toBeLessThanOrEqual(2000);
    expect(await card(wall.page).getAttribute('aria-label')).toMatch(/^Critical: .*(surging|surge)/);
    expect(await card(wall.page).locator('.reason').textContent()).toMatch(
      /\d+ (negative )?mentions in 5\smin, .*negative; since \d\d:\d\d/,
    );
    expect(await wall.page.getByRole('heading', { level: 1 }).textContent()).toMatch(/^Surging/);
  });

  it('is taken by a click, shows its owner on every screen, and can be given back', async () => {
    const { server, desk, wall } = await beforeTheStorm();
    await push(server.address, surge(0, 120));
    await eventually(() => owner(wall.page)).toBe('nobody yet');
    await button(desk.page, /^Acknowledge/).click();
    await desk.page.getByRole('dialog', { name: 'Who are you?' }).getByRole('textbox').fill('Ingrid');
    await desk.page.getByRole('button', { name: 'Take it' }).click();
    await eventually(() => owner(desk.page)).toBe('Ingrid has it');
    await eventually(() => owner(wall.page)).toBe('Ingrid has it');
    expect(await button(wall.page, /^(Acknowledge|Give back)/).count()).toBe(0);
    await button(desk.page, /^Give back/).click();
    await eventually(() => owner(wall.page)).toBe('nobody yet');
    await eventually(() => owner(desk.page)).toBe('nobody yet');
  });

  it('tells on its title why it stands there, and is left with Escape', async () => {
    const { server, desk } = await beforeTheStorm();
    const { page } = desk;
    await push(server.address, surge(0, 120));
    await card(page).locator('button.why').click();
    const why = page.getByRole('dialog', { name: /surg/ });
    await why.getByText('Why not before').waitFor();
    const told = (await why.textContent()) ?? '';
    expect(told).toMatch(/Seen\s*[\d,]+ in 5\smin against [\d.]+ expected/);
    expect(told).toMatch(/Why now\s*[\d.]+ deviations above what is expected/);
    expect(told).toMatch(/Rule\s*(negative-)?spike: .*times 2.*deviations 5/);
    expect(await why.getByRole('listitem').first().textContent()).toMatch(/^\d\d:\d\d opened /);
    await page.keyboard.press('Escape');
    await eventually(() => page.getByRole('dialog').count()).toBe(0);
  });

  it('is taken and given back with the keyboard alone, and the focus can be seen', async () => {
    const { server, desk, wall } = await beforeTheStorm();
    const { page } = desk;
    await push(server.address, surge(0, 120));
    await button(page, /^Acknowledge/).waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.id ?? '');
    const tabTo = async (what: RegExp) => {
      for (let presses = 0; presses < 10 && !what.test(await focused()); presses++) await page.keyboard.press('Tab');
      expect(await focused()).toMatch(what);
    };
    await tabTo(/^Acknowledge/);
    expect(await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle)).toBe('solid');
    await page.keyboard.press('Enter');
    await eventually(focused).toBe('operator');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await tabTo(/^Acknowledge/);
    await page.keyboard.press('Space');
    await eventually(focused).toBe('operator');
    await page.keyboard.type('Amal');
    await page.keyboard.press('Enter');
    await eventually(() => owner(wall.page)).toBe('Amal has it');
    await tabTo(/^Give back/);
    await page.keyboard.press('Enter');
    await eventually(() => owner(wall.page)).toBe('nobody yet');
  });
});

describe('the worst that nobody has', () => {
  const takeover = (page: Page) => page.getByRole('region', { name: /surg/i }).filter({ has: page.getByText('Who has it') });

  it('takes over the wall with what, since when, how big, who and the posts to read; once taken it stays in the rail', async () => {
    const { server, wall } = await beforeTheStorm();
    const { page } = wall;
    await openWall(page, server.address, '/wall/duty');
    await push(server.address, surge(0, 120));
    const told = takeover(page);
    await told.waitFor();
    await eventually(() => told.textContent()).toMatch(/\d+ in 5\smin.*times.*Since.*\d\d:\d\d.*negative.*Who has it\s*nobody yet/s);
    expect(await told.getByRole('list', { name: 'Posts to read' }).getByRole('listitem').count()).toBe(2);
    await page.keyboard.press('a');
    await page.getByRole('dialog', { name: 'Who are you?' }).getByRole('textbox').fill('Ingrid');
    await page.getByRole('button', { name: 'Take it' }).click();
    await told.waitFor({ state: 'detached' });
    await eventually(() => owner(page)).toBe('Ingrid has it');
  });

  it('sounds once on a screen that was armed, and not for what stood there before', async () => {
    const { server, wall } = await beforeTheStorm();
    const { page } = wall;
    await page.addInitScript(() => {
      const start = OscillatorNode.prototype.start;
      OscillatorNode.prototype.start = function (when?: number) {
        document.body.dataset.tones = String(Number(document.body.dataset.tones ?? 0) + 1);
        start.call(this, when);
      };
    });
    await openWall(page, server.address, '/wall/duty');
    const tones = async () => Number((await page.evaluate(() => document.body.dataset.tones)) ?? 0);
    await page.getByText('Sound off').waitFor();
    await page.getByRole('button', { name: 'Arm' }).click();
    await page.getByText('Sound armed').waitFor();
    // Arming plays it once, so that whoever did it hears how loud it is.
    await eventually(tones).toBe(2);
    await page.getByRole('button', { name: 'Test' }).click();
    await eventually(tones).toBe(4);
    await push(server.address, surge(0, 120));
    await takeover(page).waitFor();
    await eventually(tones).toBe(6);
    await openWall(page, server.address, '/wall/duty');
    await page.getByText('Sound off since the reload').waitFor();
    await takeover(page).waitFor();
    await page.getByRole('button', { name: 'Arm' }).click();
    await eventually(tones).toBe(2);
  });
});
