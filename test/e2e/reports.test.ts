import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../shared/report.ts';
import { figuresOf, REPORT_FROM, reportOf } from '../support/report.ts';
import { push, startServer } from '../support/server.ts';
import { eventually, Hands, useBrowser, wallConfig } from './support.ts';

const browser = useBrowser();
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const DAY = 86_400_000;

const desk = wallConfig(`
brand: Halden Air
zone: Europe/Oslo
accounts: { x: [haldenair] }
watches:
  - { name: Halden Air, query: halden OR haldenair }
boards:
  - { name: main, title: Control room, scenes: [{ name: all, panels: [pulse] }] }
  - { name: bright, title: Lobby, scenes: [{ name: all, panels: [pulse] }] }
`);

/** What axe finds serious or worse. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return grave.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** The page on a real server, with an invented report; returns what was asked for. */
async function openReport(path: string, answer: Partial<Report> | number = {}, viewport = { width: 1440, height: 900 }) {
  const server = await startServer({ config: desk, clock: new Hands(REPORT_FROM + 6.6 * DAY) });
  const { page, errors } = await browser.open({ viewport, reducedMotion: 'reduce' });
  const asked: URLSearchParams[] = [];
  await page.route('**/api/v1/reports?*', (route) => {
    asked.push(new URL(route.request().url()).searchParams);
    if (typeof answer === 'number') return route.fulfill({ status: answer, json: { error: 'the history is not ready yet' } });
    return route.fulfill({ json: reportOf(answer) });
  });
  await page.goto(`${server.address}${path}`);
  await page.locator('.sentence, .failed').first().waitFor();
  return { page, errors, asked, server };
}

const sentence = (page: Page) => page.locator('.sentence').textContent();

