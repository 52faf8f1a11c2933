import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { startServer } from '../support/server.ts';
import { eventually, PICTURES, useBrowser, wallConfig } from './support.ts';

const browser = useBrowser();
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function faults(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations }: AxeResults = await page.evaluate(() => globalThis.axe.run());
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return grave.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`));
}

const YAML = `
brand: Halden Air
watches:
  - { name: Halden Air, kind: ours, query: haldenair OR "halden air" OR @haldencare }
boards:
  - { name: main, title: Control room, scenes: [{ name: all, panels: [pulse, volume, alerts] }] }
  - { name: lobby, title: Lobby, scenes: [{ name: all, panels: [pulse, volume, alerts] }] }
`;

it('a crisis is rehearsed: the wall that was chosen goes there marked DRILL, people act, and it comes back by itself', async () => {
  const server = await startServer({ config: wallConfig(YAML) });
  const [{ page: wall }, { page: lobby }, { page }] = [await browser.open(), await browser.open(), await browser.open()];
  await wall.goto(`${server.address}/wall/main`);
  await lobby.goto(`${server.address}/wall/lobby`);
  await lobby.getByRole('region').first().waitFor();
  await wall.getByRole('region').first().waitFor();
  await page.goto(`${server.address}/rules`);
  await page.getByRole('link', { name: 'Drills' }).click();
  await page.getByRole('radio', { name: /^Smoke in the cabin/ }).check();
  await page.getByRole('checkbox', { name: 'Control room' }).check();
  await page.getByRole('radio', { name: '10 times as fast' }).check();
  expect(await faults(page)).toEqual([]);
  await page.screenshot({ path: join(PICTURES, 'drills-start.png'), fullPage: true });
  await page.getByRole('button', { name: 'Begin the drill' }).click();

  const bar = wall.getByRole('complementary', { name: 'Drill' });
  await bar.getByText('DRILL', { exact: true }).waitFor();
  await eventually(() => wall.title()).toMatch(/^DRILL · Control room/);
  expect(new URL(wall.url()).pathname).toMatch(/^\/at\/drill-\w+-\w+\/wall\/main$/);
  expect(new URL(lobby.url()).pathname).toBe('/wall/lobby');
  await wall.getByText('Nothing here is real', { exact: true }).waitFor();

  const incidents = page.getByRole('region', { name: 'Incidents of the drill' });
  await incidents.getByRole('link').first().waitFor();
  expect(await faults(page)).toEqual([]);
  await page.screenshot({ path: join(PICTURES, 'drills-running.png'), fullPage: true });
  await wall.screenshot({ path: join(PICTURES, 'drills-wall.png') });
  expect(await faults(wall)).toEqual([]);
  await incidents.getByRole('link').first().click();
  await page.getByRole('complementary', { name: 'Drill' }).waitFor();
  await eventually(() => page.title()).toMatch(/^DRILL · /);
  await page.screenshot({ path: join(PICTURES, 'drills-incident.png') });

  await wall.getByRole('button', { name: 'End the drill' }).click();
  await wall.getByRole('button', { name: 'End for everybody' }).click();
  await eventually(() => new URL(wall.url()).pathname).toBe('/wall/main');
  await eventually(() => new URL(page.url()).pathname).toMatch(/^\/incidents\//);
  await eventually(() => wall.title()).toBe('Control room · Halden Air');
  await page.goto(`${server.address}/drills`);
  await page.getByRole('region', { name: 'Past drills' }).getByRole('button', { name: 'Smoke in the cabin' }).click();
  await page.getByRole('region', { name: 'Incidents of the drill' }).waitFor();
  await page.screenshot({ path: join(PICTURES, 'drills-past.png'), fullPage: true });
  expect(await faults(page)).toEqual([]);
});