describe('the report', () => {
  it('asks for the days that are chosen, and keeps them in the address', async () => {
    const { page, asked, errors } = await openReport('/reports?network=x');
    expect(await sentence(page)).toMatch(/^412 cases opened so far, already 18% more than in the 7 days before; 87% were answered/);
    expect(Object.fromEntries(asked[0] ?? [])).toEqual({ from: String(REPORT_FROM), to: String(REPORT_FROM + 7 * DAY), network: 'x' });
    await page.getByRole('combobox', { name: 'Period' }).selectOption('Yesterday');
    await eventually(() => asked.at(-1)?.get('from')).toBe(String(REPORT_FROM + 5 * DAY));
    await page.getByRole('button', { name: 'The period before' }).click();
    await eventually(() => page.url()).toContain('from=2026-03-06&to=2026-03-06&network=x');
    await page.getByRole('combobox', { name: 'Agent' }).selectOption('Mara Kvist');
    await eventually(() => asked.at(-1)?.get('agent')).toBe('mk');
    await page.goBack();
    await eventually(() => page.getByRole('combobox', { name: 'Agent' }).inputValue()).toBe('');
    await page.getByText('Working time', { exact: true }).click();
    expect(await page.getByRole('radio', { name: 'Working time' }).isChecked()).toBe(true);
    expect(page.url()).toContain('hours=business');
    expect(await sentence(page)).toContain('of working time');
    // A question that was overtaken by the next one is called off.
    expect(errors.filter((error) => !error.endsWith('net::ERR_ABORTED'))).toEqual([]);
  });

  it('gives the same for a spreadsheet', async () => {
    const { page } = await openReport('/reports?from=2026-03-02&to=2026-03-03&team=oslo');
    const link = new URL((await page.getByRole('link', { name: 'CSV' }).getAttribute('href')) ?? '', page.url());
    expect(link.pathname).toBe('/api/v1/reports.csv');
    expect(Object.fromEntries(link.searchParams)).toEqual({ from: String(REPORT_FROM), to: String(REPORT_FROM + 2 * DAY), team: 'oslo' });
  });

  it('tells what a figure means by the keyboard, and gives the focus back', async () => {
    const { page } = await openReport('/reports');
    const term = page.getByRole('button', { name: 'Reopened', exact: true }).first();
    await term.focus();
    await page.keyboard.press('Enter');
    await eventually(() => page.getByRole('dialog').textContent()).toContain('Cases that were opened again');
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await eventually(() => page.getByRole('dialog').count()).toBe(0);
    expect(await term.evaluate((button) => button === document.activeElement)).toBe(true);
    await page.keyboard.press('?');
    await eventually(() => page.getByRole('dialog').locator('dt').count()).toBeGreaterThan(30);
  });

  it('has agents by their names, until somebody sorts them otherwise', async () => {
    const { page } = await openReport('/reports');
    const agents = page.getByRole('region', { name: 'Agents' });
    const names = () => agents.locator('tbody th').allTextContents();
    expect(await names()).toEqual(['Jonas Dahl', 'Mara Kvist', 'عائشة سالم']);
    await agents.getByRole('button', { name: 'Cases' }).click();
    expect(await names()).toEqual(['Mara Kvist', 'Jonas Dahl', 'عائشة سالم']);
    expect(await agents.locator('th[aria-sort="descending"]').textContent()).toContain('Cases');
  });

  it.each([
    [1920, 1080],
    [1280, 720],
    [390, 844],
  ])('shuts nobody out and does not reach beyond a screen of %d by %d', async (width, height) => {
    const { page } = await openReport('/reports', {}, { width, height });
    expect(await faults(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  });

  it('prints on two light pages, with no controls', async () => {
    const { page } = await openReport('/reports');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('nav').isVisible()).toBe(false);
    expect(await page.locator('form').isVisible()).toBe(false);
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)');
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(2);
  });

  it('says so when nobody wrote', async () => {
    const { page } = await openReport('/reports', { figures: figuresOf(0), before: null });
    expect(await sentence(page)).toBe('Nobody wrote to us in this time.');
    expect(await page.getByRole('region').count()).toBe(0);
  });

  it('says why there is none, and tries again when asked', async () => {
    const { page, asked } = await openReport('/reports', 503);
    expect(await page.getByRole('alert').textContent()).toContain('the history is not ready yet');
    await page.getByRole('button', { name: 'Try again' }).click();
    await eventually(() => asked.length).toBe(2);
  });

  it('asks for a token where it may not be seen', async () => {
    const { page } = await openReport('/reports');
    await page.route('**/api/v1/reports?*', (route) => route.fulfill({ status: 401, json: { error: 'a token is needed' } }));
    await page.getByRole('combobox', { name: 'Period' }).selectOption('Today');
    await eventually(() => page.locator('input[type=password]').count()).toBe(1);
  });
});

describe('the report of a server', () => {
  it('tells of the people who wrote to it', async () => {
    const clock = new Hands();
    const server = await startServer({ config: desk, clock });
    const wrote = (n: number, minutes: number) => ({
      id: `q${n}`,
      network: 'x',
      author: { id: `c${n}`, handle: `flyer_${n}`, name: `Flyer ${n}` },
      text: `@haldenair where is my bag number ${n}? It never came to the belt`,
      postedAt: clock.at - minutes * 60_000,
    });
    const reply = { id: 'r1', network: 'x', inReplyTo: 'push:q1', author: { id: 'us', handle: 'haldenair', name: 'Halden Air' } };
    const text = 'It is at desk nine in arrivals now, you can pick it up there until ten tonight. ^MK';
    await push(server.address, [wrote(1, 60), wrote(2, 50), { ...reply, text, postedAt: clock.at - 42 * 60_000 }]);
    const { page, errors } = await browser.open();
    await eventually(async () => {
      await page.goto(`${server.address}/reports?period=today`);
      await page.locator('.sentence').waitFor();
      return sentence(page);
    }).toMatch(/^2 cases opened so far; 1 was answered, after 18.min, with substance after 18.min/);
    expect(errors).toEqual([]);
  });
});
